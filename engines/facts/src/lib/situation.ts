/** Everything admitted as of a date, with subjects as numbers of assets: what the rest works on. */
import { compareText } from "@vallgrav/kernel";
import type {
  Budget,
  Evidence,
  EvidenceId,
  Instant,
  Observation,
  RelationKind,
} from "@vallgrav/kernel";
import { timeOf } from "./admit.ts";
import type { AsOf, Faults } from "./admit.ts";
import { admit, admitEvidence, fault } from "./admit.ts";
import { identify } from "./identity.ts";
import type { Identity, Sameness } from "./identity.ts";
import type { Report } from "./model.ts";
import { reportOf, sourceOf } from "./report.ts";
import { isNamed, nodeOf, noteTold, subjects, unnamed } from "./subjects.ts";
import type { Subjects } from "./subjects.ts";

/** How a piece of evidence speaks: known for all of it from one of its observations. */
type Voice = { readonly observation: Observation };

/** Evidence by number, in order of id. */
export type EvidenceTable = {
  readonly ids: readonly EvidenceId[];
  readonly indexOf: ReadonlyMap<EvidenceId, number>;
  /** Undefined where observations name evidence that was not handed in. */
  readonly known: readonly (Evidence | undefined)[];
  readonly voices: ReadonlyMap<EvidenceId, Voice>;
  readonly voicesOfReaders: ReadonlyMap<string, Voice>;
};

/** What an observation says, as a number, so that passes over all of them touch few of them. */
export const form = {
  present: 0,
  absent: 1,
  property: 2,
  relation: 3,
  sameAs: 4,
  trust: 5,
} as const;

/** The form of a statement. */
function formOf(says: Observation["says"]): number {
  if ("relation" in says) return form.relation;
  if ("property" in says) return form.property;
  if ("is" in says) return says.is === "present" ? form.present : form.absent;
  return "trust" in says ? form.trust : form.sameAs;
}

/** What reconciliation works on. Arrays are by observation. */
export type Situation = {
  readonly work: Budget;
  readonly observations: readonly Observation[];
  /** What it says: a number of {@link form}. */
  readonly forms: Uint8Array;
  /** Number of the subject's asset. */
  readonly subject: Int32Array;
  /** Number of the asset a relation or `sameAs` points to; −1 for other statements. */
  readonly other: Int32Array;
  readonly evidence: Int32Array;
  readonly table: EvidenceTable;
  readonly identity: Identity;
  readonly subjects: Subjects;
};

function smaller(voices: Map<string, Voice>, key: string, observation: Observation): void {
  const known = voices.get(key);
  if (known === undefined || observation.id < known.observation.id)
    voices.set(key, { observation });
}

function evidenceTable(
  observations: readonly Observation[],
  evidence: ReadonlyMap<EvidenceId, Evidence>,
): EvidenceTable {
  const voices = new Map<EvidenceId, Voice>();
  const voicesOfReaders = new Map<string, Voice>();
  for (const observation of observations) {
    const id = observation.at.evidence;
    smaller(voices, id, observation);
    const reader = evidence.get(id)?.reader.id;
    if (reader !== undefined) smaller(voicesOfReaders, reader, observation);
  }
  const ids = [...new Set([...voices.keys(), ...evidence.keys()])].sort(compareText);
  return {
    ids,
    indexOf: new Map(ids.map((id, index) => [id, index])),
    known: ids.map((id) => evidence.get(id)),
    voices,
    voicesOfReaders,
  };
}

/** The report that a complete list makes by leaving something out. */
export function silenceOf({ table }: Situation, evidence: Evidence, scope: number): Report {
  const voice = table.voices.get(evidence.id) ?? table.voicesOfReaders.get(evidence.reader.id);
  const kind = voice?.observation.report ?? "person";
  return {
    observation: `${evidence.id}#scope/${scope}` as Report["observation"],
    evidence: evidence.id,
    source: sourceOf(evidence, evidence.id, kind),
    kind,
    standing: voice?.observation.standing ?? "declared",
    validFrom: timeOf(evidence),
  };
}

