/** From the bytes of a JSON file to its value, or the reading that refuses it. */
import type { Json } from "@vallgrav/kernel";
import { limitsOf, refused } from "../gathering.ts";
import { lineAndColumn, scanJson } from "../json-scan.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { openText } from "./texts.ts";
import type { OpenedText } from "./texts.ts";

/** What a file held. */
export type OpenedJson = {
  readonly value: Json;
  readonly decodedAs: OpenedText["decodedAs"];
  /** Bytes and characters looked at. */
  readonly work: number;
};

/** Parses a text; `from` is its offset in `whole`, by which places are told. */
export function parseJson(
  input: ReaderInput,
  text: string,
  [whole, from]: readonly [whole: string, from: number],
): { readonly value: Json } | Reading {
  const limits = limitsOf(input);
  const refusal = scanJson(text, limits);
  if (refusal === null) return { value: JSON.parse(text) as Json };
  const position = lineAndColumn(whole, from + refusal.at);
  const place = `${position.line}:${position.column}`;
  if (refusal.fault === "truncated")
    return refused(input, "readers/truncated-json", position, place);
  if (refusal.fault === "bad") return refused(input, "readers/bad-json", position, place);
  const { fault } = refusal;
  return refused(input, "readers/limit", { limit: fault, max: limits[fault] }, place);
}

/** Opens a file as one JSON value, UTF-8 or UTF-16. */
export function openJson(input: ReaderInput): OpenedJson | Reading {
  const opened = openText(input);
  if ("ok" in opened) return opened;
  const { text, decodedAs } = opened;
  const parsed = parseJson(input, text, [text, 0]);
  if ("ok" in parsed) return parsed;
  return { value: parsed.value, decodedAs, work: input.bytes.length + text.length };
}
