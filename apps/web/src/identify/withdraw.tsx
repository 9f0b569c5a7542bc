/** A way to take back the import that brought a file. */
import { type ReactNode, useState } from "react";
import { useStatus, useWithdraw } from "../api/queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** Most names of files that a question shows; the rest is a sign that there are more. */
const shownNames = 5;

/** Button and question for the import that brought a file; nothing for those who only read. */
export function WithdrawImport({ importId }: { readonly importId: string }): ReactNode {
  const { words } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useWithdraw();
  const evidence = useStatus().data?.evidence ?? [];
  if (!useMay("model/change")) return null;
  const names = evidence.filter((one) => one.importId === importId).map(({ name }) => name);
  const some = visible(names.slice(0, shownNames).join(", "));
  return (
    <>
      <Button look="plain" onPress={() => setAsking(true)}>
        {words.ladder.withdraw}
      </Button>
      {withdraw.isError ? <Failure error={withdraw.error} /> : null}
      <Dialog title={words.ladder.withdrawTitle} isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>
          {words.ladder.withdrawText(names.length > shownNames ? `${some} …` : some, names.length)}
        </p>
        <div className="actions">
          <Button look="main" onPress={() => setAsking(false)}>
            {words.ladder.withdrawNo}
          </Button>
          <Button
            onPress={() => {
              setAsking(false);
              withdraw.mutate(importId);
            }}
          >
            {words.ladder.withdrawYes}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
