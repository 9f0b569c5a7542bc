/** Warnings held against the model. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FindingView } from "../api/index.ts";
import { exampleModel } from "../protect/test/example.ts";
import { affectedBy } from "./affected.ts";

const { model } = exampleModel();
const host = model.assets.find(({ kind, name }) => kind === "computer" && name.startsWith("SRV-"));
if (host === undefined) throw new Error("the example has servers");
const cve = "CVE-2026-990003";
const finding = (state: FindingView["state"]): FindingView =>
  ({ asset: { id: host.id, kind: "computer", name: host.name }, weakness: cve, state }) as never;

test("[FN14] a CVE with a finding is affected; what is only named is not known to be", () => {
  const text = `Varning: ${cve.toLowerCase()} i Windows Server 2012 R2 Standard.`;
  const found = affectedBy(text, model, [finding("open")]);
  expect([found.cves, found.names]).toEqual([[cve], ["Windows Server 2012 R2 Standard"]]);
  expect(found.affected.map(({ asset }) => asset.id)).toEqual([host.id]);
  expect(found.affected[0]?.because).toEqual([cve]);
  const old = model.assets.filter(
    ({ kind, facts }) =>
      kind === "computer" && facts["operatingsystem"]?.value === "Windows Server 2012 R2 Standard",
  );
  const named = old.filter(({ id }) => id !== host.id).map(({ id }) => id);
  expect(named.length).toBeGreaterThan(0);
  expect(found.unknown.map(({ asset }) => asset.id).toSorted()).toEqual(named.toSorted());
  expect(affectedBy(text, model, [finding("gone")]).affected).toEqual([]);
  // Part of a word is no name.
  expect(affectedBy("xWindows Server 2012 R2 Standardx", model, []).names).toEqual([]);
  expect(affectedBy("Inget känt", model, [finding("open")])).toMatchObject({
    affected: [],
    unknown: [],
    letters: [],
  });
});

test("[FN15] things come with systems, owner and unit, and each owner with one draft", () => {
  const system = model.assets.find(({ kind }) => kind === "system");
  const supplier = model.relations.find(({ kind }) => kind === "supplied-by");
  const maker = model.assets.find(({ id }) => id === supplier?.to);
  const found = affectedBy(`${system?.name}, ${maker?.name}`, model, []);
  expect(found.names).toEqual(expect.arrayContaining([system?.name, maker?.name]));
  const told = found.unknown.find(({ asset }) => asset.id === maker?.id);
  expect(told?.systems.length).toBeGreaterThan(0);
  expect([told?.owner, told?.unit].every((one) => typeof one === "string")).toBe(true);
  const owners = new Set(found.unknown.map(({ owner }) => owner));
  expect(new Set(found.letters.map(({ to }) => to))).toEqual(owners);
  for (const { text } of found.letters) {
    expect(text.sv).toContain("vi vet inte än");
    expect(text.en).toContain("we do not know yet");
  }
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const { affected, unknown } = affectedBy(text, model, [finding("open")]);
      expect(affected.length <= 1 && Array.isArray(unknown)).toBe(true);
    }),
    { numRuns: 20 },
  );
});
