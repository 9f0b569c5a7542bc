/**
 * What the readers of machine formats share: when a file was made, what was counted, which texts
 * may be kept. Every text of a file that reaches an observation goes through here.
 */
import {
  findingProperty,
  findingValue,
  instantFromMs,
  msFromInstant,
  parseInstant,
} from "@vallgrav/kernel";
import type {
  FindingSeverity,
  Instant,
  ReportedFinding,
  ReportKind,
  Scope,
  Subject,
  Value,
} from "@vallgrav/kernel";
import {
  CeilingPassed,
  clipped,
  observe,
  problemsOf,
  report,
  startGathering,
} from "./gathering.ts";
import type { Gathering } from "./gathering.ts";
import { holdsPersonalNumber, withoutPersonalNumbers } from "./personal-number.ts";
import { readers } from "./reading.ts";
import type { FoundEncoding, KindCount, ReaderId, Reading, ReaderInput } from "./reading.ts";
import { assignsSecret, looksSecret } from "./secret.ts";

/** Longest text that is kept of a file, in UTF-16 code units; what is longer is cut. */
export const longestKeptText = 256;

/** A file under reading. */
export type MachineFile = {
  readonly into: Gathering;
  readonly reader: ReaderId;
  readonly producedAt: Instant | null;
  readonly counts: Map<string, { declared: number | null; readonly ids: string[] }>;
  readonly scope: Scope[];
  readonly domains: Set<string>;
  /** How often each finding of a subject was told, so that repeats get a number. */
  readonly told: Map<string, number>;
  rows: number;
  /** Things of which nothing was named that could be known again. */
  unnamed: number;
  /** What is known but not read, by name. */
  readonly leftOut: Map<string, number>;
};

/** How a file is begun. */
export type Beginning = {
  readonly reader: ReaderId;
  /** When the source says it was made, as it says it. */
  readonly made: string;
  readonly report: ReportKind;
  /** `observed` unless people say it. */
  readonly standing?: "observed" | "declared";
  readonly decodedAs: FoundEncoding | null;
};

/**
 * The moment a text names: ISO 8601, with a space for the T, without offset taken as UTC; or whole
 * seconds since 1970. Never later than `receivedAt`. Null where it names none.
 */
export function momentOf(text: string, receivedAt: Instant): Instant | null {
  const trimmed = text.trim();
  if (trimmed.length > 40) return null;
  const iso = trimmed.replace(/^(\d{4}-\d\d-\d\d) /, "$1T");
  const instant = /^\d{9,11}$/.test(trimmed)
    ? instantFromMs(Number(trimmed) * 1000)
    : (parseInstant(iso) ?? parseInstant(`${iso}Z`));
  if (instant === null) return null;
  return msFromInstant(instant) > msFromInstant(receivedAt) ? receivedAt : instant;
}

/** Begins a file; says so where it was not saved as UTF-8. */
export function beginFile(input: ReaderInput, beginning: Beginning): MachineFile {
  const { reader, made, decodedAs } = beginning;
  const producedAt = momentOf(made, input.receivedAt);
  const into = startGathering(input, {
    validFrom: producedAt ?? input.receivedAt,
    standing: beginning.standing ?? "observed",
    report: beginning.report,
  });
  if (decodedAs !== null)
    report(into, "notice", ["readers/decoded-as", { encoding: decodedAs }, ""]);
  return {
    into,
    reader,
    producedAt,
    counts: new Map(),
    scope: [],
    domains: new Set(),
    told: new Map(),
    rows: 0,
    unnamed: 0,
    leftOut: new Map(),
  };
}

/** Names a kind of thing that is counted, with what the file says of its number. */
export function declare(file: MachineFile, kind: string, declared: number | null): void {
  const known = file.counts.get(kind);
  if (known === undefined) file.counts.set(kind, { declared, ids: [] });
  else if (declared !== null) known.declared = declared;
}

/**
 * Counts one thing that was read.
 * @throws {CeilingPassed} beyond the ceiling of rows
 */
export function count(file: MachineFile, kind: string, id: string): void {
  file.rows += 1;
  const { rows } = file.into.limits;
  if (file.rows > rows) throw new CeilingPassed("rows", rows);
  declare(file, kind, null);
  file.counts.get(kind)?.ids.push(assignsSecret(id) ? `?${file.rows}` : withoutPersonalNumbers(id));
}

/**
 * Ends a file: warns where something has no name that could be known again, and where a count
 * differs from what the file says.
 */
export function endFile(file: MachineFile): Reading {
  const counts: KindCount[] = [];
  if (file.unnamed > 0) {
    const args = { count: file.unnamed };
    report(file.into, "warning", ["readers/unnamed", args, ""]);
  }
  for (const [name, times] of file.leftOut) {
    const args = { what: "kind", name: clipped(name), count: times } as const;
    report(file.into, "notice", ["readers/left-out", args, ""]);
  }
  for (const [kind, { declared, ids }] of file.counts) {
    counts.push({ kind, declared, read: ids.length, ids });
    if (declared !== null && declared !== ids.length) {
      const args = { kind, declared, read: ids.length };
      report(file.into, "warning", ["readers/count-differs", args, ""]);
    }
  }
  return {
    ok: true,
    reader: readers[file.reader],
    producedAt: file.producedAt,
    scope: file.scope,
    observations: file.into.observations,
    counts,
    rights: { read: 0, keys: [] },
    domains: [...file.domains].sort(),
    problems: problemsOf(file.into),
    work: file.into.work,
  };
}

/** Where a text stands: field and place. */
export type Field = readonly [field: string, place: string];

