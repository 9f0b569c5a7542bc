/** How sources know a thing; what does not belong, a person takes away. */
import type { AssetPart, AssetView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useJudge } from "../api/knowing-queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { formatDay } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** Names that hold two parts together whatever anybody says. */
const hard: ReadonlySet<string> = new Set(["sid", "guid", "register"]);

function canPart(one: AssetPart, other: AssetPart): boolean {
  return !one.subject.claims.some(
    (claim) =>
      hard.has(claim.space) &&
      other.subject.claims.some(
        ({ space, value }) =>
          space === claim.space && value.toLowerCase() === claim.value.toLowerCase(),
      ),
  );
}

/** The parts of a thing, the one it is named after first. */
export function AssetParts({ view }: { readonly view: AssetView }): ReactNode {
  const { words } = useSpeech();
  const said = words.assets.page;
  const [first, ...others] = view.parts;
  if (first === undefined) return null;
  return (
    <section className="section">
      <h2>{said.partsTitle}</h2>
      {others.length === 0 ? null : (
        <p className="note">
          {said.partsLead} <Link to={paths.judging}>{said.toJudged}</Link>
        </p>
      )}
      <ul className="pairs">
        <Part part={first} />
        {others.map((part) => (
          <Part key={JSON.stringify(part.subject)} part={part} first={first} />
        ))}
      </ul>
    </section>
  );
}

function Part({
  part,
  first,
}: {
  readonly part: AssetPart;
  /** The part the thing is named after, where this is another. */
  readonly first?: AssetPart;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.assets.page;
  const judge = useJudge();
  const mayChange = useMay("model/change");
  const [claim] = part.subject.claims;
  return (
    <li className="pair">
      <ul className="plain-list">
        {part.subject.claims.map(({ space, value, within }) => (
          <li key={`${space} ${value} ${within ?? ""}`}>
            <span className="small">{words.claimSpace[space]}</span> {visible(value)}
          </li>
        ))}
      </ul>
      <ul className="plain-list small">
        {part.sources.map(({ evidence, file, place, at }) => (
          <li key={evidence}>{said.where(visible(file), visible(place), formatDay(at))}</li>
        ))}
      </ul>
      {first === undefined || !mayChange ? null : canPart(first, part) ? (
        <p>
          <Button
            aria-label={said.notThisAbout(visible(claim.value))}
            isPending={judge.isPending}
            onPress={() => judge.mutate({ left: first.subject, right: part.subject, holds: false })}
          >
            {said.notThis}
          </Button>
        </p>
      ) : (
        <p className="note">{said.cannot}</p>
      )}
      {judge.isError ? <Failure error={judge.error} /> : null}
    </li>
  );
}
