/** Holds an inventory against a folder of advisories. */
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import {
  type AdvisorySource,
  type Exploited,
  type ExploitScore,
  judgeNamed,
  judgePackage,
  productKey,
  type Reason,
  type Severity,
  type Verdict,
} from "@vallgrav/advisories";
import { compareText, fail, succeed } from "@vallgrav/kernel";
import type { Observation, Problem, Result } from "@vallgrav/kernel";
import {
  type AdvisoryFile,
  type AdvisoryHead,
  openAdvisoryFile,
} from "../storage/advisory-file.ts";
import { type Component, componentsOf } from "./components.ts";
import { type AdvisoryManifest, folderProblem, isWhole, readManifest } from "./manifest.ts";

/** What one advisory says of one component, where it says affected or does not know. */
export type Match = {
  readonly component: string;
  readonly version: string | null;
  readonly place: string;
  /** The CVE it is about, else the advisory itself. Several advisories may tell of one. */
  readonly weakness: string;
  readonly advisory: string;
  readonly source: AdvisorySource;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly status: "affected" | "unknown";
  readonly reason: Reason;
  /** The version that mends it, where the advisory tells one. */
  readonly fixedIn: string | null;
  readonly severities: readonly Severity[];
  readonly exploited: Exploited | null;
  readonly score: ExploitScore | null;
};

/** What came of an inventory. */
export type Matched = {
  readonly manifest: AdvisoryManifest;
  readonly components: number;
  /** Components of which at least one advisory speaks. */
  readonly spokenOf: number;
  /** Judgements of unaffected, which are not listed. */
  readonly unaffected: number;
  /** Exploited ones first, then by probability, then by name. */
  readonly matches: readonly Match[];
  /**
   * Components that nothing could be held against, or only names that may be others than the
   * advisories': not examined, which is not unaffected.
   */
  readonly notExamined: readonly { readonly component: string; readonly place: string }[];
};

/** Components that are held against the file before others have their turn. */
const componentsAtOnce = 20;

/** An advisory as matches tell of it, looked up once. */
type Known = Pick<Match, "exploited" | "score"> & { readonly head: AdvisoryHead };

function cvesOf({ id, aliases, upstream }: AdvisoryHead): readonly string[] {
  return [id, ...aliases, ...upstream].filter((one) => one.startsWith("CVE-"));
}

function weaknessOf({ id, aliases, upstream }: AdvisoryHead): string {
  const own = [id, ...aliases].find((one) => one.startsWith("CVE-"));
  const [only, more] = upstream.filter((one) => one.startsWith("CVE-"));
  return own ?? (more === undefined ? only : undefined) ?? id;
}

/** The worst of what is known of the weaknesses that an advisory names. */
function rank(file: AdvisoryFile, head: AdvisoryHead): Pick<Match, "exploited" | "score"> {
  const cves = cvesOf(head);
  const exploited = cves.map((one) => file.exploitedOf(one)).find((one) => one !== null) ?? null;
  const scores = cves.map((one) => file.scoreOf(one)).filter((one) => one !== null);
  const [score = null] = scores.toSorted((a, b) => b.probability - a.probability);
  return { exploited, score };
}

function fixedIn({ reason }: Verdict): string | null {
  return reason.kind === "span" && !reason.span.includesTo ? reason.span.to : null;
}

function knownOf(tally: Tally, advisory: number): Known {
  const before = tally.known.get(advisory);
  if (before !== undefined) return before;
  const head = tally.file.headOf(advisory);
  const known = { head, ...rank(tally.file, head) };
  tally.known.set(advisory, known);
  return known;
}

function inOrder(a: Match, b: Match): number {
  const exploited = Number(b.exploited !== null) - Number(a.exploited !== null);
  const affected = Number(b.status === "affected") - Number(a.status === "affected");
  const score = (b.score?.probability ?? 0) - (a.score?.probability ?? 0);
  return (
    affected ||
    exploited ||
    score ||
    compareText(a.component, b.component) ||
    compareText(a.advisory, b.advisory)
  );
}

type Tally = {
  readonly file: AdvisoryFile;
  readonly known: Map<number, Known>;
  /** Beginnings of keys, and whether there is any such. */
  readonly read: Map<string, boolean>;
  spokenOf: number;
  unaffected: number;
  readonly matches: Match[];
  readonly notExamined: Component[];
};

