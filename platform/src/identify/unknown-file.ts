/** Why a file that no reader knows was left out, as far as its bytes say it. */
import type { EvidenceId, Instant, Problem } from "@vallgrav/kernel";
import { lookAtTables } from "@vallgrav/readers";
import { inflate } from "./inflate.ts";

/** What a file can be that holds no list of ours. */
export type OtherKind =
  | "headings"
  | "old-office"
  | "pdf"
  | "picture"
  | "program"
  | "slides"
  | "word";

/** What files of a kind begin with, as Latin-1. */
const beginnings: readonly (readonly [string, OtherKind])[] = [
  ["%PDF-", "pdf"],
  ["\u00D0\u00CF\u0011\u00E0", "old-office"],
  ["{\\rtf", "word"],
  ["\u0089PNG", "picture"],
  ["\u00FF\u00D8\u00FF", "picture"],
  ["GIF8", "picture"],
  ["MZ", "program"],
  ["\u007FELF", "program"],
];

/** Parts that stand in the directory of an office document's archive, which is at its end. */
const parts: readonly (readonly [string, OtherKind])[] = [
  ["word/document.xml", "word"],
  ["ppt/presentation.xml", "slides"],
];

/** Bytes at the end of an archive in which its parts are looked for. */
const directoryBytes = 65_536;

/** Largest file that is looked into: no list that people keep is larger, and looking costs time. */
const mostLookedBytes = 16_777_216;

/** Bytes of a row of headings at most: what is longer is something else. */
const mostHeadingBytes = 4096;

/** Whether a text is one row of several short headings with nothing below it. */
function isOnlyHeadings(bytes: Uint8Array): boolean {
  if (bytes.length > mostHeadingBytes) return false;
  const rows = Buffer.from(bytes)
    .toString("latin1")
    .trim()
    .split(/[\r\n]+/u);
  const cells = (rows[0] ?? "").split(/[;\t]/u);
  return rows.length === 1 && cells.length > 1 && cells.every((cell) => cell.length < 100);
}

/** The kind of a file that is no list, null where its bytes do not say. */
function otherKindOf(bytes: Uint8Array): OtherKind | null {
  const latin1 = (from: number, to?: number): string =>
    Buffer.from(bytes.subarray(from, to)).toString("latin1");
  const start = latin1(0, 8);
  if (start.startsWith("PK")) {
    const end = latin1(Math.max(0, bytes.length - directoryBytes));
    return parts.find(([part]) => end.includes(part))?.[1] ?? null;
  }
  return beginnings.find(([beginning]) => start.startsWith(beginning))?.[1] ?? null;
}

/** A file nobody knows; times only because a reading asks for them. */
type UnknownFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly evidence: EvidenceId;
  readonly receivedAt: Instant;
};

/**
 * Warnings for a file that no reader knows: what is wrong with it, else what it is, else that it is
 * not known. Linear in the file, which is looked at as a table up to 16 MiB.
 */
export function whyUnknown(file: UnknownFile): readonly Problem[] {
  const at = { file: file.name, place: "" };
  const kind = otherKindOf(file.bytes);
  if (kind !== null)
    return [{ code: "identify/other-kind", severity: "warning", at, args: { kind } }];
  const look = file.bytes.length > mostLookedBytes ? null : lookAtTables({ ...file, inflate });
  if (look?.ok === false)
    return look.problems.map((problem) => ({ ...problem, severity: "warning" }));
  if (isOnlyHeadings(file.bytes))
    return [{ code: "identify/other-kind", severity: "warning", at, args: { kind: "headings" } }];
  return [{ code: "identify/unknown-format", severity: "warning", at, args: {} }];
}
