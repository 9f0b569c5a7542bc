/** The link of an invitation: shown once, to be handed over by another way than the name. */
import type { Invitation } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { paths } from "../frame/paths.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { visible } from "../parts/shown-name.ts";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** @param invitation shown while it is not null. */
export function LinkDialog({
  invitation,
  onClose,
}: {
  readonly invitation: Invitation | null;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const texts = words.people.link;
  const link =
    invitation === null ? "" : `${location.origin}${paths.invitation}#${invitation.token}`;
  return (
    <Dialog
      title={texts.title(visible(invitation?.account.name ?? ""))}
      isOpen={invitation !== null}
      onClose={onClose}
    >
      <p>{invitation === null ? "" : texts.text(formatMinute(invitation.expiresAt))}</p>
      <p className="one-time-link">{link}</p>
      <div className="actions">
        <CopyButton text={link} label={texts.copy} copied={texts.copied} look="main">
          <Button onPress={onClose}>{words.app.close}</Button>
        </CopyButton>
      </div>
    </Dialog>
  );
}
