/** Drafts to the owners of what a warning concerns. Pure; nothing is sent. */
import { compareText, type Text } from "@vallgrav/kernel";
import { exposureText } from "@vallgrav/knowledge/words";
import type { Affected, AffectedLetter, AffectedThing } from "../api/index.ts";

/** Things named in one letter; more are counted. */
export const namedMost = 60;
/** Names of what the warning is about in one letter; more are counted. */
const aboutMost = 12;

type Lists = { readonly sure: AffectedThing[]; readonly maybe: AffectedThing[] };

/** Some of a list, and how many more there are. */
function some(lines: readonly string[], most: number, more: (count: number) => string): string[] {
  const rest = lines.length - most;
  return rest > 0 ? [...lines.slice(0, most), more(rest)] : [...lines];
}

/** From where it is reached, where that is known. */
function reached({ exposure }: AffectedThing, language: "en" | "sv"): string {
  return exposure === undefined || exposure.from === "unknown"
    ? ""
    : `; ${exposureText(exposure)[language]}`;
}

const portWords = { sv: "öppna portar", en: "open ports" } as const;

function lineOf(thing: AffectedThing, language: "en" | "sv"): string {
  const { asset, systems, because, ports } = thing;
  const names = systems.map(({ name }) => name).filter((name) => name !== asset.name);
  const of = names.length === 0 ? "" : ` (${names.join(", ")})`;
  const open = ports.length === 0 ? "" : `; ${portWords[language]} ${ports.join(", ")}`;
  return `– ${asset.name}${of}: ${because.join(", ")}${open}${reached(thing, language)}`;
}

function part(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines, ""];
}

function svText(about: string, { sure, maybe }: Lists): string {
  const listed = (things: readonly AffectedThing[]): string[] =>
    some(
      things.map((one) => lineOf(one, "sv")),
      namedMost,
      (rest) => `– och ${rest} till: be oss om hela listan.`,
    );
  return [
    "Hej!",
    "",
    `Det har kommit en varning om ${about}.`,
    "",
    ...part("Berörda hos er:", listed(sure)),
    ...part("Kan vara berörda hos er; vi vet inte än:", listed(maybe)),
    "Svara med:",
    "1. om det stämmer att ni har det, och i vilken version",
    "2. vad som är gjort (uppdaterat, avstängt eller begränsat), och när",
    "3. annars när det blir gjort och av vem, eller vem som vet.",
    "",
    "Hänger uppdateringen på en leverantör: skicka frågan vidare i dag och säg till oss.",
  ].join("\n");
}

function enText(about: string, { sure, maybe }: Lists): string {
  const listed = (things: readonly AffectedThing[]): string[] =>
    some(
      things.map((one) => lineOf(one, "en")),
      namedMost,
      (rest) => `– and ${rest} more: ask us for the whole list.`,
    );
  return [
    "Hello!",
    "",
    `There is a warning about ${about}.`,
    "",
    ...part("Affected with you:", listed(sure)),
    ...part("May be affected with you; we do not know yet:", listed(maybe)),
    "Answer with:",
    "1. whether it is right that you have it, and in which version",
    "2. what has been done (updated, shut off or confined), and when",
    "3. otherwise when it will be done and by whom, or who knows.",
    "",
    "If the update hangs on a supplier: pass the question on today and tell us.",
  ].join("\n");
}

function subjectOf(asked: readonly string[], isSure: boolean): Text {
  const [first = "", ...rest] = asked;
  const [sv, en] =
    rest.length === 0
      ? [first, first]
      : [`${first} och ${rest.length} till`, `${first} and ${rest.length} more`];
  return isSure
    ? { sv: `Ni berörs av en varning: ${sv}`, en: `A warning concerns you: ${en}` }
    : { sv: `Berörs ni av en varning? ${sv}`, en: `Does a warning concern you? ${en}` };
}

/**
 * One draft to each owner of what is affected or may be, those with something affected first, and
 * one to whoever owns the rest. Linear in the things but for the sorting.
 */
export function lettersOf(
  asked: readonly string[],
  { affected, unknown }: Pick<Affected, "affected" | "unknown">,
): readonly AffectedLetter[] {
  const owners = new Map<string, Lists>();
  const add = (things: readonly AffectedThing[], into: keyof Lists): void => {
    for (const thing of things) {
      const known = owners.get(thing.owner ?? "") ?? { sure: [], maybe: [] };
      owners.set(thing.owner ?? "", known);
      known[into].push(thing);
    }
  };
  add(affected, "sure");
  add(unknown, "maybe");
  const aboutOf = (more: (count: number) => string): string =>
    some(asked, aboutMost, more).join(", ");
  return [...owners]
    .sort(
      ([a, x], [b, y]) =>
        Number(y.sure.length > 0) - Number(x.sure.length > 0) || compareText(a, b),
    )
    .map(([owner, lists]) => ({
      to: owner === "" ? null : owner,
      subject: subjectOf(asked, lists.sure.length > 0),
      text: {
        sv: svText(
          aboutOf((rest) => `och ${rest} till`),
          lists,
        ),
        en: enText(
          aboutOf((rest) => `and ${rest} more`),
          lists,
        ),
      },
    }));
}
