/**
 * By how few changed fields a recorded case becomes silent. Most rules ask for several fields at
 * once: one of them changed is enough. Some hold by any one of two or three: no single field is
 * what they hold by; see docs/decisions/0011-one-matched-field.md.
 */
import { basename } from "node:path";
import eitherFile from "./hunt-either.json" with { type: "json" };

/** A hit of a hunt. */
export type Hit = {
  readonly rule: string;
  readonly file: string;
  readonly place: string;
  readonly matched: readonly { readonly field: string | null }[];
  readonly event: Readonly<Record<string, unknown>>;
};

/** The document of a hunt. */
export type Hunted = {
  readonly found: readonly { readonly title: string; readonly level: string | null }[];
  readonly logs: number;
  readonly records: number;
  readonly hits: readonly Hit[];
  readonly problems: readonly unknown[];
};

/** A case is named after the rule that it was recorded for. */
export function ruleOf(path: string): string {
  return basename(path).replace(/\.(?:evtx|json)$/, "");
}

/** Fields of an event that are changed. */
type Change = { readonly hit: Hit; readonly fields: readonly string[] };

/** Fewest fields by case, with those that silence it; and cases silenced by the event's number. */
export type Fewest = {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly number: ReadonlySet<string>;
};

const mostFields = 3;

function fieldsOf({ matched }: Hit): readonly string[] {
  return [...new Set(matched.flatMap(({ field }) => field ?? []))];
}

/** Choices of so many names out of some. */
function choices(names: readonly string[], count: number): readonly (readonly string[])[] {
  if (count === 0) return [[]];
  return names.flatMap((name, at) =>
    choices(names.slice(at + 1), count - 1).map((rest) => [name, ...rest]),
  );
}

type HuntText = (text: string) => Promise<Hunted>;

/** Of changed events, those on which the rule of their case no longer holds. */
async function silent(changes: readonly Change[], hunt: HuntText): Promise<readonly Change[]> {
  const lines = changes.map(({ hit, fields }) =>
    JSON.stringify({ ...hit.event, ...Object.fromEntries(fields.map((name) => [name, "9999"])) }),
  );
  const { hits } = await hunt(lines.join("\n"));
  const firing = new Set(hits.map(({ rule, place }) => `${place} ${rule}`));
  return changes.filter(({ hit }, line) => !firing.has(`${line + 1}:1 ${hit.rule}`));
}

/** Changes one field of each event that fires the rule of its case, then two, then three. */
export async function fewest(
  hunted: Hunted,
  files: readonly string[],
  hunt: HuntText,
): Promise<Fewest> {
  const ofCases = new Set(files);
  const hits = hunted.hits.filter(({ file, rule }) => ofCases.has(file) && rule === ruleOf(file));
  const numbered = await silent(
    hits.map((hit) => ({ hit, fields: ["EventID"] })),
    hunt,
  );
  const still = new Set(hits).difference(new Set(numbered.map(({ hit }) => hit)));
  const number = new Set(hits.map(({ file }) => file)).difference(
    new Set([...still].map(({ file }) => file)),
  );
  const fields = new Map<string, readonly string[]>();
  let loud = hits;
  for (let count = 1; count <= mostFields && loud.length > 0; count += 1) {
    const changes = loud.flatMap((hit) =>
      choices(fieldsOf(hit), count).map((names) => ({ hit, fields: names })),
    );
    const quiet = new Map<Hit, readonly string[]>();
    for (const { hit, fields: names } of await silent(changes, hunt))
      if (!quiet.has(hit)) quiet.set(hit, names);
    // A case counts as its most stubborn event does.
    for (const [{ file }, names] of quiet) fields.set(file, names);
    loud = loud.filter((hit) => !quiet.has(hit));
  }
  for (const { file } of loud) fields.delete(file);
  return { fields, number };
}

type Either = Readonly<Record<string, { readonly fields: readonly string[] }>>;

/** All cases are silenced, and those that take more than one field are the ones looked through. */
export function silencedBy({ fields }: Fewest, all: number) {
  const count = (of: number): number =>
    [...fields.values()].filter((one) => one.length === of).length;
  const found = [...fields]
    .filter(([, names]) => names.length > 1)
    .map(([file, names]) => `${ruleOf(file)} ${names.toSorted().join("+")}`)
    .sort();
  const wanted = Object.entries(eitherFile as Either)
    .map(([rule, one]) => `${rule} ${one.fields.toSorted().join("+")}`)
    .sort();
  return {
    name: "with the fewest fields changed that the rule held by, each case is silent",
    passed: all > 100 && fields.size === all && found.join() === wanted.join(),
    detail:
      `${fields.size} of ${all}: ${count(1)} by one field, ${count(2)} by two, ` +
      `${count(3)} by three; more than one: ${found.join("; ")}`,
  };
}
