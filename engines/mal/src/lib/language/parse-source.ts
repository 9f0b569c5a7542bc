/**
 * One file: defines, includes, categories with assets, and associations. Goes on after problems.
 */
import type { Cursor } from "./cursor.ts";
import { accept, expect, expectWord, isWord, parseMeta, peek, startCursor } from "./cursor.ts";
import { take, unexpected } from "./cursor.ts";
import { lex } from "./lex.ts";
import { parseAssociations } from "./parse-associations.ts";
import { reportUnusedComments } from "./parse-detector.ts";
import { parseExpression } from "./parse-expression.ts";
import { isStepStart, parseStep } from "./parse-step.ts";
import type { Reporter } from "./problems.ts";
import type { AssetSyntax, CategorySyntax, SourceItem, StepSyntax } from "./syntax.ts";
import type { VariableSyntax, Word } from "./syntax.ts";

/** Whether something begins here that can only stand outside of categories. */
function isTopStart(cursor: Cursor): boolean {
  const next = peek(cursor, 1).kind;
  if (peek(cursor).kind === "#") return next === "name" && peek(cursor, 2).kind === ":";
  if (isWord(cursor, "category")) return next === "name";
  if (isWord(cursor, "associations")) return next === "{";
  return isWord(cursor, "include") && next === "string";
}

function isAssetStart(cursor: Cursor): boolean {
  if (isWord(cursor, "abstract")) return isWord(cursor, "asset", 1);
  return isWord(cursor, "asset") && peek(cursor, 1).kind === "name";
}

function isVariableStart(cursor: Cursor): boolean {
  return isWord(cursor, "let") && (peek(cursor).isFirst || peek(cursor, 1).kind === "name");
}

/** Whether the first token of a line begins something outside of the asset being read. */
function leavesAsset(cursor: Cursor): boolean {
  if (peek(cursor).kind === "end") return true;
  return peek(cursor).isFirst && (isTopStart(cursor) || isAssetStart(cursor));
}

/** After a problem in a member: to the next member, the end of the asset, or what lies outside. */
function skipMember(cursor: Cursor): void {
  for (let open = 0; !leavesAsset(cursor); take(cursor)) {
    const { kind } = peek(cursor);
    if (kind === "{") open += 1;
    else if (kind === "}" && open === 0) return;
    else if (kind === "}") open -= 1;
    else if (isStepStart(cursor) || isVariableStart(cursor)) return;
  }
}

function parseVariable(cursor: Cursor): VariableSyntax | null {
  take(cursor);
  const name = expectWord(cursor, "name");
  if (name === null || expect(cursor, "=") === null) return null;
  const expression = parseExpression(cursor);
  return expression === null ? null : { name, expression };
}

type Members = Pick<AssetSyntax, "variables" | "steps">;

/** The members up to the closing brace, which is left to be read. */
function parseMembers(cursor: Cursor): Members {
  const variables: VariableSyntax[] = [];
  const steps: StepSyntax[] = [];
  while (!leavesAsset(cursor) && peek(cursor).kind !== "}") {
    let read: StepSyntax | VariableSyntax | null;
    if (isStepStart(cursor)) {
      const step = parseStep(cursor);
      if (step !== null) steps.push(step);
      read = step;
    } else if (isWord(cursor, "let")) {
      const variable = parseVariable(cursor);
      if (variable !== null) variables.push(variable);
      read = variable;
    } else {
      read = unexpected(cursor, "member");
      // What cannot begin a member is passed over, or reading would stand still.
      if (peek(cursor).kind === "name") take(cursor);
    }
    if (read === null) skipMember(cursor);
  }
  return { variables, steps };
}

