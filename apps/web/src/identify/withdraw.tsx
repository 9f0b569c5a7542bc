/** Taking back an import, after a question that names its files. */
import type { Status } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useWithdraw } from "../api/queries.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** Most names of files that a question shows; the rest is a sign that there are more. */
const shownNames = 5;

/** @param importId the import that is asked about; null while none is. */
export function WithdrawQuestion({
  importId,
  evidence,
  onClose,
}: {
  readonly importId: string | null;
  readonly evidence: Status["evidence"];
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const withdraw = useWithdraw();
  const names = evidence.filter((one) => one.importId === importId).map(({ name }) => name);
  const some = visible(names.slice(0, shownNames).join(", "));
  return (
    <>
      {withdraw.isError ? <Failure error={withdraw.error} /> : null}
      <Dialog title={words.ladder.withdrawTitle} isOpen={importId !== null} onClose={onClose}>
        <p>
          {words.ladder.withdrawText(names.length > shownNames ? `${some} …` : some, names.length)}
        </p>
        <div className="actions">
          <Button look="main" onPress={onClose}>
            {words.ladder.withdrawNo}
          </Button>
          <Button
            onPress={() => {
              onClose();
              if (importId !== null) withdraw.mutate(importId);
            }}
          >
            {words.ladder.withdrawYes}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
