/** Everything admitted as of a date, with subjects as numbers of assets: what the rest works on. */
import { compareText, spend } from "@vallgrav/kernel";
import type { Budget, Evidence, EvidenceId, Instant, Observation } from "@vallgrav/kernel";
import { admitEvidence, counts, fault, timeOf } from "./admit.ts";
import type { AsOf } from "./admit.ts";
import { compareIds, form, idAt } from "./columns.ts";
import type { Columns } from "./columns.ts";
import { orderByEvidence } from "./evidence-order.ts";
import { identify } from "./identity.ts";
import type { Identity, Sameness } from "./identity.ts";
import { columnsOf, cutToLength, intake, takeIn } from "./intake.ts";
import type { Intake } from "./intake.ts";
import type { Report } from "./model.ts";
import { sourceOf, standings } from "./report.ts";
import { isNamed, nodeOf, noteTold, subjects, unnamed } from "./subjects.ts";
import type { Subjects } from "./subjects.ts";

/** Whose word somebody chose to take. */
type TrustWord = Extract<Observation["says"], { readonly trust: string }>;

/** A piece of evidence as reports speak of it. */
export type Told = {
  readonly id: EvidenceId;
  /** Undefined where observations name evidence that was not handed in. */
  readonly known: Evidence | undefined;
  /** When it was true; null where it is not known. */
  readonly time: Instant | null;
  /** How it speaks: known for all of it from one of its observations, or its reader's. */
  readonly kind: Report["kind"];
  readonly standing: Report["standing"];
};

/** What reconciliation works on. Arrays are by statement. */
export type Situation = {
  readonly work: Budget;
  /** Evidence in them is numbered in order of id, as in `table`. */
  readonly columns: Columns;
  /** Number of the subject's asset. */
  readonly subject: Int32Array;
  /** Number of the asset a relation or `sameAs` points to; −1 for other statements. */
  readonly other: Int32Array;
  readonly table: readonly Told[];
  /** Words on whom to believe, by number of the statement. */
  readonly trusts: ReadonlyMap<number, TrustWord>;
  readonly identity: Identity;
  readonly subjects: Subjects;
};

/** The statement of the smallest id for each piece of evidence. */
function voicesOf(columns: Columns): ReadonlyMap<EvidenceId, number> {
  const voices = new Map<number, number>();
  for (let at = 0; at < columns.length; at += 1) {
    const evidence = columns.evidence[at] ?? 0;
    const known = voices.get(evidence);
    if (known === undefined || compareIds(columns, at, known) < 0) voices.set(evidence, at);
  }
  return new Map(
    [...voices].flatMap(([evidence, at]): [EvidenceId, number][] => {
      const id = columns.evidences[evidence];
      return id === undefined ? [] : [[id, at]];
    }),
  );
}

function evidenceTable(
  columns: Columns,
  evidence: ReadonlyMap<EvidenceId, Evidence>,
): readonly Told[] {
  const voices = voicesOf(columns);
  const voicesOfReaders = new Map<string, number>();
  for (const [id, at] of voices) {
    const reader = evidence.get(id)?.reader.id;
    if (reader === undefined) continue;
    const known = voicesOfReaders.get(reader);
    if (known === undefined || compareIds(columns, at, known) < 0) voicesOfReaders.set(reader, at);
  }
  const ids = [...new Set([...voices.keys(), ...evidence.keys()])].sort(compareText);
  return ids.map((id) => {
    const known = evidence.get(id);
    const voice = voices.get(id) ?? voicesOfReaders.get(known?.reader.id ?? "");
    const stamp = voice === undefined ? undefined : columns.stamps[columns.stamp[voice] ?? 0];
    const { report: kind = "person", standing = "declared" } = stamp ?? {};
    return { id, known, time: known === undefined ? null : timeOf(known), kind, standing };
  });
}

/** The columns with evidence numbered as in the table. */
function numberedBy(columns: Columns, table: readonly Told[]): Columns {
  const evidences = table.map(({ id }) => id);
  const numbers = new Map(evidences.map((id, number) => [id, number]));
  const now = columns.evidences.map((id) => numbers.get(id) ?? 0);
  for (let at = 0; at < columns.length; at += 1)
    columns.evidence[at] = now[columns.evidence[at] ?? 0] ?? 0;
  return { ...columns, evidences };
}

