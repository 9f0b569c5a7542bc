/** From the bytes of an XML file to its elements, or the reading that refuses it. */
import { decodeWindows1252, foundUtf16 } from "../decode.ts";
import { limitsOf, refused } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { lineAndColumn } from "../json-scan.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { parseXml } from "../xml/xml.ts";
import type { OnElement, XmlElement } from "../xml/xml.ts";
import { openText } from "./texts.ts";
import type { OpenedText } from "./texts.ts";

/** Bytes in which the declaration must stand. */
const declarationBytes = 256;

/** The encoding that an XML declaration names; empty where there is none (XML 1.0 §4.3.3). */
function declaredEncoding(bytes: Uint8Array): string {
  if (foundUtf16(bytes) !== null) return "";
  const head = decodeWindows1252(bytes.subarray(0, declarationBytes));
  const [, , encoding = ""] =
    /^[^<]{0,3}<\?xml[^>]{0,120}?\sencoding\s*=\s*(["'])([\w.-]{1,40})\1/.exec(head) ?? [];
  return encoding;
}

/** The text of an XML file, by the encoding it declares. */
export function openXmlText(input: ReaderInput): OpenedText | Reading {
  return openText(input, declaredEncoding(input.bytes));
}

/**
 * Hands the elements of an opened text to `onElement` as they close. The root with what was kept of
 * it, or the reading that refuses the file.
 */
export function walkXml(into: Gathering, text: string, onElement: OnElement): XmlElement | Reading {
  const { input } = into;
  const limits = limitsOf(input);
  into.work += input.bytes.length + text.length;
  const parsed = parseXml(text, limits, (element) => {
    into.work += 1;
    return onElement(element);
  });
  if (!("fault" in parsed)) return parsed;
  const position = lineAndColumn(text, parsed.at);
  const place = `${position.line}:${position.column}`;
  const { fault } = parsed;
  if (fault === "depth" || fault === "columns")
    return refused(input, "readers/limit", { limit: fault, max: limits[fault] }, place);
  if (fault === "truncated") return refused(input, "readers/truncated-xml", position, place);
  if (fault === "bad") return refused(input, "readers/bad-xml", position, place);
  return refused(input, "readers/forbidden-xml", { what: fault }, place);
}
