/** What a statement says of one version: three answers, each with its reason. */
import type { Span, Statement, Status } from "../advisory/advisory.ts";
import { versionKey, type VersionScheme } from "../versions/schemes.ts";

/** Why a version is judged as it is. */
export type Reason =
  /** The version stands in the advisory's own list. */
  | { readonly kind: "listed" }
  /** The version lies in this span. */
  | { readonly kind: "span"; readonly span: Span }
  /** The version lies in no span, and the advisory says what holds there. */
  | { readonly kind: "outside" }
  /** The inventory names no version. */
  | { readonly kind: "no-version" }
  /** The inventory's version cannot be ordered in this ecosystem. */
  | { readonly kind: "bad-version"; readonly scheme: VersionScheme }
  /** Nobody knows how this ecosystem orders its versions. */
  | { readonly kind: "no-scheme" }
  /** The advisory's own bounds cannot be used: see the statement's gap. */
  | { readonly kind: "gap"; readonly gap: NonNullable<Statement["gap"]> }
  /** The inventory does not say which release, and releases differ. */
  | { readonly kind: "no-release" };

/** An answer with its reason. */
export type Verdict = { readonly status: Status; readonly reason: Reason };

function unknown(reason: Reason): Verdict {
  return { status: "unknown", reason };
}

function isAll(span: Span): boolean {
  return span.from === null && span.to === null;
}

/** Whether a key lies in a span; null where a bound is no version of the scheme. */
function liesIn(span: Span, key: string, scheme: VersionScheme): boolean | null {
  const from = span.from === null ? "" : versionKey(scheme, span.from);
  const to = span.to === null ? key : versionKey(scheme, span.to);
  if (from === null || to === null) return null;
  if (key < from || (key === from && !span.includesFrom)) return false;
  return span.to === null || key < to || (key === to && span.includesTo);
}

function fromSpans(statement: Statement, version: string, scheme: VersionScheme): Verdict {
  const key = versionKey(scheme, version);
  if (key === null) return unknown({ kind: "bad-version", scheme });
  let isBroken = false;
  for (const span of statement.spans) {
    const lies = liesIn(span, key, scheme);
    if (lies === true) return { status: span.status, reason: { kind: "span", span } };
    if (lies === null) isBroken = true;
  }
  if (statement.spans.length === 0)
    for (const listed of statement.listed)
      if (versionKey(scheme, listed) === key)
        return { status: "affected", reason: { kind: "listed" } };
  if (isBroken) return unknown({ kind: "gap", gap: "bad" });
  const { gap } = statement;
  if (gap !== null && gap !== "platform") return unknown({ kind: "gap", gap });
  return { status: statement.otherwise, reason: { kind: "outside" } };
}

function answer(statement: Statement, version: string | null): Verdict {
  const [first] = statement.spans;
  if (version === null || version === "")
    return statement.spans.length === 1 && first !== undefined && isAll(first)
      ? { status: first.status, reason: { kind: "span", span: first } }
      : unknown({ kind: "no-version" });
  if (statement.listed.includes(version)) return { status: "affected", reason: { kind: "listed" } };
  const exact = statement.spans.find(
    ({ from, to, includesTo }) => from === version && to === version && includesTo,
  );
  if (exact !== undefined && first === exact)
    return { status: exact.status, reason: { kind: "span", span: exact } };
  if (statement.scheme === null) return unknown({ kind: "no-scheme" });
  return fromSpans(statement, version, statement.scheme);
}

/**
 * What a statement says of a version. A version that is missing, that cannot be ordered, or that
 * lies outside bounds of which some could not be read, is unknown, never unaffected. Cost: linear
 * in spans and listed versions.
 */
export function judge(statement: Statement, version: string | null): Verdict {
  const verdict = answer(statement, version);
  const isOnlyPossible = statement.gap === "platform" && verdict.status === "affected";
  return isOnlyPossible ? unknown({ kind: "gap", gap: "platform" }) : verdict;
}
