/** To have both dials computed against every attacker, where they are not yet. */
import type { ReactNode } from "react";
import type { AttackersAnswer } from "../api/plan-queries.ts";
import { isActive } from "../api/queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Progress } from "../parts/progress.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** @param isMain whether it is what its page is for */
export function AskAttackers({
  answer,
  isMain = false,
}: {
  readonly answer: AttackersAnswer;
  readonly isMain?: boolean;
}): ReactNode {
  const { words } = useSpeech();
  const mayAsk = useMay("model/change");
  const said = words.attackers;
  const { attackers, job, isPending, error, ask } = answer;
  if (attackers !== null) return null;
  if (isPending) return <Loading />;
  return (
    <>
      {error === null ? null : <Failure error={error} onAgain={ask} />}
      {job === null ? null : <Progress job={job} />}
      {job !== null && isActive(job) ? null : mayAsk ? (
        <div className="actions">
          <Button look={isMain ? "main" : "side"} onPress={ask}>
            {job === null ? said.ask : said.again}
          </Button>
          <p className="note">{said.askNote}</p>
        </div>
      ) : (
        <p className="note">{words.app.readerOnly}</p>
      )}
    </>
  );
}
