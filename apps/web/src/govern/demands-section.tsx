/** Which roles must have a second factor. */
import type { Role } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useAccess, useChangeAccess } from "../api/people-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { sentenceCase } from "../words/format.ts";
import { Boxes } from "../parts/boxes.tsx";
import { useSpeech } from "../words/language.tsx";

/** One box per role; each change is saved as it is made. */
export function DemandsSection(): ReactNode {
  const { words } = useSpeech();
  const access = useAccess();
  const change = useChangeAccess();
  const mayChange = useMay("access/change");
  const said = words.people.demands;
  const roles = Object.keys(words.people.roles) as Role[];
  const demanded = access.data?.secondFactor ?? [];
  const flip = (role: Role): void =>
    change.mutate(roles.filter((one) => demanded.includes(one) !== (one === role)));
  return (
    <section className="section">
      <h2>{said.title}</h2>
      <p className="note">{said.lead}</p>
      {access.isPending ? <Loading /> : null}
      {access.isError ? (
        <Failure error={access.error} onAgain={() => void access.refetch()} />
      ) : null}
      {access.data === undefined ? null : (
        <Boxes
          all={roles}
          chosen={demanded}
          wordOf={(role) => sentenceCase(words.people.roles[role])}
          onFlip={flip}
          isDisabled={!mayChange || change.isPending}
        />
      )}
      {change.isError ? <Failure error={change.error} /> : null}
    </section>
  );
}
