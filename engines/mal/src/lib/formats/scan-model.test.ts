/** The reader by characters beside the reader by tree. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { municipality } from "../../../test/employees.ts";
import { officeLanguage } from "../../../test/office-language.ts";
import type { FormatLimits } from "./problems.ts";
import { newFormatReporter } from "./problems.ts";
import { readModel, readModelByTree } from "./read-model.ts";
import { scanModel } from "./scan-model.ts";
import { addSpan, findSpan, hashOf, newSpanTable } from "./span-table.ts";
import { modelText } from "./write-model.ts";

const plain = `{"metadata": {"name": "m \\u00e5", "langID": "t", "info": ""}, "assets": {
  "5": {"name": "one \\"1\\"", "type": "A", "defenses": {"d": 0.25, "e": 1e-3}, "extras": {},
    "associated_assets": {"b": {"7": "two", "6": "three"}, "a": {}}},
  "7": {"type": "B", "name": "two", "associated_assets": {"a": {"5": "one \\"1\\""}}},
  "6": {"name": "three", "type": "B"}
}}`;

function isTaken(text: string, limits: Partial<FormatLimits> = {}): boolean {
  return scanModel(newFormatReporter("m.json", text, limits)) !== null;
}

/** Everything a reader says of a text, with all places. */
function said(read: ReturnType<typeof readModel>): unknown {
  if (!read.ok) return read;
  const { placeOf, ...rest } = read.loaded;
  const { assets, links } = rest.model;
  return {
    ...rest,
    problems: read.problems,
    places: [
      assets.map((_, at) => placeOf("assets", at)),
      links.map((_, at) => placeOf("links", at)),
    ],
  };
}

function byTree(text: string): unknown {
  return said(readModelByTree(newFormatReporter("m.json", text, {}), true));
}

test("[G20] a model as tools write it is read by its characters, and says the same", () => {
  const written = modelText(officeLanguage(), municipality(60, 1), "json");
  for (const text of [plain, written, `\uFEFF${plain}`, plain.replaceAll(/\s+/g, " ")]) {
    expect(isTaken(text)).toBe(true);
    expect(said(readModel({ file: "m.json", text }))).toEqual(byTree(text));
  }
});

test("[G20] what something is to be said of is left to the reader by tree", () => {
  const changes: readonly (readonly [string, string])[] = [
    ['"7": {"type"', '"5": {"type"'],
    ['"6": "three"}', '"6": "tree"}'],
    ['"6": "three"}', '"8": "three"}'],
    ['"6": "three"}', '"7": "two"}'],
    ['"e": 1e-3', '"d": 1e-3'],
    ['"e": 1e-3', '"e": 1.5'],
    ['"e": 1e-3', '"e": "1"'],
    ['"a": {}}', '"b": {}}'],
    ['"extras": {},', '"extras": {"x": 1},'],
    ['"extras": {},', '"extra": {},'],
    ['"extras": {},', '"type": "A",'],
    ['"extras": {},', '"associated_assets": {},'],
    ['"name": "three"', '"name": "two"'],
    ['"name": "three"', '"name": ""'],
    ['"name": "three", ', ""],
    [', "type": "B"}\n', "}\n"],
    ['"info": ""', '"info": 1'],
    ['"info": ""', '"langID": ""'],
    ['"info": ""', '"\\u0069nfo": ""'],
    ['"metadata"', '"attackers": {}, "metadata"'],
    ['"metadata": {', '"assets": {'],
    ['"B"}\n}}', '"B"},\n}}'],
    ['"B"}\n}}', '"B"}\n}} x'],
    ['"B"}\n}}', '"B"}\n}'],
    ["m \\u00e5", "m \\x"],
    ["m \\u00e5", "m \n"],
    ['"type": "A"', '"metaconcept": "A"'],
  ];
  for (const [from, to] of changes) {
    const text = plain.replace(from, () => to);
    expect(text, from).not.toBe(plain);
    expect(isTaken(text), `${from} as ${to}`).toBe(false);
    expect(said(readModel({ file: "m.json", text }))).toEqual(byTree(text));
  }
  expect(isTaken(plain, { depth: 5, values: 27 })).toBe(true);
  for (const limits of [{ depth: 4 }, { values: 26 }]) {
    expect(isTaken(plain, limits)).toBe(false);
    const reporter = newFormatReporter("m.json", plain, limits);
    expect(readModelByTree(reporter, true).ok).toBe(false);
  }
});

test("[G20] on a damaged model both say the same, and each answers for some", () => {
  const text = modelText(officeLanguage(), municipality(4, 2), "json");
  const pieces = fc.constantFrom(...'{ } [ ] , : - null 0 0.5 " \\ "" " : " } ,'.split(" "), "");
  let taken = 0;
  let cases = 0;
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(12), pieces, fc.nat(3), (at, length, piece, kind) => {
      // Blanks grown or lost change nothing, so some texts stay whole.
      const blank = text.indexOf("\n", at);
      const changed =
        kind === 0 && blank > 0
          ? `${text.slice(0, blank)}${" ".repeat(length)}${text.slice(blank)}`
          : text.slice(0, at) + piece + text.slice(at + length);
      cases += 1;
      if (isTaken(changed)) taken += 1;
      expect(said(readModel({ file: "m.json", text: changed }))).toEqual(byTree(changed));
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(taken).toBeGreaterThan(cases / 10);
  expect(taken).toBeLessThan((cases * 9) / 10);
});

test("[G21] stretches are told apart by their characters, and colliding ones are counted", () => {
  const text = Array.from({ length: 2000 }, (_, at) => String(at % 1500)).join(" ");
  const table = newSpanTable(text);
  const numbers = new Map<string, number>();
  for (const { 0: word, index } of text.matchAll(/\d+/g)) {
    const known = numbers.get(word) ?? -1;
    expect(findSpan(table, [index, index + word.length])).toBe(known);
    const number = addSpan(table, [index, index + word.length]);
    if (known < 0) numbers.set(word, numbers.size);
    expect(number).toBe(numbers.get(word));
  }
  expect(table.starts.length).toBe(1500);
  expect(table.collisions).toBeLessThan(20_000);
  const ids = (count: number, fits: (id: string) => boolean): string => {
    const found: string[] = [];
    for (let id = 0; found.length < count; id += 1) if (fits(String(id))) found.push(String(id));
    const entries = found.map((id) => `"${id}": {"name": "${id}", "type": "A"}`);
    return `{"assets": {${entries.join(",")}}}`;
  };
  const colliding = ids(150, (id) => (hashOf(id, 0, id.length) & 1023) === 7);
  expect(isTaken(ids(150, () => true))).toBe(true);
  expect(isTaken(colliding)).toBe(false);
  expect(readModel({ file: "m.json", text: colliding }).ok).toBe(true);
});

test("[G22] a key given twice is found once, also among many and in YAML", () => {
  const many = Array.from({ length: 2_000 }, (_, at) => `  ${at}: {name: n${at}, type: A}`);
  const read = (lines: readonly string[]): ReturnType<typeof readModel> =>
    readModel({ file: "m.yml", text: ["assets:", ...lines].join("\n") });
  expect(read(many).ok).toBe(true);
  const twice = read([...many.slice(0, 3), "  1: {name: x, type: A}"]);
  expect(twice.ok).toBe(false);
  expect(twice.problems).toEqual([
    {
      code: "mal/document-duplicate",
      severity: "error",
      at: { file: "m.yml", place: "5:3" },
      args: { member: "1" },
    },
  ]);
});