/** An observation as a report. */
export function reportAt(
  { observations, evidence, table }: Situation,
  index: number,
): Report | null {
  const observation = observations[index];
  return observation === undefined
    ? null
    : reportOf(observation, table.known[evidence[index] ?? -1]);
}

/** When an observation's evidence was true; its own time where that is unknown. */
export function evidenceTimeAt(
  { observations, evidence, table }: Situation,
  index: number,
): Instant | null {
  const known = table.known[evidence[index] ?? -1];
  return known === undefined ? (observations[index]?.validFrom ?? null) : timeOf(known);
}

/** @yields the statements that tell a relation, with its kind */
export function* relationsTold({
  observations,
  forms,
}: Situation): Generator<readonly [observation: number, kind: RelationKind]> {
  for (let index = 0; index < forms.length; index += 1) {
    if (forms[index] !== form.relation) continue;
    const says = observations[index]?.says;
    if (says !== undefined && "relation" in says) yield [index, says.relation];
  }
}

/** The other subject of a statement, if it has one. */
function otherOf({ says }: Observation): Observation["subject"] | null {
  if ("relation" in says) return says.to;
  return "sameAs" in says ? says.sameAs : null;
}

function isJudgement({ says }: Observation): boolean {
  return "trust" in says || "sameAs" in says;
}

/** Observations whose subjects have names, with the numbers of these. */
function named(
  admitted: readonly Observation[],
  all: Subjects,
  faults: Faults,
): { readonly kept: Observation[]; readonly left: number[]; readonly right: number[] } {
  const [kept, left, right]: [Observation[], number[], number[]] = [[], [], []];
  let subject: Observation["subject"] | null = null;
  let node = unnamed;
  for (const observation of admitted) {
    const other = otherOf(observation);
    // Looked at before anything is made of either, so that a refused statement leaves no trace.
    const isKnown = observation.subject === subject || isNamed(observation.subject);
    if (!isKnown || (other !== null && !isNamed(other))) {
      fault(faults, "facts/unnamed-subject", observation.id);
      continue;
    }
    const otherNode = other === null ? unnamed : nodeOf(all, other);
    if (observation.subject !== subject) {
      ({ subject } = observation);
      node = nodeOf(all, subject);
    }
    // A judgement points at things; it does not tell that they bear their names now.
    if (!isJudgement(observation)) {
      noteTold(all, node, observation);
      noteTold(all, otherNode, observation);
    }
    kept.push(observation);
    left.push(node);
    right.push(otherNode);
  }
  return { kept, left, right };
}

/** Takes in what is known as of a date and decides who is who. */
export function situationOf(
  observations: Iterable<Observation>,
  evidence: readonly Evidence[],
  { asOf, faults, work }: { readonly asOf: AsOf; readonly faults: Faults; readonly work: Budget },
): Situation {
  const all = subjects(work);
  const { kept, left, right } = named(admit(observations, { asOf, faults, work }), all, faults);
  const forms = Uint8Array.from(kept, ({ says }) => formOf(says));
  const said: Sameness[] = [];
  for (const [index, observation] of kept.entries())
    if (forms[index] === form.sameAs && "sameAs" in observation.says)
      said.push({
        left: left[index] ?? 0,
        right: right[index] ?? 0,
        holds: observation.says.holds,
        observation,
      });
  const identity = identify(all, said, faults);
  const table = evidenceTable(kept, admitEvidence(evidence, asOf));
  const assetAt = (node: number): number =>
    node === unnamed ? -1 : (identity.assetOf[node] ?? -1);
  return {
    work,
    observations: kept,
    forms,
    subject: Int32Array.from(left, assetAt),
    other: Int32Array.from(right, assetAt),
    evidence: Int32Array.from(kept, ({ at }) => table.indexOf.get(at.evidence) ?? -1),
    table,
    identity,
    subjects: all,
  };
}
