/** What came of an import in words: lists beside others, what counts as gone, and no lists. */
import { countEn, countSv, numberEn, numberSv } from "./numbers.ts";
import { otherKindEn, otherKindSv } from "./other-kinds.ts";

/** How many things a list and another have, and how many both have. */
export type ListBeside = {
  readonly other: string;
  readonly both: number;
  readonly things: number;
  readonly otherThings: number;
};

/** Things of a kind that count as gone. */
export type GoneThings = {
  readonly kind: string;
  readonly count: number;
  readonly names: string;
  readonly more: number;
};

type Words = typeof otherKindSv & {
  readonly "identify/next-list": (p: ListBeside) => string;
  readonly "identify/own-list": (p: ListBeside) => string;
  readonly "identify/same-numbers": (p: {
    readonly other: string;
    readonly count: number;
  }) => string;
  readonly "identify/gone": (p: GoneThings) => string;
};

type Kinds = ReadonlyMap<string, readonly [one: string, many: string]>;

/** Kinds of which there are complete lists; any other is a thing. */
const sv: Kinds = new Map([
  ["account", ["konto", "konton"]],
  ["certificate-template", ["certifikatmall", "certifikatmallar"]],
  ["computer", ["dator", "datorer"]],
  ["container", ["behållare", "behållare"]],
  ["domain", ["domän", "domäner"]],
  ["group", ["grupp", "grupper"]],
  ["group-policy", ["grupprincip", "grupprinciper"]],
  ["organisational-unit", ["organisationsenhet", "organisationsenheter"]],
  ["system", ["system", "system"]],
]);

const en: Kinds = new Map([
  ["account", ["account", "accounts"]],
  ["certificate-template", ["certificate template", "certificate templates"]],
  ["computer", ["computer", "computers"]],
  ["container", ["container", "containers"]],
  ["domain", ["domain", "domains"]],
  ["group", ["group", "groups"]],
  ["group-policy", ["group policy", "group policies"]],
  ["organisational-unit", ["organisational unit", "organisational units"]],
  ["system", ["system", "systems"]],
]);

/** Swedish. */
export const keptListsSv: Words = {
  ...otherKindSv,
  "identify/next-list": (p) =>
    `Listan räknas som en nyare utgåva av ${p.other}: ${numberSv(p.both)} står i båda. ` +
    "Det som inte står kvar räknas som borta. Är det en annan lista, säg det.",
  "identify/own-list": (p) =>
    `Listan räknas som en annan än ${p.other}: av ${numberSv(p.things)} här och ` +
    `${numberSv(p.otherThings)} där står ${numberSv(p.both)} i båda. ` +
    "Båda gäller, och inget räknas som borta. Är det en nyare utgåva av samma lista, säg det.",
  "identify/same-numbers": (p) =>
    `Under samma nummer men andra namn står ${countSv(p.count, "sak", "saker")} också i ` +
    `${p.other}, och läses som desamma. Numrerar ni var för sig: ta tillbaka inläsningen, ge numren ` +
    "en egen början i filen (till exempel U-1) och läs in den igen.",
  "identify/gone": (p) => {
    const [one, many] = sv.get(p.kind) ?? ["sak", "saker"];
    const more = p.more > 0 ? ` och ${numberSv(p.more)} till` : "";
    return (
      `Borta genom den här inläsningen räknas ${countSv(p.count, one, many)}: ${p.names}${more}. ` +
      "Är det fel, ta tillbaka inläsningen."
    );
  },
};

/** English. */
export const keptListsEn: Words = {
  ...otherKindEn,
  "identify/next-list": (p) =>
    `The list counts as a newer edition of ${p.other}: ${numberEn(p.both)} stand in both. ` +
    "What no longer stands there counts as gone. If it is another list, say so.",
  "identify/own-list": (p) =>
    `The list counts as another than ${p.other}: of ${numberEn(p.things)} here and ` +
    `${numberEn(p.otherThings)} there ${numberEn(p.both)} stand in both. ` +
    "Both hold, and nothing counts as gone. If it is a newer edition of the same list, say so.",
  "identify/same-numbers": (p) =>
    `Under the same number but other names ${countEn(p.count, "thing stands", "things stand")} in ` +
    `${p.other} too, each read as the same. If each of you numbers by itself: withdraw the ` +
    "import, let the numbers in the file begin with something of your own (such as E-1) and " +
    "import it again.",
  "identify/gone": (p) => {
    const [one, many] = en.get(p.kind) ?? ["thing", "things"];
    const more = p.more > 0 ? ` and ${numberEn(p.more)} more` : "";
    const verb = p.count === 1 ? "counts" : "count";
    return (
      `By this import ${countEn(p.count, one, many)} ${verb} as gone: ${p.names}${more}. ` +
      "If that is wrong, withdraw the import."
    );
  },
};