/** The report that a complete list makes by leaving something out. */
export function silenceOf({ id, known, kind, standing, time }: Told, scope: number): Report {
  return {
    observation: `${id}#scope/${scope}` as Report["observation"],
    evidence: id,
    source: sourceOf(known, id, kind),
    kind,
    standing,
    validFrom: time ?? ("" as Instant),
  };
}

/** What reports are made of. */
export type Reported = { readonly columns: Columns; readonly table: readonly Told[] };

/** A statement as a report. */
export function reportAt({ columns, table }: Reported, at: number): Report | null {
  const stamp = columns.stamps[columns.stamp[at] ?? 0];
  const told = table[columns.evidence[at] ?? 0];
  if (stamp === undefined || told === undefined) return null;
  const { report: kind, standing, validFrom } = stamp;
  const source = sourceOf(told.known, told.id, kind);
  return { observation: idAt(columns, at), evidence: told.id, source, kind, standing, validFrom };
}

/** The standing of the strongest of some statements; null where there are none. */
export function bestStanding(
  { columns }: Pick<Reported, "columns">,
  statements: Uint32Array,
): Report["standing"] | null {
  let best: Report["standing"] | null = null;
  for (const at of statements) {
    const standing = columns.stamps[columns.stamp[at] ?? -1]?.standing;
    if (standing !== undefined && (best === null || standings[standing] < standings[best]))
      best = standing;
  }
  return best;
}

/**
 * Whether the report of one statement comes before that of another: {@link compareReports} without
 * either being made, for evidence is numbered in the order of its ids.
 */
export function isStronger({ columns }: Pick<Reported, "columns">, a: number, b: number): boolean {
  const { evidence, stamp, stamps } = columns;
  const [one, other] = [stamps[stamp[a] ?? -1], stamps[stamp[b] ?? -1]];
  if (one === undefined || other === undefined) return one !== undefined;
  const byStanding = standings[one.standing] - standings[other.standing];
  if (byStanding !== 0) return byStanding < 0;
  if (one.validFrom !== other.validFrom) return one.validFrom > other.validFrom;
  const [mine, theirs] = [evidence[a] ?? 0, evidence[b] ?? 0];
  return mine === theirs ? compareIds(columns, a, b) < 0 : mine < theirs;
}

/** When a statement was true. */
export function validFromAt({ columns }: Reported, at: number): Instant | null {
  return columns.stamps[columns.stamp[at] ?? 0]?.validFrom ?? null;
}

/** When a statement's evidence was true; its own time where that is unknown. */
export function evidenceTimeAt(from: Reported, at: number): Instant | null {
  return from.table[from.columns.evidence[at] ?? 0]?.time ?? validFromAt(from, at);
}

/** The statements that tell a relation, in order. */
export function relationsTold({
  columns: { length, form: forms },
}: Pick<Situation, "columns">): Uint32Array {
  let told = 0;
  for (let at = 0; at < length; at += 1) if (forms[at] === form.relation) told += 1;
  const found = new Uint32Array(told);
  let next = 0;
  for (let at = 0; at < length; at += 1)
    if (forms[at] === form.relation) {
      found[next] = at;
      next += 1;
    }
  return found;
}

/** Subjects as they were written, by number, and whether and as whom they are known. */
type Spelled = { readonly nodes: Int32Array; readonly named: Uint8Array };

const unasked = -2;

function spelled({ subjects: all }: Intake): Spelled {
  return {
    nodes: new Int32Array(all.length).fill(unasked),
    named: Uint8Array.from(all, (subject) => (isNamed(subject) ? 1 : 0)),
  };
}

function nodeAt(all: Subjects, from: Intake, { nodes }: Spelled, number: number): number {
  const known = nodes[number] ?? unnamed;
  if (known !== unasked) return known;
  const subject = from.subjects[number];
  const node = subject === undefined ? unnamed : nodeOf(all, subject);
  nodes[number] = node;
  return node;
}

/** Moves a statement to an earlier place: those left out leave no gap. */
function move(from: Intake, at: number, to: number): void {
  if (at === to) return;
  for (const column of [from.evidence, from.ordinal, from.stamp, from.word, from.value])
    column[to] = column[at] ?? 0;
  from.form[to] = from.form[at] ?? 0;
  const [odd, judgement] = [from.odd.get(at), from.judgements.get(at)];
  from.odd.delete(at);
  if (odd !== undefined) from.odd.set(to, odd);
  from.judgements.delete(at);
  if (judgement !== undefined) from.judgements.set(to, judgement);
}

