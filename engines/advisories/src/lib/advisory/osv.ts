/** Reads an OSV record (schema 1.7.5) into the one form. */
import { succeed, type Result } from "@vallgrav/kernel";
import { refuse, type AdvisoriesProblem } from "../advisories-problem.ts";
import { normalName, schemeOf, splitEcosystem } from "../packages/ecosystems.ts";
import type { VersionScheme } from "../versions/schemes.ts";
import type { Advisory, Gap, Product, Severity, Span, Statement } from "./advisory.ts";
import { type RangeEvent, spansOf } from "./events.ts";
import { advisoryLimits, type AdvisoryLimits } from "./limits.ts";
import { lineOf, listOf, memberOf, momentOf, textOf, textsOf } from "./taking.ts";

const titleCharacters = 300;
const eventKinds = ["introduced", "fixed", "last_affected", "limit"] as const;

function eventsOf(range: unknown): readonly RangeEvent[] {
  return listOf(memberOf(range, "events")).flatMap((event) =>
    eventKinds.flatMap((kind) => {
      const version = textOf(memberOf(event, kind));
      return version === "" ? [] : [{ kind, version }];
    }),
  );
}

type Ranged = {
  readonly spans: readonly Span[];
  readonly scheme: VersionScheme | null;
  readonly gap: Gap | null;
};

/** All ranges of one entry: those in commits count only where there is nothing else. */
function rangesOf(affected: unknown, ecosystem: string): Ranged {
  const spans: Span[] = [];
  let gap: Gap | null = null;
  let usable = 0;
  let scheme = schemeOf(ecosystem);
  const ranges = listOf(memberOf(affected, "ranges"));
  for (const range of ranges) {
    const type = textOf(memberOf(range, "type"));
    if (type === "GIT") continue;
    if (type === "SEMVER") scheme ??= "semver";
    if (scheme === null) continue;
    const { spans: found, isBroken } = spansOf(eventsOf(range), scheme);
    spans.push(...found);
    usable += 1;
    if (isBroken) gap = "bad";
  }
  const isListed = listOf(memberOf(affected, "versions")).length > 0;
  if (usable === 0 && !isListed) gap = ranges.length > 0 ? "git" : "none";
  return { spans, scheme, gap };
}

function productOf(affected: unknown): Extract<Product, { kind: "package" }> | null {
  const named = memberOf(affected, "package");
  const { ecosystem, release } = splitEcosystem(textOf(memberOf(named, "ecosystem")));
  const name = normalName(ecosystem, textOf(memberOf(named, "name")));
  if (ecosystem === "" || name === "") return null;
  return { kind: "package", ecosystem, release, name };
}

function severitiesOf(value: unknown): readonly Severity[] {
  return listOf(value).flatMap((one) => {
    const kind = textOf(memberOf(one, "type"), 40);
    const score = textOf(memberOf(one, "score"), 300);
    return kind === "" || score === "" ? [] : [{ kind, value: score }];
  });
}

function statementOf(affected: unknown): Statement | null {
  const product = productOf(affected);
  if (product === null) return null;
  const { spans, scheme, gap } = rangesOf(affected, product.ecosystem);
  const listed = textsOf(memberOf(affected, "versions"));
  return { product, scheme, listed, spans, otherwise: "unaffected", gap };
}

/** A word of the source's own where it gives no vector: `database_specific.severity`. */
function ownWords(record: unknown): readonly Severity[] {
  const word = textOf(memberOf(memberOf(record, "database_specific"), "severity"), 40);
  return word === "" ? [] : [{ kind: "word", value: word.toLowerCase() }];
}

/**
 * Reads one OSV record. What it lacks is empty; what it says in a way nobody can use becomes a gap
 * of its statement. Total.
 * @param value the parsed JSON
 * @returns `advisories/not-an-advisory` without an id or a moment, `advisories/limit` above a
 * ceiling
 */
export function readOsv(
  value: unknown,
  limits: AdvisoryLimits = advisoryLimits,
): Result<Advisory, AdvisoriesProblem> {
  const id = textOf(memberOf(value, "id"), 200);
  const modified = momentOf(memberOf(value, "modified"));
  if (id === "") return refuse("advisories/not-an-advisory", { what: "id" });
  if (modified === "") return refuse("advisories/not-an-advisory", { what: "modified" });
  const affected = listOf(memberOf(value, "affected"));
  if (affected.length > limits.statements)
    return refuse("advisories/limit", { limit: "statements", max: limits.statements });
  const aliases = textsOf(memberOf(value, "aliases"));
  const upstream = textsOf(memberOf(value, "upstream"));
  if (aliases.length + upstream.length > limits.aliases)
    return refuse("advisories/limit", { limit: "aliases", max: limits.aliases });
  const statements = affected.map(statementOf).filter((one) => one !== null);
  const versions = statements.reduce(
    (sum, { listed, spans }) => sum + listed.length + spans.length,
    0,
  );
  if (versions > limits.versions)
    return refuse("advisories/limit", { limit: "versions", max: limits.versions });
  const summary = lineOf(memberOf(value, "summary"), titleCharacters);
  return succeed({
    id,
    source: "osv",
    modified,
    isWithdrawn: textOf(memberOf(value, "withdrawn")) !== "",
    aliases,
    upstream,
    title: summary === "" ? lineOf(memberOf(value, "details"), titleCharacters) : summary,
    severities: [
      ...severitiesOf(memberOf(value, "severity")),
      ...affected.flatMap((one) => severitiesOf(memberOf(one, "severity"))).slice(0, 20),
      ...ownWords(value),
    ],
    statements,
    unnamed: affected.length - statements.length,
  });
}
