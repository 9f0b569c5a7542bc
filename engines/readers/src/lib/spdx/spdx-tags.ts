/** Reads bills of materials in SPDX 2.2 and 2.3 as `Tag: value` lines. */
import { refused, withinLimits } from "../gathering.ts";
import { type Listed, sayListed } from "../inventory/listed.ts";
import { beginFile, endFile, identifierOf } from "../machine-reading.ts";
import { openText } from "../opening/texts.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { assertedText, supplierOf } from "./spdx.ts";

type Draft = { -readonly [K in keyof Listed]: K extends "cpes" ? string[] : Listed[K] };

function draftOf(name: string, place: string): Draft {
  return { name, version: "", vendor: "", purl: "", cpes: [], source: "", place };
}

const lineForm = /^([A-Za-z]{1,40}):[ \t]{0,9}(.{0,4000})$/;

/** Puts one line into the package it belongs to. */
function fill(draft: Draft, tag: string, value: string): void {
  if (tag === "PackageVersion") draft.version = assertedText(value);
  if (tag === "PackageSupplier") draft.vendor = supplierOf(value);
  if (tag !== "ExternalRef") return;
  const [, type = "", locator = ""] = value.trim().split(/[ \t]+/);
  if (type === "purl" && draft.purl === "") draft.purl = locator;
  if (/^cpe2[23]Type$/.test(type)) draft.cpes.push(locator);
}

/** The packages of a text, in order. What stands below a file or a snippet is of no package. */
function draftsOf(text: string): readonly Listed[] {
  const drafts: Draft[] = [];
  let draft: Draft | null = null;
  let isInside = false;
  for (const [index, line] of text.split("\n").entries()) {
    // A text over several lines may say anything, also what looks like a tag.
    if (line.includes("<text>")) isInside = true;
    const [, tag = "", value = ""] = isInside ? [] : (lineForm.exec(line.trimEnd()) ?? []);
    if (line.includes("</text>")) isInside = false;
    if (tag === "PackageName") {
      draft = draftOf(assertedText(value), `${index + 1}:1`);
      drafts.push(draft);
    } else if (tag === "FileName" || tag === "SnippetSPDXID") draft = null;
    else if (draft !== null && tag !== "") fill(draft, tag, value);
  }
  return drafts;
}

/** Reads a file as SPDX in tags, whatever it looks like. Linear in its size. */
export function readSpdxTags(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const head = text.slice(0, 65_536);
    const [, version = ""] = /^SPDXVersion:[ \t]{0,9}(\S{1,20})/m.exec(head) ?? [];
    const found = identifierOf(version);
    if (version !== "SPDX-2.2" && version !== "SPDX-2.3")
      return refused(input, "readers/unsupported-version", { found, supported: 3 });
    const [, made = ""] = /^Created:[ \t]{0,9}(\S{1,40})/m.exec(head) ?? [];
    const file = beginFile(input, { reader: "spdx", made, report: "configuration", decodedAs });
    file.into.work += input.bytes.length + text.length;
    for (const listed of draftsOf(text)) sayListed(file, listed);
    return endFile(file);
  });
}
