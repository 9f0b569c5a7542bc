/** Fuzzes everything that reads texts of MAL: languages, models, graphs of other tools, damaged. */
import type { Problem } from "@vallgrav/kernel";
import type { InstanceModel } from "../src/index.ts";
import {
  compileLanguage,
  langspecText,
  modelText,
  readLangspec,
  readModel,
  readScad,
} from "../src/index.ts";
import { newDice } from "./dice.ts";
import type { Fuzzed } from "./fuzzed.ts";
import { damageText } from "./grow-language.ts";
import { officeLanguage } from "./office-language.ts";

type Answer = {
  readonly ok: boolean;
  readonly problems: readonly (Pick<Problem, "code"> & { readonly severity: string })[];
};
type Reader = { readonly text: string; readonly read: (text: string) => Answer };

/** Everything that a language may hold. */
const source = `#id: "a" #version: "1.0.0"
category K user info: "x" {
  abstract asset P { | s -> b.t  | u }
  asset Q extends P developer info: "y" {
    let v = (c \\/ d) /\\ c - c[Q]
    # g [Bernoulli(0.5)] -> t
    E e <- c -> t
    !E f <- c*.d -> t
    & t @hidden {C, I, A} [Exponential(0.1) + 2] -> c*.u, v().u
    | u [HardAndUncertain] ! det (u h) log [tpr: 0.9, fpr: 0.1] +> c.t
  }
}
associations { Q [c] * <-- L --> 0..1 [d] Q  P [a] 1..* <-- M --> * [b] Q }
`;

const fields = "associations { A [a] * <-- L --> 0..1 [b] A }";
/** Languages of one thing each, that most cases begin with. */
const smallSources: readonly string[] = [
  "{ asset A { | s -> t & t [Exponential(0.1)] # d [Bernoulli(0.5)] -> t } }",
  `{ asset A { E e <- b -> s !E f <- b* -> s | s -> b.s } } ${fields}`,
  "{ abstract asset P { | s {C, A} } asset Q extends P { | s +> t | t [Gamma(2, 1) + 1] } }",
  `{ asset A { let v = b \\/ b[A] | s @x -> v().s, (b - a).s } } ${fields}`,
  '{ asset A user info: "x" { | s ! det (s h) log [tpr: 0.9] -> t | t } }',
].map((text) => `#id: "a" #version: "1.0.0" category K ${text}`);

/** A model as somebody writes it by hand. */
const smallModel =
  'metadata: {langVersion: "1.0.0", langID: se.example.office}\nassets:\n' +
  "  1: {name: n, type: Network, defenses: {networkAccessControl: 0.5}}\n";

const scad =
  '<?xml version="1.0" encoding="UTF-8"?>\n<eom name="a"><objects id="1" exportedId="2" ' +
  'metaConcept="Host" name="h"><evidenceAttributes metaConcept="Patched"><evidenceDistribution ' +
  'type="Bernoulli"><parameters name="probability" value="0.5"/></evidenceDistribution>' +
  '</evidenceAttributes></objects><associations id="3" sourceObject="1" targetObject="1" ' +
  'sourceProperty="a" targetProperty="b"/></eom>\n';

const office: InstanceModel = {
  name: "a",
  assets: [
    { id: "1", type: "Network", name: "n", defences: { networkAccessControl: 0.5 } },
    { id: "2", type: "Application", name: 'å: "b"', defences: {} },
  ],
  links: [{ from: "1", field: "applications", to: "2" }],
};

/** Texts of each kind, and who reads them: small ones, and some with all that there is. */
function readersOf(): { readonly small: readonly Reader[]; readonly whole: readonly Reader[] } {
  const compile = (text: string): Answer =>
    compileLanguage({ main: "a.mal", read: (path) => (path === "a.mal" ? text : null) });
  const specs = [...smallSources, source].map((text) => {
    const compiled = compileLanguage({ main: "a.mal", read: () => text });
    if (!compiled.ok) throw new TypeError(`no language to begin with: ${text}`);
    return langspecText(compiled.syntax);
  });
  const spec = (text: string): Reader => ({
    text,
    read: (one) => readLangspec({ file: "langspec.json", text: one }),
  });
  const model = (form: "json" | "yaml", text: string): Reader => ({
    text,
    read: (one) => readModel({ file: `m.${form}`, text: one }),
  });
  const officeText = (form: "json" | "yaml"): string => modelText(officeLanguage(), office, form);
  const compact = (text: string): string => JSON.stringify(JSON.parse(text));
  return {
    small: [
      ...smallSources.map((text) => ({ text, read: compile })),
      ...specs.slice(0, -1).map((text) => spec(compact(text))),
      ...[1, 2, 3].map(() => model("json", compact(officeText("json")))),
      ...[1, 2].map(() => model("yaml", smallModel)),
      ...[1, 2, 3].map(() => ({
        text: scad,
        read: (text: string) => readScad({ file: "m.eom", text }),
      })),
    ],
    whole: [
      { text: source, read: compile },
      ...specs.slice(-1).map(spec),
      model("json", officeText("json")),
      model("yaml", officeText("yaml")),
    ],
  };
}

/** One case in so many begins with a text that holds everything. */
const wholeEvery = 10;

/** What one text of some thousand letters may take. */
const mostMs = 1_000;

/**
 * Reads for so many seconds; fails where one throws, is slow, or is refused without a reason.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const { small, whole } = readersOf();
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const dice = newDice(seed, cases);
    const isWhole = dice.below(wholeEvery) === 0;
    const { text, read } = dice.pick(isWhole ? whole : small);
    // What is small is damaged twice: once would soon give the same text again.
    const once = damageText(text, dice);
    const damaged = isWhole ? once : damageText(once, dice);
    const where = `case ${cases} of seed ${seed}`;
    const beganMs = spentMs();
    try {
      const { ok, problems } = read(damaged);
      if (ok === problems.some(({ severity }) => severity === "error"))
        failures.push(`${where}: ${ok ? "taken with errors" : "refused without one"}`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beganMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "texts of languages and models", cases, failures };
}
