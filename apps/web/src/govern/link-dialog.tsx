/** The link of an invitation: shown once, to be handed over by another way than the name. */
import type { Invitation } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { paths } from "../frame/paths.ts";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
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
  const [said, setSaid] = useState("");
  const texts = words.people.link;
  const link =
    invitation === null ? "" : `${location.origin}${paths.invitation}#${invitation.token}`;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setSaid(texts.copied);
    } catch {
      setSaid(words.table.copyFailed);
    }
  };
  return (
    <Dialog
      title={texts.title(invitation?.account.name ?? "")}
      isOpen={invitation !== null}
      onClose={() => {
        setSaid("");
        onClose();
      }}
    >
      <p>{invitation === null ? "" : texts.text(formatMinute(invitation.expiresAt))}</p>
      <p className="one-time-link">{link}</p>
      <div className="actions">
        <Button look="main" onPress={() => void copy()}>
          {texts.copy}
        </Button>
        <Button onPress={onClose}>{words.app.close}</Button>
        <Announce>{said}</Announce>
      </div>
    </Dialog>
  );
}