/** The text made fit to be kept: one line, cut, without personal identity numbers. */
function fit(file: MachineFile, [field, place]: Field, text: string): string {
  // Far more than is kept, so that a number which the cut divides is found whole.
  const near = text.slice(0, 4 * longestKeptText);
  if (holdsPersonalNumber(near))
    report(file.into, "notice", [
      "readers/secret-in-field",
      { field, what: "personal-number" },
      place,
    ]);
  const kept = withoutPersonalNumbers(near).replaceAll(/\s+/g, " ").trim();
  return kept.length <= longestKeptText ? kept : `${kept.slice(0, longestKeptText - 1)}…`;
}

/** A free text as it may be kept; empty, with a notice, where it looks secret. */
export function keptText(file: MachineFile, where: Field, text: string): string {
  if (!looksSecret(text.slice(0, 4 * longestKeptText))) return fit(file, where, text);
  const [field, place] = where;
  report(file.into, "notice", ["readers/secret-in-field", { field, what: "secret" }, place]);
  return "";
}

/** A name, or a text of a catalogue of checks, which may speak of passwords but not assign them. */
export function catalogueText(file: MachineFile, where: Field, text: string): string {
  if (!assignsSecret(text.slice(0, 4 * longestKeptText))) return fit(file, where, text);
  const [field, place] = where;
  report(file.into, "notice", ["readers/secret-in-field", { field, what: "secret" }, place]);
  return "";
}

/** Says a property of a subject, if there is anything to say. */
export function say(
  file: MachineFile,
  [subject, place]: readonly [subject: Subject, place: string],
  [property, value]: readonly [property: string, value: Value | null],
): void {
  if (value === null || value === "") return;
  observe(file.into, place, subject, { property, value });
}

/** Says a text of the file as a property, as far as it may be kept. */
export function sayText(
  file: MachineFile,
  [subject, place]: readonly [subject: Subject, place: string],
  [property, text]: readonly [property: string, text: string],
): void {
  say(file, [subject, place], [property, catalogueText(file, [property, place], text)]);
}

/** The property that says that a report of a reader tells all that its tool found of a thing. */
function wholeReport(reader: ReaderId): string {
  return `scanned/${reader}`;
}

/** Says that the file tells everything its tool found of a thing, so that the rest is gone. */
export function sayWhole(
  file: MachineFile,
  [subject, place]: readonly [subject: Subject, place: string],
): void {
  say(file, [subject, place], [wholeReport(file.reader), true]);
}

/** Says that the file tells everything its tool found under one key of a thing. */
export function sayPart(
  file: MachineFile,
  [subject, place]: readonly [subject: Subject, place: string],
  key: string,
): void {
  say(file, [subject, place], [`${wholeReport(file.reader)}/${identifierOf(key)}`, true]);
}

/** Says which ports of a protocol the tool looked at, as `1-1000,3389`. */
export function sayPortsLookedAt(
  file: MachineFile,
  [subject, place]: readonly [subject: Subject, place: string],
  [protocol, ports]: readonly [protocol: string, ports: string],
): void {
  say(file, [subject, place], [`${wholeReport(file.reader)}/${protocol}`, ports]);
}

const idForm = /[^\p{L}\p{N}._:+/-]+/gu;

/** A foreign identifier fit for a property's name: few signs, short, no personal numbers. */
export function identifierOf(text: string): string {
  const kept = withoutPersonalNumbers(text.slice(0, 512)).replaceAll(idForm, "-").slice(0, 120);
  // Asked of the text as it came: the signs replaced are those that announce a secret.
  return assignsSecret(text.slice(0, 512)) || assignsSecret(kept) ? "-" : kept;
}

/** CVE identifiers in a text, upper-case, sorted, each once. At most 64. */
export function cvesIn(text: string): readonly string[] {
  const found = text.slice(0, 8192).match(/\bCVE-\d{4}-\d{4,7}\b/gi) ?? [];
  return [...new Set(found.map((one) => one.toUpperCase()))].sort().slice(0, 64);
}

/** The severity of a CVSS base score (CVSS 3.1 §5, table 14); unrated where there is none. */
export function severityOfScore(score: number | null): FindingSeverity {
  if (score === null) return "unrated";
  if (score <= 0) return "none";
  if (score < 4) return "low";
  if (score < 7) return "medium";
  return score < 9 ? "high" : "critical";
}

/** A base score from 0 to 10, or null. */
export function scoreOf(text: string): number | null {
  if (!/^\d{1,2}(?:\.\d{1,4})?$/.test(text.trim())) return null;
  const score = Number(text);
  return score <= 10 ? score : null;
}

/** A finding before its texts have been made fit. */
export type RawFinding = Omit<ReportedFinding, "title" | "key"> & {
  readonly title: string;
  readonly key: string;
};

/** Says a finding of a subject and counts it; equal ones of one file are told apart by a number. */
export function sayFinding(
  file: MachineFile,
  [subject, place]: readonly [subject: Subject, place: string],
  raw: RawFinding,
): void {
  const check = identifierOf(raw.check);
  const title = catalogueText(file, ["title", place], raw.title);
  const base = identifierOf(raw.key);
  const [claim] = subject.claims;
  const name = `${subject.kind} ${claim.space}:${claim.value} ${check} ${base}`;
  const times = (file.told.get(name) ?? 0) + 1;
  file.told.set(name, times);
  const key = times === 1 ? base : `${base}#${times}`;
  const rated = identifierOf(raw.rated);
  const finding = { ...raw, check, key, title: title === "" ? check : title, rated };
  count(file, "findings", times === 1 ? name : `${name}#${times}`);
  say(file, [subject, place], [findingProperty(finding), findingValue(finding)]);
}
