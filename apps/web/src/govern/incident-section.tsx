/** Incident mode: nobody is let in but those named. */
import type { AccountView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useAccess, useIncident } from "../api/people-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Boxes, flipped } from "../parts/boxes.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Failure } from "../parts/states.tsx";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** Begins or ends it; shown to those who may. */
export function IncidentSection({
  accounts,
}: {
  readonly accounts: readonly AccountView[];
}): ReactNode {
  const { words } = useSpeech();
  const access = useAccess();
  const change = useIncident();
  const said = words.people.incident;
  if (!useMay("access/change") || access.data === undefined) return null;
  const { incident } = access.data;
  return (
    <section className="section">
      <h2>{said.title}</h2>
      <p className="note">{said.lead}</p>
      {incident === null ? (
        <Begin accounts={accounts} onBegin={(admitted) => change.mutate(admitted)} />
      ) : (
        <>
          <p>{said.since(formatMinute(incident.since))}</p>
          <Button isPending={change.isPending} onPress={() => change.mutate(null)}>
            {said.end}
          </Button>
        </>
      )}
      {change.isError ? <Failure error={change.error} /> : null}
    </section>
  );
}

function Begin({
  accounts,
  onBegin,
}: {
  readonly accounts: readonly AccountView[];
  readonly onBegin: (admitted: readonly string[]) => void;
}): ReactNode {
  const { words } = useSpeech();
  const [admitted, setAdmitted] = useState<readonly string[]>([]);
  const [isAsking, setAsking] = useState(false);
  const said = words.people.incident;
  const names = new Map(
    accounts
      .filter(({ state, isBreakGlass }) => state === "active" && !isBreakGlass)
      .map(({ id, name }) => [id, name]),
  );
  return (
    <>
      <fieldset className="plain-set">
        <legend>{said.admitted}</legend>
        <Boxes
          all={[...names.keys()]}
          chosen={admitted}
          wordOf={(id) => names.get(id) ?? id}
          onFlip={(id) => setAdmitted(flipped(admitted, id))}
        />
      </fieldset>
      <Button onPress={() => setAsking(true)}>{said.begin}</Button>
      <Dialog title={said.ask} isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>{said.askText}</p>
        <div className="actions">
          <Button look="main" onPress={() => setAsking(false)}>
            {words.people.accounts.leave}
          </Button>
          <Button
            onPress={() => {
              setAsking(false);
              onBegin(admitted);
            }}
          >
            {said.yes}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
