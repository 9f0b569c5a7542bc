/** The parts of a workbook beside its sheets (ECMA-376 part 1 §18): texts, formats, the list. */
import { decodeUtf16, decodeUtf8, foundUtf16 } from "../decode.ts";
import { attributeOf, childOf, childrenOf, isInside } from "../xml/looking.ts";
import { parseXml } from "../xml/xml.ts";
import type { OnElement, XmlElement, XmlLimits } from "../xml/xml.ts";
import { numberForm } from "./number-format.ts";
import type { NumberForm } from "./number-format.ts";
import type { Zip, ZipFault } from "./zip.ts";

/** Why a part cannot be read; `bad` where it is no XML, or XML with forbidden things in it. */
export type PartFault = ZipFault | "bad" | "depth" | "columns";

/**
 * Elements that are kept in one: a row has half as many cells at most, and a text no more signs
 * that could each be a run. Four bytes of a part, packed to nearly none, are hundreds in memory.
 */
const mostInside = 32_768;

/** Walks the elements of a part as they close; null where there is no such part. */
export function walkPart(
  zip: Zip,
  name: string,
  [limits, onElement]: readonly [XmlLimits, OnElement],
): XmlElement | PartFault | null {
  const bytes = zip.member(name);
  if (bytes === null || typeof bytes === "string") return bytes;
  const utf16 = foundUtf16(bytes);
  const decoded = utf16 === null ? decodeUtf8(bytes) : null;
  if (decoded?.ok === false) return "bad";
  const text = utf16 === null ? (decoded?.text ?? "") : decodeUtf16(bytes, utf16);
  let isOverfull = false;
  const parsed = parseXml(text, { ...limits, keepsSpace: true }, (element) => {
    if (!onElement(element)) return false;
    const isRoom = (element.parent?.children.length ?? 0) < mostInside;
    if (!isRoom) isOverfull = true;
    return isRoom;
  });
  if (isOverfull) return "bad";
  if (!("fault" in parsed)) return parsed;
  return parsed.fault === "depth" || parsed.fault === "columns" ? parsed.fault : "bad";
}

/** What the escape `_x000D_` stands for (ECMA-376 part 1 §22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/** The text of a rich string: its own and that of its runs, without readings of signs. */
export function richText(element: XmlElement): string {
  const runs = element.children.flatMap((one) => {
    if (one.name === "t") return [one.text];
    return one.name === "r" ? [childOf(one, "t")?.text ?? ""] : [];
  });
  return unescaped(runs.join(""));
}

/** The shared texts, in order. */
export function readTexts(zip: Zip, limits: XmlLimits): readonly string[] | PartFault {
  const texts: string[] = [];
  const walked = walkPart(zip, "xl/sharedStrings.xml", [
    limits,
    (element) => {
      if (element.name !== "si") return true;
      texts.push(richText(element));
      return false;
    },
  ]);
  return typeof walked === "string" ? walked : texts;
}

/** What each cell style makes of a number, in order. */
export function readForms(zip: Zip, limits: XmlLimits): readonly NumberForm[] | PartFault {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  const walked = walkPart(zip, "xl/styles.xml", [
    limits,
    (element) => {
      if (element.name === "numFmt")
        codes.set(Number(attributeOf(element, "numFmtId")), attributeOf(element, "formatCode"));
      if (element.name === "xf" && isInside(element, "cellXfs"))
        ids.push(Number(attributeOf(element, "numFmtId")));
      return false;
    },
  ]);
  return typeof walked === "string" ? walked : ids.map((id) => numberForm(id, codes.get(id)));
}

/** A sheet as the workbook lists it. */
export type ListedSheet = {
  readonly name: string;
  readonly isHidden: boolean;
  /** Its part; empty where the workbook does not say. */
  readonly part: string;
};

/** The sheets of a workbook, and which day its dates are counted from. */
export type Listing = { readonly sheets: readonly ListedSheet[]; readonly is1904: boolean };

function partOf(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
}

/** Reads the list of sheets; null where the archive is no workbook. */
export function readListing(zip: Zip, limits: XmlLimits): Listing | PartFault | null {
  const needed = new Set(["Relationship", "sheet", "sheets", "workbookPr"]);
  const keep = ({ name }: XmlElement): boolean => needed.has(name);
  const relations = walkPart(zip, "xl/_rels/workbook.xml.rels", [limits, keep]);
  const workbook = walkPart(zip, "xl/workbook.xml", [limits, keep]);
  if (typeof workbook === "string" || workbook === null) return workbook;
  if (typeof relations === "string") return relations;
  const targets = new Map(
    childrenOf(relations, "Relationship").map((one) => [
      attributeOf(one, "Id"),
      partOf(attributeOf(one, "Target")),
    ]),
  );
  const sheets = childrenOf(childOf(workbook, "sheets"), "sheet").map((one): ListedSheet => {
    const id = [...one.attributes].find(([name]) => /^[\w.-]+:id$/.test(name))?.[1] ?? "";
    return {
      name: attributeOf(one, "name"),
      isHidden: ["hidden", "veryHidden"].includes(attributeOf(one, "state")),
      part: targets.get(id) ?? "",
    };
  });
  const is1904 = /^(?:1|true)$/.test(attributeOf(childOf(workbook, "workbookPr"), "date1904"));
  return { sheets, is1904 };
}
