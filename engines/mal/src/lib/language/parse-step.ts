/** One step of an asset: kind, mode, name, tags, risk, time, metadata, detectors, `<-`, `->`. */
import type { Cursor } from "./cursor.ts";
import { accept, expect, expectWord, here, isMetaStart, isWord, parseMeta } from "./cursor.ts";
import { peek, take, unexpected } from "./cursor.ts";
import type { TokenKind } from "./lex.ts";
import { parseDetectors } from "./parse-detector.ts";
import { parseExpressionList } from "./parse-expression.ts";
import { parseTime } from "./parse-time.ts";
import { refuseInToolbox, reportError } from "./problems.ts";
import type { ReachesSyntax, Risk, StepKind, StepMode, StepSyntax, TimeSyntax } from "./syntax.ts";

const kinds: ReadonlyMap<TokenKind, StepKind> = new Map([
  ["|", "or"],
  ["&", "and"],
  ["#", "defence"],
  ["!E", "notExist"],
]);

/** Whether a step begins here. `E` is a kind only before a name, so that it may also be a name. */
export function isStepStart(cursor: Cursor): boolean {
  if (kinds.has(peek(cursor).kind)) return true;
  const next = peek(cursor, 1).kind;
  return isWord(cursor, "E") && (next === "name" || next === "!");
}

function parseKind(cursor: Cursor): StepKind {
  const at = here(cursor);
  const kind = kinds.get(take(cursor).kind);
  if (kind !== undefined) return kind;
  if (!accept(cursor, "!")) return "exist";
  reportError(cursor.reporter, at, "mal/not-exist-spelling", {});
  return "notExist";
}

/** A mode is a mode only where a name follows that does not begin something else. */
function parseMode(cursor: Cursor): StepMode | null {
  const mode = isWord(cursor, "action") ? "action" : isWord(cursor, "effect") ? "effect" : null;
  if (mode === null || peek(cursor, 1).kind !== "name" || isMetaStart(cursor, 1)) return null;
  if (isWord(cursor, "let", 1) && peek(cursor, 3).kind === "=") return null;
  const isNextStep = isWord(cursor, "E", 1) && peek(cursor, 2).kind === "name";
  if (isNextStep && !isMetaStart(cursor, 2)) return null;
  take(cursor);
  return mode;
}

function parseTags(cursor: Cursor): readonly string[] | null {
  const tags: string[] = [];
  while (accept(cursor, "@")) {
    const tag = expectWord(cursor, "name");
    if (tag === null) return null;
    tags.push(tag.text);
  }
  return tags;
}

function parseRisk(cursor: Cursor): readonly Risk[] | null {
  const risks: Risk[] = [];
  const at = here(cursor);
  const { line } = take(cursor);
  if (accept(cursor, "}")) {
    refuseInToolbox(cursor.reporter, at, "{}");
    return risks;
  }
  do {
    const { kind, text } = peek(cursor);
    if (kind !== "name" || (text !== "C" && text !== "I" && text !== "A")) {
      unexpected(cursor, "risk");
      // Its closing brace would otherwise be taken for the asset's.
      while (peek(cursor).line === line && peek(cursor).kind !== "end")
        if (take(cursor).kind === "}") break;
      return null;
    }
    take(cursor);
    risks.push(text);
  } while (accept(cursor, ","));
  return expect(cursor, "}") === null ? null : risks;
}

function parseReaches(cursor: Cursor): ReachesSyntax | null {
  const at = here(cursor);
  const mode = take(cursor).kind === "+>" ? "extend" : "replace";
  const expressions = parseExpressionList(cursor);
  return expressions === null ? null : { mode, expressions, at };
}

type Head = Pick<StepSyntax, "tags" | "risk" | "time">;

function parseHead(cursor: Cursor): Head | null {
  const tags = parseTags(cursor);
  if (tags === null) return null;
  let risk: readonly Risk[] | null = null;
  if (peek(cursor).kind === "{") {
    risk = parseRisk(cursor);
    if (risk === null) return null;
  }
  let time: TimeSyntax | null = null;
  if (peek(cursor).kind === "[") {
    time = parseTime(cursor);
    if (time === null) return null;
  }
  return { tags, risk, time };
}

type Tail = Pick<StepSyntax, "requires" | "reaches">;

function parseTail(cursor: Cursor): Tail | null {
  let requires: StepSyntax["requires"] = null;
  if (accept(cursor, "<-")) {
    requires = parseExpressionList(cursor);
    if (requires === null) return null;
  }
  let reaches: ReachesSyntax | null = null;
  if (peek(cursor).kind === "->" || peek(cursor).kind === "+>") {
    reaches = parseReaches(cursor);
    if (reaches === null) return null;
  }
  return { requires, reaches };
}

/** Reads a step, the order of its parts being fixed; null after a problem. */
export function parseStep(cursor: Cursor): StepSyntax | null {
  const kind = parseKind(cursor);
  const mode = parseMode(cursor);
  const name = expectWord(cursor, "name");
  if (name === null) return null;
  const head = parseHead(cursor);
  if (head === null) return null;
  const meta = parseMeta(cursor);
  if (meta === null) return null;
  const detectors = parseDetectors(cursor);
  if (detectors === null) return null;
  const tail = parseTail(cursor);
  return tail === null ? null : { kind, mode, name, ...head, meta, detectors, ...tail };
}
