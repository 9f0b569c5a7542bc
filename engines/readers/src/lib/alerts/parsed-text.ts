/** JSON inside a text of a file. */
import type { Json } from "@vallgrav/kernel";
import { scanJson } from "../json-scan.ts";

/** The value of a text that is a list or an object; undefined where it is none. */
export function parsedText(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const refusal = scanJson(text, { depth: 32, stringLength: 65_536 });
  return refusal === null ? (JSON.parse(text) as Json) : undefined;
}
