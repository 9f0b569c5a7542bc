/** Fuzzes every reader: fixtures with bytes and tokens changed, moved, repeated and cut. */
import { lookAtTables, read } from "../src/index.ts";
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
  for (let edits = next(8); edits >= 0; edits -= 1) {
    const at = next(text.length + 1);
    const end = at + next(40);
    const piece = text.slice(at, end);
    const way = next(5);
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

/** Reads changed fixtures for so many seconds; fails where a reading throws or differs twice. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const files = (["sharphound", "register"] as const)
    .flatMap((folder) =>
      fixtureNames(folder).map((name) => ({ name, bytes: fixture(`${folder}/${name}`) })),
    )
    .concat(
      [
        ...machineFiles,
        ["ad.json", collected()] as const,
        ["entra.json", collectedCloud()] as const,
        ["statements.json", stated] as const,
      ].map(([name, content]) => ({
        name,
        bytes: new Uint8Array(Buffer.from(content)),
      })),
    )
    .concat(
      tableFiles.map(([name, , content]) => ({
        name,
        bytes: new Uint8Array(Buffer.from(content)),
      })),
    )
    .concat({ name: "register.xlsx", bytes: zipOf(storedRegister) });
  const next = numbersOf(seed);
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const file = files[next(files.length)];
    if (file === undefined) continue;
    const input = inputOf(file.name, mutate(file.bytes, next));
    try {
      const [first, second] = [read(input), read(input)];
      if (JSON.stringify(first) !== JSON.stringify(second))
        failures.push(`case ${cases} of seed ${seed}: ${file.name} reads differently twice`);
      const [look, again] = [lookAtTables(input), lookAtTables(input)];
      if (JSON.stringify(look) !== JSON.stringify(again))
        failures.push(`case ${cases} of seed ${seed}: ${file.name} looks differently twice`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${file.name}: ${String(error)}`);
    }
  }
  return { name: "readers", cases, failures };
}
