/** Warnings held against the model. */
import type { Asset } from "@vallgrav/facts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FindingView } from "../api/index.ts";
import { exampleModel } from "../protect/test/example.ts";
import { type AffectedBeside, affectedBy } from "./affected.ts";
import { namedMost } from "./affected-letters.ts";

const { model } = exampleModel();
/** A server that a system runs on. */
const [host] = model.assets.filter(({ id, kind, name }) => {
  const runs = model.relations.some((one) => one.kind === "runs-on" && one.to === id);
  return kind === "computer" && name.startsWith("SRV-") && runs;
}) as [Asset];
const os = String(host.facts["operatingsystem"]?.value);
const cve = "CVE-2026-990003";
const finding = (state: FindingView["state"]): FindingView =>
  ({
    id: "0123456789abcdef",
    asset: { id: host.id, kind: "computer", name: host.name },
    weakness: cve,
    state,
  }) as never;

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

const bare = model.assets.find(({ kind }) => kind === "supplier") ?? host;
function modelWith(...names: readonly (readonly [kind: "software" | "supplier", name: string])[]) {
  const made = names.map(([kind, name]) => ({
    ...bare,
    id: `${kind}/register:${name}` as typeof bare.id,
    kind,
    name,
    facts: {},
  }));
  const relations = made
    .filter(({ kind }) => kind === "software")
    .map(({ id }) => ({
      id: `installed-on|${id}|${host.id}` as (typeof model.relations)[number]["id"],
      kind: "installed-on" as const,
      from: id,
      to: host.id,
      present: bare.present,
      lastSeen: bare.lastSeen,
    }));
  return {
    ...model,
    assets: [...model.assets, ...made],
    relations: [...model.relations, ...relations],
  };
}

test("[FN660] names are known without what lists add; a CVE not judged is not known", () => {
  const listed = modelWith(
    ["software", "Exempelvisaren ESR (x64 sv-SE) 115.2.0"],
    ["supplier", "Påhittade Driften AB (publ)"],
    ["supplier", "AB"],
  );
  const named = (text: string) => {
    const { names, unknown } = affectedBy(text, listed, []);
    return [names, unknown.map(({ asset }) => asset.name)];
  };
  expect(named("Flera brister i Exempelvisaren ESR rättas")).toEqual([
    ["Exempelvisaren ESR"],
    [host.name],
  ]);
  expect(named("Intrång hos påhittade driften i natt.")[0]).toEqual(["Påhittade Driften"]);
  expect(named("Bolaget AB varnar")[0]).toEqual([]);
  const unsure = [{ asset: host.id, weakness: cve }];
  const found = affectedBy(cve, model, [], { unsure });
  expect(found.unknown.map(({ asset, because }) => [asset.id, because])).toEqual([
    [host.id, [cve]],
  ]);
  expect(found.affected).toEqual([]);
  // What a scan has found is known, whatever advisories could not tell.
  expect(affectedBy(cve, model, [finding("open")], { unsure }).unknown).toEqual([]);
});

test("[FN661] things come with committees and the ids of findings", () => {
  const committeesOf = (id: string) => (id === host.id ? ["Tekniska nämnden"] : []);
  const [first] = affectedBy(cve, model, [finding("open")], { committeesOf }).affected;
  expect(first).toMatchObject({
    committees: ["Tekniska nämnden"],
    findings: ["0123456789abcdef"],
  });
});

test("[FN667] what is affected is in order of what mending moves, and tells it", () => {
  const servers = model.assets.filter(({ kind }) => kind === "computer").slice(0, 3);
  const [a, b, c] = servers.map(({ id, name }, at) => ({
    ...finding("open"),
    id: `${at}`,
    asset: { id, kind: "computer" as const, name },
    impact: at === 2 ? null : ({ runs: at + 1 } as FindingView["impact"]),
  }));
  if (a === undefined || b === undefined || c === undefined) throw new Error("three computers");
  const told = (...some: readonly FindingView[]) =>
    affectedBy(cve, model, some).affected.map(({ asset, impact }) => [asset.id, impact?.runs]);
  const [first, second, third] = servers.map(({ id }) => id);
  expect(told(b, a, c)).toEqual([
    [second, 2],
    [first, 1],
    [third, undefined],
  ]);
  // Of several findings of one thing the one that moves most counts.
  expect(told(b, { ...a, asset: b.asset })).toEqual([[second, 2]]);
});