/**
 * Leaves out what does not count or names nobody, and finds the subjects of the rest: their numbers
 * take the place of the spellings' in the columns.
 */
function name(from: Intake, all: Subjects, asOf: AsOf): void {
  const spellings = spelled(from);
  const isCounted = from.stamps.map((stamp) => counts(stamp, asOf));
  let to = 0;
  for (let at = 0; at < from.length; at += 1) {
    const stamp = from.stamps[from.stamp[at] ?? 0];
    if (stamp === undefined || !(isCounted[from.stamp[at] ?? 0] ?? false)) {
      from.odd.delete(at);
      from.judgements.delete(at);
      continue;
    }
    const [subject, other] = [from.subject[at] ?? 0, (from.other[at] ?? 0) - 1];
    // Looked at before anything is made of either, so that a refused statement leaves no trace.
    if (spellings.named[subject] !== 1 || (other >= 0 && spellings.named[other] !== 1)) {
      const { evidence, ordinal, odd, evidences } = from;
      const id = idAt({ evidence, ordinal, odd, evidences: evidences.list }, at);
      fault(from.faults, "facts/unnamed-subject", id);
      from.odd.delete(at);
      from.judgements.delete(at);
      continue;
    }
    spend(all.work, 1);
    const otherNode = other < 0 ? unnamed : nodeAt(all, from, spellings, other);
    const node = nodeAt(all, from, spellings, subject);
    // A judgement points at things; it does not tell that they bear their names now.
    if ((from.form[at] ?? 0) < form.sameAs) {
      noteTold(all, node, stamp);
      noteTold(all, otherNode, stamp);
    }
    move(from, at, to);
    from.subject[to] = node + 1;
    from.other[to] = otherNode + 1;
    to += 1;
  }
  from.length = to;
}

/** Words on who is the same, with the numbers of whom they speak. */
function samenessOf(from: Intake, columns: Columns): readonly Sameness[] {
  const said: Sameness[] = [];
  for (const [at, says] of from.judgements) {
    const stamp = columns.stamps[columns.stamp[at] ?? 0];
    const evidence = columns.evidences[columns.evidence[at] ?? 0];
    if (!("sameAs" in says) || stamp === undefined || evidence === undefined) continue;
    said.push({
      left: (from.subject[at] ?? 1) - 1,
      right: (from.other[at] ?? 1) - 1,
      holds: says.holds,
      // Between words about the same two the source does not matter.
      report: {
        observation: idAt(columns, at),
        evidence,
        source: evidence,
        kind: stamp.report,
        standing: stamp.standing,
        validFrom: stamp.validFrom,
      },
    });
  }
  return said;
}

/** Decides who is who of what was taken in; the intake is used up by it. */
export function settle(from: Intake, evidence: readonly Evidence[], asOf: AsOf): Situation {
  const { work, faults } = from;
  // What only taking in needs is let go before anything is made.
  from.spellingAt.clear();
  from.oddAt.clear();
  from.shared.clear();
  from.rows.length = 0;
  from.place = new Uint32Array();
  orderByEvidence(from);
  const all = subjects(work);
  name(from, all, asOf);
  from.subjects.length = 0;
  cutToLength(from);
  const told = columnsOf(from);
  const identity = identify(all, samenessOf(from, told), faults);
  const table = evidenceTable(told, admitEvidence(evidence, asOf));
  const assetAt = (node: number): number => (node === 0 ? -1 : (identity.assetOf[node - 1] ?? -1));
  return {
    work,
    columns: numberedBy(told, table),
    subject: Int32Array.from(from.subject.subarray(0, from.length), assetAt),
    other: Int32Array.from(from.other.subarray(0, from.length), assetAt),
    table,
    trusts: new Map(
      [...from.judgements].flatMap(([at, says]): [number, TrustWord][] =>
        "trust" in says ? [[at, says]] : [],
      ),
    ),
    identity,
    subjects: all,
  };
}

/** Takes in what is known as of a date and decides who is who. */
export function situationOf(
  observations: Iterable<Observation>,
  evidence: readonly Evidence[],
  asOf: AsOf,
): Situation {
  const into = intake(asOf);
  for (const observation of observations) takeIn(into, observation);
  return settle(into, evidence, asOf);
}
