/**
 * Observations as light as reconciliation lets them be. Out of the store each has its own copy of
 * every text; held by the million, what they share must be held once.
 */
import type { At, EvidenceId, Observation, Statement, Subject } from "@vallgrav/kernel";

/** Most statements remembered to be shared; those beyond are kept as they come. */
const mostShared = 200_000;

/** Longest text of a value that is looked for among those known. */
const longestShared = 40;

/** Gives back the first copy of equal texts. */
export function sharedTexts(): <T extends string>(text: T) => T {
  const known = new Map<string, string>();
  return <T extends string>(text: T): T => {
    const first = known.get(text);
    if (first !== undefined) return first as T;
    known.set(text, text);
    return text;
  };
}

function spelling({ kind, claims }: Subject): string {
  let text: string = kind;
  for (const { space, value, within = "" } of claims)
    text += ` ${space} ${value.length} ${value}${within.length} ${within}`;
  return text;
}

function sharedSubjects(): (subject: Subject) => Subject {
  const known = new Map<string, Subject>();
  return (subject) => {
    const key = spelling(subject);
    const first = known.get(key);
    if (first === undefined) known.set(key, subject);
    return first ?? subject;
  };
}

function isShort(value: unknown): value is string | boolean {
  return typeof value === "boolean" || (typeof value === "string" && value.length <= longestShared);
}

/**
 * Makes observations light, one after the other: equal subjects, texts and statements become one
 * object each, and places are left out, which reconciliation does not ask for.
 */
export function leanly(): (observation: Observation) => Observation {
  const text = sharedTexts();
  const subjectOf = sharedSubjects();
  const ats = new Map<EvidenceId, At>();
  const statements = new Map<string, Statement>();
  const atOf = (evidence: EvidenceId): At => {
    const known = ats.get(evidence) ?? { evidence, place: "" };
    ats.set(evidence, known);
    return known;
  };
  const shared = (key: string, says: Statement): Statement => {
    const known = statements.get(key);
    if (known === undefined && statements.size < mostShared) statements.set(key, says);
    return known ?? says;
  };
  const saysOf = (says: Statement): Statement => {
    if ("relation" in says) return { relation: text(says.relation), to: subjectOf(says.to) };
    if ("sameAs" in says || "trust" in says) return says;
    if ("is" in says) return shared(says.is, says);
    const { property, value } = says;
    if (!isShort(value)) return { property: text(property), value };
    return shared(`${property}\n${typeof value}${String(value)}`, says);
  };
  return ({ id, at, subject, validFrom, validUntil, recordedAt, standing, report, says }) => ({
    id,
    at: atOf(at.evidence),
    subject: subjectOf(subject),
    validFrom: text(validFrom),
    validUntil: validUntil === null ? null : text(validUntil),
    recordedAt: text(recordedAt),
    standing: text(standing),
    report: text(report),
    says: saysOf(says),
  });
}