/** What is said of a component: under its package, or under its supplier's names for it. */
function judgedBy(
  file: AdvisoryFile,
  component: Component,
): readonly (readonly [advisory: number, verdict: Verdict])[] {
  const judged = new Map<number, Verdict>();
  const put = (advisory: number, verdict: Verdict | null): void => {
    const before = judged.get(advisory);
    const isWorse = before === undefined || before.status === "unaffected";
    if (verdict !== null && (isWorse || verdict.status === "affected"))
      judged.set(advisory, verdict);
  };
  const installed = component.package;
  if (installed !== null) {
    const { ecosystem, name } = installed;
    const key = productKey({ kind: "package", ecosystem, release: "", name });
    for (const { advisory, statements } of file.spokenOf(key))
      put(advisory, judgePackage(statements, installed));
  }
  for (const named of component.named) {
    const { vendor, product } = named;
    const key = productKey({ kind: "named", vendor, product, cpe: "" });
    for (const { advisory, statements } of file.spokenOf(key))
      put(advisory, judgeNamed(statements, named));
  }
  return [...judged];
}

/** Whether the folder has advisories of anything whose key begins so; asked once each. */
function has(tally: Tally, beginning: string): boolean {
  const known = tally.read.get(beginning) ?? tally.file.hasAny(beginning);
  tally.read.set(beginning, known);
  return known;
}

/**
 * Whether silence says anything: not where no advisories of the ecosystem were ever read, nor where
 * only a supplier's own words were looked up, which may just be others than the advisories'.
 */
function isExamined({ package: installed, named }: Component, tally: Tally): boolean {
  if (installed !== null) return has(tally, `package\n${installed.ecosystem}\n`);
  return named.some(({ cpe }) => cpe !== null) && has(tally, "named\n");
}

function examine(component: Component, tally: Tally): void {
  const judged = judgedBy(tally.file, component);
  if (judged.length > 0) tally.spokenOf += 1;
  else if (!isExamined(component, tally)) tally.notExamined.push(component);
  for (const [advisory, verdict] of judged) {
    const { status, reason } = verdict;
    if (status === "unaffected") {
      tally.unaffected += 1;
      continue;
    }
    const { head, exploited, score } = knownOf(tally, advisory);
    tally.matches.push({
      component: component.name,
      version: component.version,
      place: component.place,
      weakness: weaknessOf(head),
      advisory: head.id,
      source: head.source,
      aliases: [...head.aliases, ...head.upstream],
      title: head.title,
      status,
      reason,
      fixedIn: fixedIn(verdict),
      severities: head.severities,
      exploited,
      score,
    });
  }
}

/**
 * Holds the observations of an inventory against the advisories of a folder. Nothing is written.
 * @returns why the folder cannot be used: none, damaged, of a later version
 * @throws {StoreError} when the file breaks while it is read
 */
export async function matchInventory(
  folder: string,
  observations: readonly Observation[],
): Promise<Result<Matched, Problem<string, object>>> {
  const found = await readManifest(folder);
  if (!found.ok) return found;
  const manifest = found.value;
  if (manifest === null) return fail(folderProblem("collect/no-advisories", folder));
  const path = join(folder, manifest.file);
  if (!(await isWhole(folder, manifest)))
    return fail(folderProblem("collect/advisories-damaged", path));
  const file = openAdvisoryFile(path);
  try {
    const components = componentsOf(observations);
    const tally: Tally = {
      file,
      known: new Map(),
      read: new Map(),
      spokenOf: 0,
      unaffected: 0,
      matches: [],
      notExamined: [],
    };
    for (const [at, component] of components.entries()) {
      // Somebody may be waiting for an answer of this process meanwhile.
      if (at % componentsAtOnce === 0) await setImmediate();
      examine(component, tally);
    }
    const notExamined = tally.notExamined.map(({ name, place }) => ({ component: name, place }));
    const { spokenOf, unaffected, matches } = tally;
    return succeed({
      manifest,
      components: components.length,
      spokenOf,
      unaffected,
      matches: matches.toSorted(inOrder),
      notExamined,
    });
  } finally {
    file.close();
  }
}
