/** Fuzzes every reader: fixtures with bytes and tokens changed, moved, repeated and cut. */
import { lookAtTables, read } from "../src/index.ts";
import type { ReaderInput } from "../src/index.ts";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { collectedCloud } from "./collected-cloud.ts";
import { collected } from "./collected-domain.ts";
import { fixture, fixtureNames, inputOf } from "./file.ts";
import { machineFiles } from "./machine-files.ts";
import { tableFiles } from "./table-files.ts";
import { workbookMembers, zipOf } from "./workbook-file.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const tokens: readonly string[] = [
  ...'{ } [ ] , : ; " "" \\ \\u0000 null true -1 1e999 __proto__ Aces Members'.split(" "),
  "\n",
  "\r",
  "\t",
  "\0",
  "\u00c3",
  "\u00e5",
  "121212-1212",
  "S-1-5-32-544",
  "=1+1",
];

/** A workbook that is not packed, so that a change inside is more than a wrong sum. */
const storedRegister = workbookMembers([
  {
    name: "Blad1",
    rows: [
      ["id", "namn", "drift"],
      ["S1", { runs: ["E", "tt"] }, { date: 1 }],
    ],
  },
]).map((one) => ({ ...one, stored: true }));

/** A stream of whole numbers from a seed. */
function numbersOf(seed: number): (below: number) => number {
  const key = seeded(drawKey("readers"), String(seed));
  let count = 0;
  return (below) => {
    count += 1;
    return block(key, count, 0).high % below;
  };
}

function mutate(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  let text = Buffer.from(bytes).toString("latin1");
  // One change alone, or a cut behind others, would soon give the same file again.
  for (let edits = 2 + next(7); edits > 0; edits -= 1) {
    const at = next(text.length + 1);
    const end = at + next(40);
    const piece = text.slice(at, end);
    const way = next(40) === 0 ? 0 : 1 + next(4);
    if (way === 0) text = text.slice(0, at);
    else if (way === 1) text = text.slice(0, at) + piece + text.slice(at);
    else if (way === 2) text = text.slice(0, at) + text.slice(end);
    else if (way === 3)
      text = text.slice(0, at) + String.fromCharCode(next(256)) + text.slice(at + 1);
    else text = text.slice(0, at) + (tokens[next(tokens.length)] ?? "") + text.slice(at);
  }
  return Buffer.from(text, "latin1");
}

const stated = JSON.stringify({
  vallgravStatements: 1,
  statedAt: "2026-02-01T09:00:00Z",
  statements: [
    {
      about: { kind: "computer", claims: [{ space: "host", value: "pc1" }] },
      sameAs: { kind: "computer", claims: [{ space: "serial", value: "X1", within: "a" }] },
      holds: null,
    },
    {
      about: { kind: "system", claims: [{ space: "register", value: "V1" }] },
      trust: "name",
      source: "system-register",
    },
    {
      about: { kind: "system", claims: [{ space: "register", value: "V1" }] },
      relation: "depends-on",
      to: { kind: "system", claims: [{ space: "register", value: "V2" }] },
    },
    {
      about: { kind: "system", claims: [{ space: "register", value: "V1" }] },
      property: "asked/note",
      value: ["a", "b"],
    },
  ],
});

/** A file of the fuzzer. */
type File = { readonly name: string; readonly bytes: Uint8Array };

/** Of every list one element, the one at `at`: a small file of the same form. */
function oneOfEach(value: unknown, at: number): unknown {
  if (Array.isArray(value))
    return value.length === 0 ? [] : [oneOfEach(value[at % value.length], at)];
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, oneOfEach(held, at)]));
}

const fileOf = (name: string, content: string): File => ({
  name,
  bytes: new Uint8Array(Buffer.from(content)),
});

/** Longest file of those that most cases begin with. */
const smallBytes = 1_000;
/** Small files that are made of one large. */
const madeOfLarge = 4;

/** Files of every form: small ones, of which large ones are cut down, and the large ones whole. */
function filesOf(): { readonly small: readonly File[]; readonly large: readonly File[] } {
  const all = (["sharphound", "register"] as const)
    .flatMap((folder) =>
      fixtureNames(folder).map((name): File => ({ name, bytes: fixture(`${folder}/${name}`) })),
    )
    .concat(
      [
        ...machineFiles,
        ["ad.json", collected()] as const,
        ["entra.json", collectedCloud()] as const,
        ["statements.json", stated] as const,
      ].map(([name, content]) => fileOf(name, content)),
      tableFiles.map(([name, , content]) => fileOf(name, content)),
      { name: "register.xlsx", bytes: zipOf(storedRegister) },
    );
  const large = all.filter(({ bytes }) => bytes.length > smallBytes);
  const cutDown = large.flatMap(({ name, bytes }) => {
    if (!name.endsWith(".json")) return [];
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    return Array.from({ length: madeOfLarge }, (_, at) =>
      fileOf(name, JSON.stringify(oneOfEach(value, at))),
    );
  });
  return { small: all.filter((one) => !large.includes(one)).concat(cutDown), large };
}

/** One case in so many begins with a large file. */
const largeEvery = 32;
/** One case in so many is looked at for its tables too, as somebody does who is to explain them. */
const lookEvery = 2;
/** One case in so many is read and looked at twice: costs as much again, and seldom tells. */
const twiceEvery = 8;

/** What is wrong with how a file is read, or null. */
function faultOf(input: ReaderInput, next: (below: number) => number): string | null {
  const reading = read(input);
  const isTwice = next(twiceEvery) === 0;
  const look = isTwice || next(lookEvery) === 0 ? lookAtTables(input) : null;
  if (!isTwice) return null;
  if (JSON.stringify(reading) !== JSON.stringify(read(input))) return "reads differently twice";
  const again = lookAtTables(input);
  return JSON.stringify(look) === JSON.stringify(again) ? null : "looks differently twice";
}

/** Reads changed files for so many seconds; fails where a reading throws or differs twice. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const { small, large } = filesOf();
  const next = numbersOf(seed);
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const files = next(largeEvery) === 0 ? large : small;
    const file = files[next(files.length)];
    if (file === undefined) throw new RangeError("no files to begin with");
    const input = inputOf(file.name, mutate(file.bytes, next));
    try {
      const fault = faultOf(input, next);
      if (fault !== null) failures.push(`case ${cases} of seed ${seed}: ${file.name} ${fault}`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${file.name}: ${String(error)}`);
    }
  }
  return { name: "readers", cases, failures };
}
