/** How sources name a thing: its subjects as they were told, with who told them and where. */
import { claimName } from "@vallgrav/facts";
import type { Asset } from "@vallgrav/facts";
import {
  canonicalJson,
  compareText,
  type Claim,
  type Observation,
  type Subject,
} from "@vallgrav/kernel";
import type { NamedBy, PairSide } from "../api/index.ts";
import type { Store } from "../storage/index.ts";
import type { KnownModel } from "./known-model.ts";

/** Statements of one thing that are looked at; a group of thousands is known by fewer. */
const statementsMost = 400;
const sourcesMost = 8;
const saysMost = 6;

/** A subject of an asset as told, with the statements about it. */
export type ToldSubject = {
  readonly subject: Subject;
  readonly about: readonly Observation[];
};

/** What people know a thing again by, first; the rest by name. */
const telling: readonly string[] = [
  "name",
  "operatingsystem",
  "manufacturer",
  "model",
  "department",
  "lastseen",
  "lastlogontimestamp",
];

/** A text that two subjects share only if they are named alike. */
export function subjectKey({ kind, claims }: Subject): string {
  const names = claims.map(({ space, value, within = "" }) => [space, value, within]);
  return canonicalJson([kind, names.map((one) => canonicalJson(one)).sort(compareText)]);
}

/** Whether two claims are one as they were written, but for case. */
function isClaim(a: Claim, b: Claim): boolean {
  return (
    a.space === b.space &&
    a.value.toLowerCase() === b.value.toLowerCase() &&
    (a.within ?? "").toLowerCase() === (b.within ?? "").toLowerCase()
  );
}

/** Whether a subject bears a claim. */
export function bears({ claims }: Subject, claim: Claim): boolean {
  return claims.some((one) => isClaim(one, claim));
}

/** The subjects by which sources name an asset, told about or pointed to. */
export async function toldSubjects(
  store: Pick<Store, "evidence">,
  known: KnownModel,
  { id, kind, claims }: Asset,
): Promise<readonly ToldSubject[]> {
  const ids = known.statementsOf(id).slice(0, statementsMost);
  const found = new Map<string, { subject: Subject; about: Observation[] }>();
  for (const observation of await store.evidence.loadObservations(ids)) {
    const { says, subject } = observation;
    // What people judge points at things as sources name them, and is no naming of its own.
    if ("sameAs" in says || "trust" in says) continue;
    const ends = "relation" in says ? [subject, says.to] : [subject];
    for (const end of ends) {
      if (end.kind !== kind || !claims.some((claim) => bears(end, claim))) continue;
      const key = subjectKey(end);
      const same = found.get(key) ?? { subject: end, about: [] };
      same.about.push(observation);
      found.set(key, same);
    }
  }
  return [...found.values()];
}

/** The subject by which an asset is best pointed at: the one with the claim it is named after. */
export function namingSubject(asset: Asset, told: readonly ToldSubject[]): Subject | null {
  const own = asset.claims.find((claim) => claimName(asset.kind, claim) === asset.id);
  const bearer = told.find(({ subject }) => own !== undefined && bears(subject, own));
  return (bearer ?? told[0])?.subject ?? null;
}

/** Which sources name a subject, the newest first. */
export function namedBy(known: KnownModel, about: readonly Observation[]): readonly NamedBy[] {
  const found = new Map<string, { first: Observation; at: string; statements: number }>();
  for (const observation of about) {
    const key = observation.at.evidence;
    const same = found.get(key);
    if (same === undefined)
      found.set(key, { first: observation, at: observation.validFrom, statements: 1 });
    else {
      same.statements += 1;
      if (observation.validFrom > same.at) same.at = observation.validFrom;
    }
  }
  return [...found.values()]
    .sort((a, b) => compareText(b.at, a.at) || compareText(a.first.id, b.first.id))
    .slice(0, sourcesMost)
    .map(({ first, at, statements }) => {
      const entry = known.evidence.get(first.at.evidence)?.evidence;
      return {
        evidence: first.at.evidence,
        file: entry?.name ?? first.at.evidence,
        reader: entry?.reader.id ?? "",
        place: first.at.place,
        at,
        statements,
      };
    });
}

function rankOf(property: string): number {
  const at = telling.indexOf(property);
  return at < 0 ? telling.length : at;
}

/** One side of a pair. */
export function sideOf(known: KnownModel, asset: Asset, told: ToldSubject): PairSide {
  const says = new Map<string, PairSide["says"][number]>();
  for (const { says: said, subject } of told.about)
    if ("property" in said && subject === told.subject)
      says.set(said.property, { property: said.property, value: said.value });
    else if ("property" in said && subjectKey(subject) === subjectKey(told.subject))
      says.set(said.property, { property: said.property, value: said.value });
  return {
    asset: { id: asset.id, kind: asset.kind, name: asset.name },
    subject: told.subject,
    sources: namedBy(known, told.about),
    says: [...says.values()]
      .filter(({ property }) => !property.startsWith("finding/"))
      .sort(
        (a, b) => rankOf(a.property) - rankOf(b.property) || compareText(a.property, b.property),
      )
      .slice(0, saysMost),
  };
}
