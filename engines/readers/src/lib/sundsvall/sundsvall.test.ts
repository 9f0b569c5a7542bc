/** Answers of Sundsvall's system register: three files that find each other. */
import { expect, test } from "vitest";
import type { Json } from "@vallgrav/kernel";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { read, recognise } from "../read.ts";

type Made = { readonly [key: string]: Json };

const system = (number: number, more: Made = {}): Made => ({
  id: `id-${number}`,
  systemId: `SYS-00${number}`,
  name: `System ${number}`,
  status: "PRODUCTION",
  hostingType: "INTERNAL",
  ...more,
});

function page(systems: readonly Json[], totalPages = 1): string {
  const paging = { page: 1, limit: 100, totalRecords: systems.length, totalPages };
  return JSON.stringify({ _meta: paging, systems });
}

test("[C20] systems with class, hosting, life and supplier; retired ones are gone", () => {
  const full = {
    konfidentialitet: 3,
    riktighet: 2,
    tillganglighet: 4,
    supplierId: "sup-1",
    ownerOrganizationId: "org-1",
    description: "pwd: Hemligt99",
  };
  const content = page([
    system(1, full),
    system(2, { status: "RETIRED" }),
    system(3, { hostingType: "HYBRID", konfidentialitet: 9 }),
    { ...system(4), systemId: "" },
    7,
  ]);
  expect(recognise("x", inputOf("x", content).bytes)).toBe("sundsvall-register");
  const reading = readGood(inputOf("systems.json", content));
  expect(lines(reading)).toEqual([
    "system SYS-001 present",
    'system SYS-001 name = "System 1"',
    'system SYS-001 lifecycle = "production"',
    'system SYS-001 hosting = "internal"',
    "system SYS-001 availability = 4",
    "information information/SYS-001 present",
    'information information/SYS-001 name = "System 1"',
    "system SYS-001 holds information information/SYS-001",
    "information information/SYS-001 confidentiality = 3",
    "information information/SYS-001 integrity = 2",
    "system SYS-001 supplied-by supplier sundsvall/supplier/sup-1",
    "system SYS-002 absent",
    "system SYS-003 present",
    'system SYS-003 name = "System 3"',
    'system SYS-003 lifecycle = "production"',
  ]);
  expect(reading.observations.every(({ standing }) => standing === "declared")).toBe(true);
  expect(reading.observations[0]?.subject.claims).toEqual([
    { space: "register", value: "SYS-001" },
    { space: "register", value: "sundsvall/system/id-1" },
  ]);
  expect(told(reading).map(([code, , , place]) => [code, place])).toEqual([
    ["readers/secret-in-field", "/systems/0/description"],
    ["readers/object-skipped", "/systems/3"],
    ["readers/object-skipped", "/systems/4"],
    ["readers/count-differs", ""],
  ]);
  expect(JSON.stringify(reading)).not.toContain("Hemligt99");
});

test("[C20] dependencies and suppliers are files of their own, found by identifier", () => {
  const dependencies = [
    { id: "d1", sourceSystemId: "id-1", targetSystemId: "id-2", isCritical: true },
    { id: "d2", sourceSystemId: "id-1", targetSystemId: "id-3", dependencyType: "AUTHENTICATION" },
    { id: "d3", sourceSystemId: "id-1", targetSystemId: "" },
  ];
  const found = readGood(inputOf("d.json", JSON.stringify(dependencies)));
  const [one, two, three] = [1, 2, 3].map((number) => `sundsvall/system/id-${number}`);
  expect(lines(found)).toEqual([
    `system ${one} depends-on system ${two}`,
    `system ${one} depends-on system ${three}`,
    `system ${one} critical-dependencies = ["${two}"]`,
  ]);
  expect(told(found).map(([code]) => code)).toEqual(["readers/object-skipped"]);
  const suppliers = [
    { id: "sup-1", name: "Fiktiv Vård AB", orgNumber: "5560000001", isActive: true },
    { id: "sup-2", name: "Borta AB", orgNumber: "", isActive: false },
    { id: "sup-3", name: "", orgNumber: "" },
  ];
  const listed = readGood(inputOf("s.json", JSON.stringify(suppliers)));
  expect(lines(listed)).toEqual([
    "supplier supplier/fiktiv-vard-ab present",
    'supplier supplier/fiktiv-vard-ab name = "Fiktiv Vård AB"',
    "supplier supplier/borta-ab absent",
  ]);
  expect(listed.observations[0]?.subject.claims[2]).toEqual({
    space: "register",
    value: "sundsvall/supplier/sup-1",
  });
});

test("[C20] a page of several says so, and is not held to the total", () => {
  const reading = readGood(inputOf("x", page([system(1)], 3)));
  expect(told(reading).map(([code]) => code)).toEqual(["readers/page-of-several"]);
  expect(told(read(inputOf("x", '{"systemId":1,"name":1,"hostingType":1}')))).toEqual([
    ["readers/other-kind", "error", { expected: "systems", found: "" }, ""],
  ]);
});
