/** Models read by their characters against the same read by tree, damaged in random places. */
import { newFormatReporter } from "../src/lib/formats/problems.ts";
import type { InstanceModel, ReadModel } from "../src/index.ts";
import { modelText } from "../src/index.ts";
import { readModelByTree } from "../src/lib/formats/read-model.ts";
import { scanModel } from "../src/lib/formats/scan-model.ts";
import type { ScannedModel } from "../src/lib/formats/scan-model.ts";
import { newDice } from "./dice.ts";
import type { Dice } from "./dice.ts";
import { municipality } from "./employees.ts";
import type { Fuzzed } from "./fuzzed.ts";
import { officeLanguage } from "./office-language.ts";

const pieces = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "-",
  "null",
  "0",
  "0.5",
  '"',
  "\\",
  '"" : ',
  "} ,",
  "",
];
/** These leave most models whole, so that what is read is compared. */
const gentle = [" ", "\n\t", "x", "å\ud800", "\\u0061", "1", "e-2"];

/** Whether the reader by tree says of a text what the reader by characters said. */
function agrees(read: ReadModel, { assets, links, ...about }: ScannedModel): boolean {
  if (!read.ok || read.problems.length > 0) return false;
  const { model, metadata, format, attackers } = read.loaded;
  const { name, languageId, languageVersion } = about;
  const said = [model.assets, model.links, metadata, format, attackers];
  const found = [assets, links, { name, languageId, languageVersion }, "0.3", []];
  return JSON.stringify(said) === JSON.stringify(found);
}

/** Small models that most cases begin with: a few assets of a larger one each. */
const smallModels = 400;
/** One case in so many begins with a whole model, of some thousand letters. */
const wholeEvery = 50;

/** Some assets of a model that follow each other, with the links between them. */
function partOf({ assets, links, name }: InstanceModel, { below }: Dice): InstanceModel {
  const from = below(assets.length);
  const some = assets.slice(from, from + 1 + below(4));
  const ids = new Set(some.map(({ id }) => id));
  return {
    name,
    assets: some,
    links: links.filter((link) => ids.has(link.from) && ids.has(link.to)),
  };
}

/** Texts to damage: whole models, and parts of them, half of these without blanks. */
function textsOf(seed: number): {
  readonly whole: readonly string[];
  readonly small: readonly string[];
} {
  const models = [1, 2, 3, 4].map((size) => municipality(size, seed));
  const language = officeLanguage();
  const textOf = (model: InstanceModel): string => modelText(language, model, "json");
  const small = Array.from({ length: smallModels }, (_, at) => {
    const dice = newDice(seed, -1 - at);
    const text = textOf(partOf(dice.pick(models), dice));
    return at % 2 === 0 ? text : JSON.stringify(JSON.parse(text));
  });
  return { whole: models.map(textOf), small };
}

/** Damages models for so many seconds. What is left to the reader by tree cannot differ. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const { whole, small } = textsOf(seed);
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let [cases, taken] = [0, 0];
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const { below, pick } = newDice(seed, cases);
    let text = pick(below(wholeEvery) === 0 ? whole : small);
    for (let left = 1 + below(3); left > 0; left -= 1) {
      const at = below(text.length);
      const isGentle = below(2) === 0;
      const put = pick(isGentle ? gentle : pieces);
      text = text.slice(0, at) + put + text.slice(at + below(isGentle ? 2 : 6));
    }
    const scanned = scanModel(newFormatReporter("m.json", text, {}));
    if (scanned === null) continue;
    taken += 1;
    if (!agrees(readModelByTree(newFormatReporter("m.json", text, {}), true), scanned))
      failures.push(`case ${cases} of seed ${seed}`);
  }
  if (cases >= 1_000 && taken < cases / 20) failures.push(`only ${taken} of ${cases} were taken`);
  const name = `models read by their characters (${taken} of ${cases} taken)`;
  return { name, cases, failures };
}
