/**
 * Reads what the interface of Sundsvall's system register (open source, 2026) answers: systems, a
 * page or a list, dependencies between them, and suppliers. Each answer is a file of its own; they
 * find each other by the register's own identifiers. What people declare.
 */
import type { Claim, Json, Subject } from "@vallgrav/kernel";
import { observe, refused, report, withinLimits } from "../gathering.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { beginFile, count, declare, endFile, keptText, say, sayText } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { registerClaim, subjectNamed } from "../naming.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { organisationNumberIn } from "../supply/suppliers.ts";
import { slugOf } from "../table/cells.ts";
import { reportSecrets } from "../sharphound/secrets.ts";

function text(object: JsonObject, key: string): string {
  return textOf(member(object, key)) ?? "";
}

/** The claim by the identifier that the register's answers share. */
function innerClaim(kind: "supplier" | "system", id: string): Claim | null {
  return registerClaim(`sundsvall/${kind}`, id);
}

/** The claim by the id that people use; the same as in a register kept as a table. */
function outerClaim(id: string): Claim | null {
  const claim = registerClaim("x", id);
  return claim === null ? null : { space: "register", value: claim.value.slice(2) };
}

const hosting: Readonly<Record<string, string>> = {
  CLOUD: "cloud",
  INTERNAL: "internal",
  ON_PREMISE: "internal",
};

/** A class 0–4; null where there is none. */
function classIn(object: JsonObject, key: string): number | null {
  const value = member(object, key);
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 4
    ? value
    : null;
}

function readInformation(
  file: MachineFile,
  [system, place]: readonly [Subject, string],
  object: JsonObject,
): void {
  const [confidentiality, integrity] = [
    classIn(object, "konfidentialitet"),
    classIn(object, "riktighet"),
  ];
  const claim = registerClaim("information", text(object, "systemId"));
  const information = subjectNamed("information", [claim]);
  if (information === null || (confidentiality === null && integrity === null)) return;
  observe(file.into, place, information, { is: "present" });
  sayText(file, [information, `${place}/name`], ["name", text(object, "name")]);
  observe(file.into, place, system, { relation: "holds", to: information });
  say(file, [information, `${place}/konfidentialitet`], ["confidentiality", confidentiality]);
  say(file, [information, `${place}/riktighet`], ["integrity", integrity]);
}

function readSystem(file: MachineFile, object: JsonObject, place: string): void {
  const id = text(object, "systemId");
  const system = subjectNamed("system", [outerClaim(id), innerClaim("system", text(object, "id"))]);
  if (system === null || outerClaim(id) === null) {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-identifier" }, place]);
    return;
  }
  count(file, "systems", id);
  const status = text(object, "status");
  observe(file.into, place, system, { is: status === "RETIRED" ? "absent" : "present" });
  if (status === "RETIRED") return;
  sayText(file, [system, `${place}/name`], ["name", text(object, "name")]);
  if (/^[A-Z]{1,20}$/.test(status))
    say(file, [system, `${place}/status`], ["lifecycle", status.toLowerCase()]);
  const word = text(object, "hostingType");
  const where = Object.hasOwn(hosting, word) ? hosting[word] : undefined;
  say(file, [system, `${place}/hostingType`], ["hosting", where ?? null]);
  say(
    file,
    [system, `${place}/tillganglighet`],
    ["availability", classIn(object, "tillganglighet")],
  );
  readInformation(file, [system, place], object);
  const supplier = subjectNamed("supplier", [innerClaim("supplier", text(object, "supplierId"))]);
  if (supplier !== null)
    observe(file.into, `${place}/supplierId`, system, { relation: "supplied-by", to: supplier });
}

function readSupplier(file: MachineFile, object: JsonObject, place: string): void {
  const name = keptText(file, ["name", `${place}/name`], text(object, "name"));
  const slug = slugOf(name);
  const number = organisationNumberIn(text(object, "orgNumber"));
  const supplier = subjectNamed("supplier", [
    slug === "" ? null : registerClaim("supplier", slug),
    number === null ? null : registerClaim("organisation", number),
    innerClaim("supplier", text(object, "id")),
  ]);
  if (supplier === null || name === "") {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-identifier" }, place]);
    return;
  }
  count(file, "suppliers", slug);
  const isActive = member(object, "isActive") !== false;
  observe(file.into, place, supplier, { is: isActive ? "present" : "absent" });
  if (isActive) say(file, [supplier, `${place}/name`], ["name", name]);
}