function parseAsset(cursor: Cursor): AssetSyntax | null {
  const isAbstract = isWord(cursor, "abstract");
  if (isAbstract) take(cursor);
  take(cursor);
  const name = expectWord(cursor, "name");
  if (name === null) return null;
  let parent: Word | null = null;
  if (isWord(cursor, "extends")) {
    take(cursor);
    parent = expectWord(cursor, "name");
    if (parent === null) return null;
  }
  const meta = parseMeta(cursor);
  if (meta === null || expect(cursor, "{") === null) return null;
  const members = parseMembers(cursor);
  expect(cursor, "}");
  return { name, isAbstract, parent, meta, ...members };
}

/** After a problem outside of members: to the next asset or top-level item, or past this block. */
function skipAsset(cursor: Cursor): void {
  for (let open = 0; !leavesAsset(cursor); take(cursor)) {
    const { kind } = peek(cursor);
    if (kind === "{") open += 1;
    else if (kind === "}") {
      if (open === 0) return;
      open -= 1;
      if (open === 0) {
        take(cursor);
        return;
      }
    }
  }
}

function parseCategory(cursor: Cursor): CategorySyntax | null {
  take(cursor);
  const name = expectWord(cursor, "name");
  const meta = name === null ? null : parseMeta(cursor);
  if (name === null || meta === null || expect(cursor, "{") === null) return null;
  const assets: AssetSyntax[] = [];
  while (peek(cursor).kind !== "}" && peek(cursor).kind !== "end" && !isTopStart(cursor)) {
    const start = cursor.position;
    const hasAsset = isWord(cursor, "asset") || isAssetStart(cursor);
    const asset = hasAsset ? parseAsset(cursor) : unexpected(cursor, "asset");
    if (asset !== null) assets.push(asset);
    else {
      if (cursor.position === start) take(cursor);
      skipAsset(cursor);
    }
  }
  expect(cursor, "}");
  return { name, meta, assets };
}

function parseDefine(cursor: Cursor): SourceItem | null {
  take(cursor);
  const key = expectWord(cursor, "name");
  if (key === null || expect(cursor, ":") === null) return null;
  const value = expectWord(cursor, "string");
  return value === null ? null : { kind: "define", define: { key, value: value.text } };
}

function parseInclude(cursor: Cursor): SourceItem | null {
  take(cursor);
  const path = expectWord(cursor, "string");
  return path === null ? null : { kind: "include", path };
}

function parseItem(cursor: Cursor): SourceItem | null {
  if (peek(cursor).kind === "#") return parseDefine(cursor);
  if (isWord(cursor, "include")) return parseInclude(cursor);
  if (isWord(cursor, "associations"))
    return { kind: "associations", associations: parseAssociations(cursor) };
  if (!isWord(cursor, "category")) return unexpected(cursor, "declaration");
  const category = parseCategory(cursor);
  return category === null ? null : { kind: "category", category };
}

function skipItem(cursor: Cursor): void {
  while (peek(cursor).kind !== "end" && !isTopStart(cursor)) {
    // A stray asset would give one problem for each of its members.
    if (accept(cursor, "{")) skipBlock(cursor);
    else take(cursor);
  }
}

function skipBlock(cursor: Cursor): void {
  for (let open = 1; open > 0 && peek(cursor).kind !== "end";) {
    if (peek(cursor).isFirst && isTopStart(cursor)) return;
    const { kind } = take(cursor);
    if (kind === "{") open += 1;
    else if (kind === "}") open -= 1;
  }
}

/** Reads a file's text. Never throws; linear. Every problem has its line and column. */
export function parseSource(file: string, text: string, reporter: Reporter): readonly SourceItem[] {
  const cursor = startCursor(file, lex(file, text, reporter), reporter);
  const items: SourceItem[] = [];
  while (peek(cursor).kind !== "end") {
    const start = cursor.position;
    const item = parseItem(cursor);
    if (item !== null) items.push(item);
    else {
      if (cursor.position === start) take(cursor);
      skipItem(cursor);
    }
  }
  reportUnusedComments(cursor, Number.POSITIVE_INFINITY);
  return items;
}
