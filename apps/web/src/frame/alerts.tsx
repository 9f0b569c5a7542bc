/** What must be seen whichever page is open: an incident, accounts for the worst day in use. */
import { type ReactNode, use } from "react";
import { useAlerts, useSeen } from "../api/people-queries.ts";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { useMay, UserContext } from "./session.tsx";

/** Nothing where there is nothing. */
export function Alerts(): ReactNode {
  const { words } = useSpeech();
  const since = use(UserContext)?.incidentSince ?? null;
  const alerts = useAlerts(useMay("alerts/view")).data ?? [];
  const mayChange = useMay("alerts/change");
  const seen = useSeen();
  const said = words.people.alerts;
  const newest = Math.max(0, ...alerts.map(({ number }) => number));
  if (since === null && alerts.length === 0) return null;
  return (
    <section className="alerts" aria-label={said.title}>
      {since === null ? null : <p>{said.incident(formatMinute(since))}</p>}
      {alerts.map(({ number, at, name }) => (
        <p key={number}>{said.used(visible(name), formatMinute(at))}</p>
      ))}
      {alerts.length > 0 && mayChange ? (
        <Button isPending={seen.isPending} onPress={() => seen.mutate(newest)}>
          {said.seen}
        </Button>
      ) : null}
      {seen.isError ? <Failure error={seen.error} /> : null}
    </section>
  );
}