/** Dependencies of one file, by the system that has them. */
type Dependencies = Map<string, { readonly system: Subject; readonly critical: Set<string> }>;

function readDependency(
  file: MachineFile,
  { object, place }: { readonly object: JsonObject; readonly place: string },
  all: Dependencies,
): void {
  const [from, to] = [text(object, "sourceSystemId"), text(object, "targetSystemId")];
  const system = subjectNamed("system", [innerClaim("system", from)]);
  const other = subjectNamed("system", [innerClaim("system", to)]);
  if (system === null || other === null) {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-identifier" }, place]);
    return;
  }
  count(file, "dependencies", `${from} ${to}`);
  observe(file.into, place, system, { relation: "depends-on", to: other });
  if (member(object, "isCritical") !== true) return;
  const known = all.get(from) ?? { system, critical: new Set() };
  known.critical.add(other.claims[0].value);
  all.set(from, known);
}

function readItem(file: MachineFile, value: Json, place: string, all: Dependencies): void {
  file.into.work += 1;
  const object = objectOf(value);
  if (object === null) {
    report(file.into, "warning", ["readers/object-skipped", { reason: "not-an-object" }, place]);
    return;
  }
  reportSecrets(file.into, object, place);
  const has = (key: string): boolean => member(object, key) !== undefined;
  if (has("sourceSystemId")) readDependency(file, { object, place }, all);
  else if (has("systemId") && has("name")) readSystem(file, object, place);
  else if (has("orgNumber")) readSupplier(file, object, place);
  else file.leftOut.set("?", (file.leftOut.get("?") ?? 0) + 1);
}

/** Whether a text looks like such an answer: by members that only these have. */
export function looksLikeSundsvall(text: string): boolean {
  if (!/^\uFEFF?\s{0,64}[[{]/.test(text)) return false;
  const holds = (...keys: readonly string[]): boolean =>
    keys.every((key) => text.includes(`"${key}"`));
  return (
    holds("systemId", "hostingType", "name") ||
    holds("sourceSystemId", "targetSystemId") ||
    holds("orgNumber", "isActive", "name")
  );
}

/** How many systems there are by the page's header; null where it says nothing. */
function totalOf(root: JsonObject | null): {
  readonly total: number | null;
  readonly isPart: boolean;
} {
  const meta = root === null ? null : objectOf(member(root, "_meta"));
  const total = meta === null ? undefined : member(meta, "totalRecords");
  const pages = meta === null ? undefined : member(meta, "totalPages");
  return {
    total: typeof total === "number" ? total : null,
    isPart: typeof pages === "number" && pages > 1,
  };
}

/** Reads a file as an answer of the register, whatever it looks like. Linear in its size. */
export function readSundsvall(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root: JsonObject | null = objectOf(opened.value);
    const inner = root === null ? null : listOf(member(root, "systems"));
    const list = listOf(opened.value) ?? inner;
    if (list === null)
      return refused(input, "readers/other-kind", { expected: "systems", found: "" });
    const file = beginFile(input, {
      reader: "sundsvall-register",
      made: "",
      report: "person",
      standing: "declared",
      decodedAs: opened.decodedAs,
    });
    file.into.work += opened.work;
    const { total, isPart } = totalOf(root);
    if (total !== null && !isPart) declare(file, "systems", total);
    if (isPart) report(file.into, "warning", ["readers/page-of-several", {}, "/_meta"]);
    const all: Dependencies = new Map();
    const base = inner === null ? "" : "/systems";
    for (const [index, value] of list.entries()) readItem(file, value, `${base}/${index}`, all);
    for (const { system, critical } of all.values())
      say(file, [system, ""], ["critical-dependencies", [...critical].sort()]);
    return endFile(file);
  });
}
