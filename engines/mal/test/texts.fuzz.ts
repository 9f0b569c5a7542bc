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

/** One of every form, short: a million texts are read. */
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

/** Texts of each kind, and who reads them. */
function readersOf(): readonly Reader[] {
  const compile = (text: string): Answer =>
    compileLanguage({ main: "a.mal", read: (path) => (path === "a.mal" ? text : null) });
  const sources = [source];
  const specs = sources.flatMap((text) => {
    const compiled = compileLanguage({ main: "a.mal", read: () => text });
    return compiled.ok ? [langspecText(compiled.syntax)] : [];
  });
  if (specs.length === 0) throw new TypeError("no language to begin with");
  const model = (form: "json" | "yaml"): Reader => ({
    text: modelText(officeLanguage(), office, form),
    read: (text) => readModel({ file: `m.${form}`, text }),
  });
  return [
    ...sources.map((text) => ({ text, read: compile })),
    ...specs.map((text) => ({
      text,
      read: (one: string) => readLangspec({ file: "langspec.json", text: one }),
    })),
    model("json"),
    model("yaml"),
    { text: scad, read: (text) => readScad({ file: "m.eom", text }) },
  ];
}

/** What one text of some thousand letters may take. */
const mostMs = 1_000;

/** Reads for so many seconds; fails where one throws, is slow, or is refused without a reason. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const readers = readersOf();
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const dice = newDice(seed, cases);
    const { text, read } = dice.pick(readers);
    const where = `case ${cases} of seed ${seed}`;
    const beganMs = performance.now();
    try {
      const { ok, problems } = read(damageText(text, dice));
      if (ok === problems.some(({ severity }) => severity === "error"))
        failures.push(`${where}: ${ok ? "taken with errors" : "refused without one"}`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = performance.now() - beganMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "texts of languages and models", cases, failures };
}
