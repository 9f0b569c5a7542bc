/** Models read by their characters against the same read by tree, damaged in random places. */
import { newFormatReporter } from "../src/lib/formats/problems.ts";
import type { ReadModel } from "../src/index.ts";
import { modelText } from "../src/index.ts";
import { readModelByTree } from "../src/lib/formats/read-model.ts";
import { scanModel } from "../src/lib/formats/scan-model.ts";
import type { ScannedModel } from "../src/lib/formats/scan-model.ts";
import { newDice } from "./dice.ts";
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

/** Whether the reader by tree says of a text what the reader by characters said. */
function agrees(read: ReadModel, { assets, links, ...about }: ScannedModel): boolean {
  if (!read.ok || read.problems.length > 0) return false;
  const { model, metadata, format, attackers } = read.loaded;
  const { name, languageId, languageVersion } = about;
  const said = [model.assets, model.links, metadata, format, attackers];
  const found = [assets, links, { name, languageId, languageVersion }, "0.3", []];
  return JSON.stringify(said) === JSON.stringify(found);
}

/** Damages models for so many seconds. What is left to the reader by tree cannot differ. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const texts = [1, 2, 3, 4].map((size) =>
    modelText(officeLanguage(), municipality(size, seed), "json"),
  );
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let [number, cases, taken] = [0, 0, 0];
  for (; performance.now() < untilMs && failures.length < 5; number += 1) {
    const { below, pick } = newDice(seed, number);
    let text = pick(texts);
    const damages = below(3);
    // What is whole is read too, but is no case: there are only these few.
    if (damages > 0) cases += 1;
    for (let left = damages; left > 0; left -= 1) {
      const at = below(text.length);
      text = text.slice(0, at) + pick(pieces) + text.slice(at + below(6));
    }
    const scanned = scanModel(newFormatReporter("m.json", text, {}));
    if (scanned === null) continue;
    taken += 1;
    if (!agrees(readModelByTree(newFormatReporter("m.json", text, {}), true), scanned))
      failures.push(`case ${number} of seed ${seed}`);
  }
  if (number >= 100 && taken < number / 10) failures.push(`only ${taken} of ${number} were taken`);
  const name = `models read by their characters (${taken} of ${number} taken)`;
  return { name, cases, failures };
}