test("[FN662] behind a wall nothing of another's is told, its names included", () => {
  const text = `${cve}: ${os}, Påhittade Driften`;
  const listed = modelWith(["supplier", "Påhittade Driften"]);
  const seen = (sees: AffectedBeside["sees"]) =>
    affectedBy(text, listed, [finding("open")], { sees });
  const whole = seen(undefined);
  const own = seen((id) => id === host.id);
  expect(whole.affected[0]?.systems.length).toBeGreaterThan(0);
  expect(own.affected.map(({ asset, systems }) => [asset.id, systems])).toEqual([[host.id, []]]);
  expect([own.unknown, own.names, own.letters.length]).toEqual([[], [os], 1]);
  const none = seen(() => false);
  expect([none.affected, none.unknown, none.names, none.letters]).toEqual([[], [], [], []]);
});

/** A zone of a register, with facts. */
function zoneCalled(key: string, facts: Readonly<Record<string, unknown>>): Asset {
  const values = Object.entries(facts).map(([name, value]) => [
    name,
    { ...bare.facts["name"], value },
  ]);
  return {
    ...bare,
    id: `zone/register:zone/${key}` as typeof bare.id,
    kind: "zone",
    name: key,
    claims: [{ space: "register", value: `zone/${key}` }],
    facts: Object.fromEntries(values) as Asset["facts"],
  };
}

/** The model with a thing more, and how two stand to each other. */
function beside(thing: Asset, kind: "in-zone" | "may-reach", from: Asset, to: Asset) {
  const relation = {
    ...({ present: bare.present, lastSeen: bare.lastSeen } as const),
    id: `${kind}|${from.id}|${to.id}` as (typeof model.relations)[number]["id"],
    kind,
    from: from.id,
    to: to.id,
  };
  return {
    ...model,
    assets: [...model.assets, thing],
    relations: [...model.relations, relation],
  };
}

test("[WL803] behind a wall a shared thing is told without the committees of others", () => {
  const of = (sees: AffectedBeside["sees"]) =>
    affectedBy(cve, modelWith(), [finding("open")], {
      sees,
      committeesOf: (id) => (id === host.id ? ["Omsorgsnämnden", "Skolnämnden"] : []),
    }).affected[0]?.committees;
  expect(of(undefined)).toEqual(["Omsorgsnämnden", "Skolnämnden"]);
  expect(of((id) => id === host.id)).toEqual([]);
  const zone = zoneCalled("skola", { name: "skola" });
  const zoned = beside(zone, "in-zone", host, zone);
  const told = (sees: AffectedBeside["sees"]) =>
    affectedBy(cve, zoned, [finding("open")], { sees }).affected[0]?.exposure?.zones;
  expect(told(undefined)).toContain("skola");
  expect(told((id) => id === host.id)).toEqual([]);
});

test("[FN663] a letter is of a length that is read, and the gravest come first", () => {
  const names = Array.from({ length: namedMost + 5 }, (_, at) => `Påhittad leverans ${at} nord`);
  const many = modelWith(...names.map((name) => ["supplier", name] as const));
  const { letters } = affectedBy(`${cve}: ${names.join(", ")}`, many, [finding("open")]);
  const [first, ...rest] = letters;
  expect([first?.text.sv.includes("Berörda hos er"), first?.subject.en]).toEqual([
    true,
    expect.stringContaining("A warning concerns you"),
  ]);
  const long = rest.find(({ to }) => to === null)?.text;
  expect(long?.sv.split("\n").filter((line) => line.startsWith("– Påhittad"))).toHaveLength(
    namedMost,
  );
  expect([long?.sv, long?.en]).toEqual([
    expect.stringContaining("– och 5 till"),
    expect.stringContaining("– and 5 more"),
  ]);
});

test("[FN980] a thing is told with from where it is reached, in the list and in its letter", () => {
  const any = zoneCalled("any", { "reach/zone/any": ["tcp/443"] });
  const open = beside(any, "may-reach", any, any);
  const { affected, letters } = affectedBy(cve, open, [finding("open")]);
  expect(affected[0]?.exposure).toMatchObject({ from: "internet", services: ["tcp/443"] });
  expect(letters[0]?.text.sv).toContain("nås från internet (tcp/443)");
  const before = affectedBy(cve, model, [finding("open")]);
  expect(before.affected[0]?.exposure?.from).toBe("unknown");
  expect(before.letters[0]?.text.sv).not.toContain("nås från");
});
