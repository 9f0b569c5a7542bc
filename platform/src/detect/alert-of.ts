/** What becomes of matched events: hits, and hits of one rule and subject as one alert. */
import { createHash } from "node:crypto";
import { type Instant, instantFromMs, msFromInstant } from "@vallgrav/kernel";
import type { ActiveRule, EventFields, Explanation } from "@vallgrav/sigma";
import type { AlertEvent, AlertSubject } from "../api/index.ts";
import type { AlertHit, AlertRecord, MergeHits } from "../storage/index.ts";

/** How long after its last event an alert takes further ones; and events it shows. */
export const alertLimits = { openMs: 86_400_000, events: 20, fields: 80, text: 4_000 } as const;

const longestValue = 500;
const mostValues = 5;

function cut(value: unknown, most: number = longestValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Leaves that hold and are wanted to hold. */
function gather(explanation: Explanation, found: Map<string, AlertEvent["matched"][number]>): void {
  if (!explanation.holds || explanation.kind === "not") return;
  if (explanation.kind === "leaf") {
    const { field, values } = explanation;
    const key = field ?? "";
    const shown = values.slice(0, mostValues).map((value) => cut(String(value)));
    if (!found.has(key)) found.set(key, { field, values: shown });
    return;
  }
  const parts = explanation.kind === "named" ? [explanation.part] : explanation.parts;
  for (const part of parts) gather(part, found);
}

/** The fields by which a rule holds, each once with some of its values. */
export function matchedFields(explanation: Explanation): AlertEvent["matched"] {
  const found = new Map<string, AlertEvent["matched"][number]>();
  gather(explanation, found);
  return [...found.values()];
}

/** Fields as they are kept with an alert: so many, each shortened. */
export function keptFields(fields: EventFields): AlertEvent["fields"] {
  return Object.fromEntries(
    Object.entries(fields)
      .slice(0, alertLimits.fields)
      .map(([name, value]) => [cut(name), cut(value ?? "")]),
  );
}

/** The line as it is kept with an alert. */
export function keptText(text: string | null): string | null {
  return text === null ? null : cut(text, alertLimits.text);
}

/** ATT&CK techniques among the tags of a rule: `attack.t1059.001` → `T1059.001`. */
function techniquesIn(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => {
    const found = /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag);
    return found === null ? [] : [(found[1] ?? "").toUpperCase()];
  });
}

/** Rule and subject: what joins hits to one alert. Letter case of names means nothing. */
export function alertKey(rule: string, { host, account, address }: AlertSubject): string {
  // The address joins only what has nothing better: one that changes is no other attack.
  const whom = host === null && account === null ? [address] : [host, account];
  return JSON.stringify([rule, ...whom.map((one) => one?.toLowerCase() ?? null)]);
}

/** An instant of milliseconds; of what lies outside the years 0 to 9999 the other one. */
export function instantOr(ms: number | null, otherwise: Instant): Instant {
  return (ms === null ? null : instantFromMs(ms)) ?? otherwise;
}

type Head = Pick<ActiveRule["rule"], "title" | "level" | "tags" | "description" | "falsePositives">;

/** The head that all hits of a rule have; one without a level is the least grave. */
export function headOf(
  key: string,
  { title, level, tags, description, falsePositives }: Head,
): Omit<AlertHit, "key" | "at" | "receivedAt" | "subject" | "event"> {
  return {
    rule: key,
    title,
    level: level ?? "informational",
    techniques: techniquesIn(tags),
    description: cut(description, alertLimits.text),
    falsePositives: falsePositives.slice(0, 20).map((one) => cut(one)),
  };
}

function isOpen(before: AlertRecord, { at }: AlertHit): boolean {
  const gapMs = msFromInstant(at) - msFromInstant(before.lastAt);
  return before.state !== "benign" && Math.abs(gapMs) <= alertLimits.openMs;
}

function idOf({ key }: AlertHit, first: Instant, before: AlertRecord | null): string {
  return createHash("sha256")
    .update(JSON.stringify([key, first, before?.id ?? ""]))
    .digest("hex")
    .slice(0, 32);
}

/** When the first and the last of some hits happened. */
function spanOf(hits: readonly [AlertHit, ...AlertHit[]]): readonly [Instant, Instant] {
  let [first, last] = [hits[0].at, hits[0].at];
  for (const { at } of hits) {
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return [first, last];
}

function newBody(hits: readonly [AlertHit, ...AlertHit[]]): AlertRecord["body"] {
  const events = hits.slice(0, alertLimits.events).map(({ event }) => event);
  const [{ subject, others, description, falsePositives }] = hits;
  const besides = others === undefined ? {} : { others };
  return { subject, ...besides, description, falsePositives, events };
}

/**
 * Hits of one key become an alert, or join the open one: one that was not found benign, and whose
 * last event is at most a day away. Its id follows from what it is made of.
 */
export const mergeHits: MergeHits = (before, hits) => {
  const [head] = hits;
  const [first, last] = spanOf(hits);
  const { events } = newBody(hits);
  if (before === null || !isOpen(before, head))
    return {
      id: idOf(head, first, before),
      key: head.key,
      rule: head.rule,
      title: head.title,
      level: head.level,
      techniques: head.techniques,
      state: "new",
      firstAt: first,
      lastAt: last,
      receivedAt: head.receivedAt,
      count: hits.length,
      body: newBody(hits),
      note: "",
      changedBy: null,
      changedAt: null,
    };
  const { body } = before;
  return {
    ...before,
    // A rule that was made anew since has its new words.
    title: head.title,
    level: head.level,
    techniques: head.techniques,
    firstAt: before.firstAt < first ? before.firstAt : first,
    lastAt: before.lastAt > last ? before.lastAt : last,
    count: before.count + hits.length,
    body: { ...body, events: [...body.events, ...events].slice(0, alertLimits.events) },
  };
};
