/**
 * Fuzzes workbooks: tables that are written as a workbook in one of the many ways there are, then
 * read as they stand, or with pieces of their parts or bytes of their archive changed. One that was
 * not changed says what the same table says as text.
 */
import { lookAtTables, read } from "../src/index.ts";
import type { Reading, ReaderLimits } from "../src/index.ts";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { inputOf } from "./file.ts";
import { type Member, workbookMembers, type WrittenCell, zipOf } from "./workbook-file.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};
type Next = (below: number) => number;

const headings = ["Id", "Systemnamn", "Systemägare", "Driftform", "Avtal till"];
const words = "Ekonomi Skolplattform Vård drift.example.se S01 intern moln Björk 8 ja nej".split(
  " ",
);
const pieces = [
  ...'< > / & " = <c <row <v> </v> </c> </row> <is> <t> <f/> <si> <sheet <![CDATA[ ]]>'.split(" "),
  ...'t="s" t="b" t="e" t="d" t="str" t="inlineStr" t="n" s="1" s="99" r="A1" r="ZZZ9"'.split(" "),
  ...'r="A0" r="1048577" &#0; &#x41; &amp; &lol; <!DOCTYPE <!-- --> <? ?> _x0000_ _x005F_'.split(
    " ",
  ),
  ...'<mergeCell ref="A1:E9"/> xl/ ../ / :id= __proto__ 1e308 -1 2958465 60 0.5 å \0'.split(" "),
  "\u{1f600}",
  "\u202e",
  'state="hidden"',
  'date1904="1"',
  "<cols/>",
  "<mergeCells>",
];
/** Octets of archives that mean much. */
const telling = [0, 1, 2, 3, 4, 5, 6, 8, 0x14, 0x4b, 0x50, 0x80, 0xff];

/** A short text that seldom comes twice. */
function textOf(next: Next): string {
  const word = words[next(words.length)] ?? "";
  return `${word} ${next(1_000_000)}`;
}

/** The same text, stored in one of the ways that a text has. */
function stored(text: string, next: Next): WrittenCell {
  const way = next(5);
  if (way === 0) return { inline: text };
  if (way === 1) return { runs: [text.slice(0, 3), text.slice(3)] };
  return way === 2 ? { formula: "A1", value: text } : text;
}

/** Cells of every other kind, which no table of texts has. */
function odd(next: Next): WrittenCell {
  const kinds: readonly WrittenCell[] = [
    null,
    next(1_000_000) / 8,
    next(2) === 0,
    { date: next(3_000_000) - 1_000 },
    { percent: next(10_000) / 10_000 },
    { formula: "NOW()", value: null },
    { error: "#REF!" },
  ];
  return kinds[next(kinds.length)] ?? null;
}

type Made = { readonly members: Member[]; readonly csv: string; readonly isPlain: boolean };

/** A workbook, and its first sheet as text. */
function made(next: Next): Made {
  const rows = Array.from({ length: 1 + next(2) }, () => headings.map(() => textOf(next)));
  const isPlain = next(2) === 0;
  const cells = rows.map((row) =>
    row.map((text) => (isPlain || next(3) > 0 ? stored(text, next) : odd(next))),
  );
  const others = [
    { name: "Dold", rows: [["x"]], state: "veryHidden" as const },
    { name: textOf(next), rows: [[textOf(next)]], merged: ["A1:B9"] },
  ];
  const merged = isPlain ? [] : [`A1:A${1 + next(9)}`, `B2:B${next(4)}`];
  const first = { name: "Blad1", rows: [headings, ...cells], merged };
  const sheets = [first, ...others.slice(0, Math.max(0, next(4) - 1))];
  const csv = [headings, ...rows].map((row) => row.join(";")).join("\n");
  return { members: workbookMembers(sheets, next(4) === 0), csv: `${csv}\n`, isPlain };
}

/** One part with pieces put in, cut and moved. */
function changedPart(members: readonly Member[], next: Next): Member[] {
  const chosen = next(members.length);
  return members.map((one, at) => {
    if (at !== chosen || typeof one.content !== "string") return one;
    let text = one.content;
    for (let edits = 1 + next(4); edits > 0; edits -= 1) {
      const from = next(text.length + 1);
      const end = from + next(30);
      const put = next(4) === 0 ? text.slice(from, end) : (pieces[next(pieces.length)] ?? "");
      text = text.slice(0, from) + put + text.slice(next(2) === 0 ? from : end);
    }
    return { ...one, content: text };
  });
}

/** The archive with octets changed or cut. */
function changedBytes(bytes: Uint8Array, next: Next): Uint8Array {
  const other = bytes.slice();
  for (let edits = 1 + next(4); edits > 0; edits -= 1) {
    // The table of contents stands last, and is where most is decided.
    const at = next(2) === 0 ? next(other.length) : other.length - 1 - next(400);
    if (at >= 0) other[at] = next(3) === 0 ? next(256) : (telling[next(telling.length)] ?? 0);
  }
  return next(16) === 0 ? other.subarray(0, next(other.length)) : other;
}

/** What a reading says, without where it stands and what is only remarked of workbooks. */
function saidBy(reading: Reading): string {
  if (!reading.ok) return JSON.stringify(reading.problems);
  const said = reading.observations.map(({ subject, says }) => [subject, says]);
  return JSON.stringify(said);
}

const few: readonly Partial<ReaderLimits>[] = [
  { rows: 2 },
  { columns: 3 },
  { cells: 9 },
  { unpackedBytes: 700 },
  { depth: 3 },
  { stringLength: 8 },
  { observations: 5 },
];

/** What is wrong with how one workbook is read, or null. */
function faultOf(next: Next): string | null {
  const { members, csv, isPlain } = made(next);
  const way = next(8);
  const parts = way < 4 ? changedPart(members, next) : members;
  const isPacked = next(40) === 0;
  const archive = zipOf(parts.map((one) => ({ ...one, stored: !isPacked })));
  const bytes = way === 4 || way === 5 ? changedBytes(archive, next) : archive;
  const limits = next(6) === 0 ? (few[next(few.length)] ?? {}) : {};
  const input = inputOf("r.xlsx", bytes, limits);
  const reading = read(input);
  if (next(12) === 0) lookAtTables(input);
  if (next(16) === 0 && JSON.stringify(reading) !== JSON.stringify(read(input)))
    return "reads differently twice";
  if (way > 5 && isPlain && Object.keys(limits).length === 0) {
    if (!reading.ok) return `refuses a good one: ${JSON.stringify(reading.problems)}`;
    if (saidBy(reading) !== saidBy(read(inputOf("r.csv", csv)))) return "says other than as text";
  }
  return null;
}

/** Reads for so many seconds; fails where something is thrown or reads other than it should. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("workbooks"), String(seed));
  let count = 0;
  const next: Next = (below) => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    try {
      const fault = faultOf(next);
      if (fault !== null) failures.push(`case ${cases} of seed ${seed}: ${fault}`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  }
  return { name: "workbooks", cases, failures };
}
