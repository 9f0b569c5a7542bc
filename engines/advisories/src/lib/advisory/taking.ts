/** Takes values out of parsed JSON that may hold anything: a wrong kind is as good as absent. */

/** A JSON object, or one without members. */
export type Members = Readonly<Record<string, unknown>>;

const none: Members = Object.freeze(Object.create(null) as Members);

/** The members of an object; none for anything else. */
export function membersOf(value: unknown): Members {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Members) : none;
}

/** A member of an object of its own, not one of its prototype. */
export function memberOf(value: unknown, name: string): unknown {
  const members = membersOf(value);
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** The items of a list; none for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, or empty for anything else and for one that is longer than `longest`. */
export function textOf(value: unknown, longest = 1000): string {
  return typeof value === "string" && value.length <= longest ? value : "";
}

/** A text cut at a length, on one line. */
export function lineOf(value: unknown, longest: number): string {
  if (typeof value !== "string") return "";
  const line = value
    .slice(0, 4 * longest)
    .replace(/\s+/g, " ")
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed()}…`;
}

/** The texts of a list that are not empty. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value)
    .map((one) => textOf(one))
    .filter((one) => one !== "");
}

/** A moment as RFC 3339 in UTC to the second or finer; empty where it is none. */
export function momentOf(value: unknown): string {
  const text = textOf(value, 40);
  const [, date, time, fraction = ""] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(?:Z|\+00:00)?$/.exec(text) ?? [];
  return date === undefined || time === undefined ? "" : `${date}T${time}${fraction}Z`;
}
