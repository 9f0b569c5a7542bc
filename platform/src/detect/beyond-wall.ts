/**
 * What those behind a wall see of alerts: those about their own things, and of such an alert
 * nothing of what it says of others'. A hit may be about two computers of two committees at once.
 */
import type { AlertReach, AlertSubject, ReachedThing } from "../api/index.ts";
import type { Sees } from "../govern/index.ts";
import type { AlertRecord } from "../storage/index.ts";
import type { SubjectFinder } from "./subjects.ts";

const nobody: AlertSubject = { host: null, account: null, address: null };
const parts = ["host", "account", "address"] as const;
/** What stands where a name was. */
const takenOut = "…";
/** Parts of names that are shorter stand in any text. */
const shortest = 3;

/** A name, and the part of it by which people know it: before the domain, behind its short form. */
function formsOf(name: string): readonly string[] {
  const bare = name.slice(name.lastIndexOf("\\") + 1).split("@", 1)[0] ?? "";
  const first = /^[\d.:]+$/.test(bare) ? bare : (bare.split(".", 1)[0] ?? "");
  return [name, bare, first].filter(({ length }) => length >= shortest);
}

/** A text without some names, in whatever case; all of it where letters change their number. */
function without(text: string, names: readonly string[]): string {
  let left = text;
  for (const name of names) {
    const lower = left.toLowerCase();
    if (lower.length !== left.length) return takenOut;
    const pieces: string[] = [];
    let from = 0;
    for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, from)) {
      pieces.push(left.slice(from, at));
      from = at + name.length;
    }
    left = [...pieces, left.slice(from)].join(takenOut);
  }
  return left;
}

/** Subjects without what is another's, which is gathered. */
function seenSubject(
  subject: AlertSubject,
  { find, sees }: { readonly find: SubjectFinder; readonly sees: Sees },
  hidden: Set<string>,
): AlertSubject {
  const seen: Record<(typeof parts)[number], string | null> = { ...subject };
  for (const part of parts) {
    const name = subject[part];
    if (name === null) continue;
    const things = find({ ...nobody, [part]: name });
    if (things.length === 0 || things.some(({ id }) => sees(id))) continue;
    for (const form of formsOf(name)) hidden.add(form.toLowerCase());
    seen[part] = null;
  }
  return seen;
}

function isNobody(subject: AlertSubject): boolean {
  return parts.every((part) => subject[part] === null);
}

/**
 * An alert that is about something of one's own. Where it is about something of others' too, that
 * is left out with the events, whose fields may say anything of it, and its names are taken out of
 * every text.
 */
export function seenRecord(alert: AlertRecord, find: SubjectFinder, sees: Sees): AlertRecord {
  const hidden = new Set<string>();
  const { body, rule, title, note } = alert;
  const subject = seenSubject(body.subject, { find, sees }, hidden);
  const others = (body.others ?? [])
    .map((one) => seenSubject(one, { find, sees }, hidden))
    .filter((one) => !isNobody(one));
  if (hidden.size === 0) return alert;
  // The longest first: a part of a name that was taken out is not found again.
  const names = [...hidden].sort((a, b) => b.length - a.length);
  const events = body.events.map((event) => ({ ...event, matched: [], fields: {}, text: null }));
  const description = without(body.description, names);
  return {
    ...alert,
    rule: without(rule, names),
    title: without(title, names),
    note: without(note, names),
    body: { ...body, subject, others, description, events },
  };
}

/** What is within reach, as those behind a wall see it: no ways, for they pass through others. */
export function seenReach(reach: AlertReach, sees: Sees): AlertReach {
  const isSeen = ({ asset }: Pick<ReachedThing, "asset">): boolean => sees(asset.id);
  const [held, things, next] = [
    reach.held.filter(isSeen),
    reach.things.filter(isSeen),
    reach.next.filter(isSeen),
  ];
  return { ...reach, held, things, next, ways: [] };
}
