/** From the bytes of a collection's file to its header and its list of objects, or a refusal. */
import { msFromInstant, parseInstant } from "@vallgrav/kernel";
import type { Instant, Json } from "@vallgrav/kernel";
import { decodeUtf8, foundUtf16 } from "../decode.ts";
import { clipped, limitsOf, refused } from "../gathering.ts";
import { parseJson } from "../opening/json-file.ts";
import type { FoundEncoding, Reading, ReaderInput } from "../reading.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import { isSharphoundKind, kindInName, supportedVersion } from "./kinds.ts";
import type { SharphoundKind } from "./kinds.ts";

/** The parts of a file that was recognised as what it says it is. */
export type Envelope = {
  readonly kind: SharphoundKind;
  readonly declared: number | null;
  readonly data: readonly Json[];
  /** Bytes and characters looked at so far. */
  readonly work: number;
};

/**
 * When the collection was made: the fourteen digits a SharpHound file begins with, taken as UTC.
 * Never later than `receivedAt`, since local time east of Greenwich would lie in the future.
 */
export function collectionTime(name: string, receivedAt: Instant): Instant | null {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?!\d)/.exec(base);
  if (digits === null) return null;
  const [, year, month, day, hour, minute, second] = digits;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const instant = parseInstant(`${text}Z`);
  // Days such as 31 February are moved on by some engines: then it was no time at all.
  if (instant?.startsWith(text) !== true) return null;
  return msFromInstant(instant) > msFromInstant(receivedAt) ? receivedAt : instant;
}

function wrongEncoding(input: ReaderInput, found: FoundEncoding, byte: number): Reading {
  const args = { found, wanted: "utf-8", remedy: "save-as-utf-8" } as const;
  return refused(input, "readers/wrong-encoding", args, `byte ${byte}`);
}

/** The JSON value of the file, or the reading that refuses it. */
function parseFile(input: ReaderInput): { readonly value: Json; readonly units: number } | Reading {
  const utf16 = foundUtf16(input.bytes);
  if (utf16 !== null) return wrongEncoding(input, utf16, 0);
  const decoded = decodeUtf8(input.bytes);
  if (!decoded.ok) return wrongEncoding(input, "windows-1252", decoded.byte);
  const { text } = decoded;
  const parsed = parseJson(input, text, [text, 0]);
  return "ok" in parsed ? parsed : { value: parsed.value, units: text.length };
}

function otherKind(input: ReaderInput, found: string): Reading {
  const expected = kindInName(input.name) ?? "sharphound";
  return refused(input, "readers/other-kind", { expected, found: clipped(found) });
}

/** Checks header and size of the list. */
function envelopeOf(input: ReaderInput, value: Json, work: number): Envelope | Reading {
  const root = objectOf(value);
  const meta = root === null ? null : objectOf(member(root, "meta"));
  const data = root === null ? null : listOf(member(root, "data"));
  if (meta === null || data === null) return otherKind(input, "");
  const type = textOf(member(meta, "type"));
  const kind = type?.toLowerCase() ?? "";
  if (!isSharphoundKind(kind)) return otherKind(input, type ?? "");
  const promised = kindInName(input.name);
  if (promised !== null && promised !== kind) return otherKind(input, kind);
  const version = member(meta, "version");
  if (version !== supportedVersion) {
    const found = typeof version === "number" ? String(version) : clipped(textOf(version) ?? "");
    const args = { found, supported: supportedVersion };
    return refused(input, "readers/unsupported-version", args, "/meta/version");
  }
  const { rows } = limitsOf(input);
  if (data.length > rows)
    return refused(input, "readers/limit", { limit: "rows", max: rows }, "/data");
  const count = member(meta, "count");
  const isCount = typeof count === "number" && Number.isInteger(count) && count >= 0;
  return { kind, declared: isCount ? count : null, data, work };
}

/**
 * Whether a text looks like such a file: JSON that begins as an object and names what only these
 * files have, or JSON of a file whose name promises it.
 * @param text beginning and end of the file
 */
export function looksLikeSharphound(name: string, text: string): boolean {
  const first = text.trimStart().charAt(0);
  if (first !== "{" && first !== "[") return false;
  if (kindInName(name) !== null) return true;
  const holds = (word: string): boolean => text.includes(`"${word}"`);
  if (first !== "{" || !holds("data")) return false;
  return holds("ObjectIdentifier") || (holds("meta") && holds("methods") && holds("version"));
}

/** Opens a file: ceilings, encoding, form, kind and version, in this order. */
export function openEnvelope(input: ReaderInput): Envelope | Reading {
  const { bytes } = limitsOf(input);
  if (input.bytes.length > bytes)
    return refused(input, "readers/limit", { limit: "bytes", max: bytes });
  if (input.bytes.length === 0) return refused(input, "readers/empty-file", {});
  const parsed = parseFile(input);
  if ("ok" in parsed) return parsed;
  return envelopeOf(input, parsed.value, input.bytes.length + parsed.units);
}
