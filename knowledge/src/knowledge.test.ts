/** The data of the knowledge against the language and against itself. */
import type { AssetKind, DirectoryRight } from "@vallgrav/kernel";
import { type NodeKind, nodeKind } from "@vallgrav/mal";
import { expect, test } from "vitest";
import {
  costOf,
  defences,
  areaOf,
  measureAreas,
  measures,
  plannedMeasures,
  profiles,
  stepTimes,
  stepWords,
} from "./index.ts";
import { detectors } from "./detectors.ts";
import { about, cost } from "./measures.ts";
import { fieldsOfRight, rightsWithoutStep, stepOfRightField } from "./municipal/rights.ts";
import { techniques } from "./techniques.ts";
import { municipalLanguage } from "./municipal/test/hand-made.ts";

const language = municipalLanguage();

const attack: readonly NodeKind[] = [nodeKind.or, nodeKind.and];

function stepsOfKind(kinds: readonly NodeKind[]): Set<string> {
  return new Set(
    language.assets.flatMap((asset) =>
      asset.steps.filter((step) => kinds.includes(step.kind)).map((step) => step.name),
    ),
  );
}

test("[W1] the language compiles and every step is named for people in both languages", () => {
  const unnamed = language.assets.flatMap((asset) =>
    asset.steps
      .filter((step) => (step.meta["user"] ?? "") === "")
      .map((step) => `${asset.name}.${step.name}`),
  );
  expect(unnamed).toEqual([]);
  const all = new Set(language.assets.flatMap((asset) => asset.steps.map(({ name }) => name)));
  expect(Object.keys(stepWords).sort()).toEqual([...all].sort());
});

test("[W2] every defence has one starting value, and nothing else has", () => {
  const named = defences.map((defence) => defence.step);
  expect(named).toEqual([...stepsOfKind([nodeKind.defence])].sort());
  expect(new Set(named).size).toBe(named.length);
});

test("[W3] every time names an attack step and has no density at zero", () => {
  const steps = stepsOfKind(attack);
  expect(stepTimes.filter(({ step }) => !steps.has(step))).toEqual([]);
  expect(stepTimes.every(({ medianDays, spread }) => medianDays > 0 && spread > 0)).toBe(true);
  const names = stepTimes.map(({ step }) => step);
  expect(names).toEqual([...new Set(names)].sort());
});

test("[W4] every way in names an attack step", () => {
  const steps = stepsOfKind(attack);
  for (const profile of profiles)
    expect(profile.entries.filter(({ step }) => !steps.has(step))).toEqual([]);
});

test("[W5] every measure can be read, acts on something and says its source", () => {
  const gates = stepsOfKind([nodeKind.defence]);
  const steps = stepsOfKind(attack);
  const ids = measures.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(80);
  expect(ids).toEqual([...new Set(ids)].sort());
  for (const measure of measures) {
    for (const text of [measure.name, measure.text])
      expect([text.sv.length > 3, text.en.length > 3]).toEqual([true, true]);
    expect(measure.effects.length).toBeGreaterThan(0);
    for (const effect of measure.effects) {
      if (effect.kind === "control") expect(gates).toContain(effect.step);
      if (effect.kind === "slower") expect(steps).toContain(effect.step);
      if (effect.kind === "faster")
        expect([measure.id, effect.factor > 0 && effect.factor <= 1]).toEqual([measure.id, true]);
      if (effect.kind !== "sees") continue;
      const known = new Set(detectors.map(({ id }) => id));
      expect([measure.id, effect.detectors.length > 0]).toEqual([measure.id, true]);
      expect(effect.detectors.filter((id) => !known.has(id))).toEqual([]);
    }
    for (const other of [...measure.requires, ...measure.excludes]) expect(ids).toContain(other);
    const { source } = measure;
    if (source.kind === "assumption") continue;
    expect(["secondary", "checked"]).toContain(source.kind);
    expect([source.name.sv.length > 3, source.name.en.length > 3]).toEqual([true, true]);
    expect(source.reviewed).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});

test("[W6] rights give what the table says and nothing else", () => {
  expect(fieldsOfRight("GenericAll", "account")).toEqual(["controls"]);
  expect(fieldsOfRight("ForceChangePassword", "account")).toEqual(["mayReset"]);
  expect(fieldsOfRight("AddSelf", "group")).toEqual(["mayAddTo"]);
  expect(fieldsOfRight("ReadLAPSPassword", "computer")).toEqual(["mayReadLocalPasswordOf"]);
  expect(fieldsOfRight("ManageCA", "certificate-authority")).toEqual(["controls"]);
  expect(fieldsOfRight("GenericAll", "certificate-template")).toEqual(["controls", "mayEnrol"]);
  expect(fieldsOfRight("GetChanges", "domain")).toEqual(["mayReadChangesOf"]);
  expect(fieldsOfRight("Enroll", "account")).toEqual([]);
});

const everyRight: Readonly<Record<DirectoryRight, AssetKind>> = {
  AddAllowedToAct: "computer",
  AddKeyCredentialLink: "account",
  AddMember: "group",
  AddSelf: "group",
  AllExtendedRights: "domain",
  Enroll: "certificate-template",
  ForceChangePassword: "account",
  GenericAll: "container",
  GenericWrite: "group-policy",
  GetChanges: "domain",
  GetChangesAll: "domain",
  GetChangesInFilteredSet: "domain",
  ManageCA: "certificate-authority",
  ManageCertificates: "certificate-authority",
  Owns: "certificate-store",
  ReadGMSAPassword: "account",
  ReadLAPSPassword: "computer",
  WriteAccountRestrictions: "computer",
  WriteDacl: "organisational-unit",
  WriteOwner: "group",
  WritePKIEnrollmentFlag: "certificate-template",
  WritePKINameFlag: "certificate-template",
};

test("[W6] each of the 22 rights gives a field of the language over some kind of object", () => {
  const principal = language.assets.find(({ name }) => name === "Principal");
  const fields = new Set(principal?.fields.map(({ name }) => name));
  const rights = Object.entries(everyRight) as [DirectoryRight, AssetKind][];
  expect(rights.length).toBe(22);
  for (const [right, kind] of rights) {
    const found = fieldsOfRight(right, kind);
    expect([right, found.length > 0]).toEqual([right, true]);
    expect(found.filter((field) => !fields.has(field))).toEqual([]);
  }
});

test("[W6] each field of a right leads from its holder to the step that is said", () => {
  const act = language.assets
    .find(({ name }) => name === "Principal")
    ?.steps.find(({ name }) => name === "act");
  const led = act?.reaches.flatMap(({ from, step }) =>
    from.kind === "field" ? [`${from.name}.${step}`] : [],
  );
  const said = Object.entries(stepOfRightField).map(([field, step]) => `${field}.${step}`);
  expect(said.filter((pair) => led?.includes(pair) !== true)).toEqual([]);
});

test("[W6] a right said to give no step gives none, and says why in both languages", () => {
  for (const { right, kind, why } of rightsWithoutStep) {
    expect(fieldsOfRight(right, kind)).toEqual([]);
    expect([why.sv.length > 20, why.en.length > 20]).toEqual([true, true]);
  }
});

test("[W14] every attack step says what shares its draw, and a repeated name says the same", () => {
  const shares = new Map<string, string>();
  for (const asset of language.assets)
    for (const { kind, name, meta } of asset.steps) {
      if (!attack.includes(kind)) continue;
      const draw = meta["draw"] ?? "";
      expect([asset.name, name, ["campaign", "node", "person", "product"]]).toEqual([
        asset.name,
        name,
        expect.arrayContaining([draw]),
      ]);
      expect([name, shares.get(name) ?? draw]).toEqual([name, draw]);
      shares.set(name, draw);
    }
  expect(shares.size).toBeGreaterThan(50);
});

test("[W22] every detector looks at steps of the language, for a technique they name", () => {
  const steps = stepsOfKind(attack);
  const ids = detectors.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.length).toBeGreaterThanOrEqual(39);
  for (const { id, technique, steps: watched, coverage, sensitivity } of detectors) {
    expect([id, /^[a-z-]+\/[a-z-]+$/.test(id), techniques.includes(technique)]).toEqual([
      id,
      true,
      true,
    ]);
    expect([id, watched.length > 0, watched.filter((step) => !steps.has(step))]).toEqual([
      id,
      true,
      [],
    ]);
    expect([coverage.kind, sensitivity.kind]).toEqual(["beta", "beta"]);
  }
});

test("[W16] the techniques named are those of the language, and profiles use no others", () => {
  const used = language.assets.flatMap(({ steps }) =>
    steps.flatMap(({ meta }) => meta["technique"] ?? []),
  );
  expect(techniques).toEqual([...new Set(used)].sort());
  for (const { capabilities } of profiles)
    expect(capabilities.filter((technique) => !techniques.includes(technique))).toEqual([]);
});

test("[W4] every profile is a reference of its own, with figures in their ranges", () => {
  expect(profiles.map(({ id }) => id)).toEqual([...new Set(profiles.map(({ id }) => id))]);
  expect(profiles.length).toBeGreaterThanOrEqual(6);
  const types = new Set(language.assets.map(({ name }) => name));
  for (const { entries, stealth, relativeRate, objectives, name, subject } of profiles) {
    expect([entries.length > 0, objectives.length > 0]).toEqual([true, true]);
    expect(entries.filter(({ available }) => !(available > 0 && available <= 1))).toEqual([]);
    expect(entries.filter(({ on }) => on !== null && !types.has(on))).toEqual([]);
    expect([stealth >= 0 && stealth <= 1, relativeRate.median > 0]).toEqual([true, true]);
    for (const text of [name, subject])
      expect([text.sv.length > 3, text.en.length > 3]).toEqual([true, true]);
  }
});

test("[W9] a measure costs one-off and a year's money, times what it is for", () => {
  const dear = cost({
    once: about(1_000, 2),
    yearly: { low: 400, likely: 500, high: 700 },
    hours: { operations: 6, services: 2 },
    yearlyHours: { services: 4 },
    each: { of: "servers", once: about(10, 1), yearly: about(5, 1), hours: 0.5 },
  });
  expect(costOf(dear, () => 4)).toEqual({
    sek: 1_560,
    sekBetween: [960, 2_760],
    yearlySek: 520,
    hours: 14,
    hoursByRole: { operations: 8, services: 6 },
  });
  expect(costOf({ ...dear, each: null }, () => 4)).toMatchObject({ sek: 1_500, hours: 12 });
  expect(cost({})).toEqual({
    oneOffSek: { low: 0, likely: 0, high: 0 },
    yearlySek: { low: 0, likely: 0, high: 0 },
    hours: {},
    yearlyHours: {},
    each: null,
  });
});

test("[W9] every price lies between its least and its most", () => {
  for (const { id, cost: price } of measures) {
    const { oneOffSek, yearlySek, each } = price;
    const amounts = [
      oneOffSek,
      yearlySek,
      ...(each === null ? [] : [each.oneOffSek, each.yearlySek]),
    ];
    for (const { low, likely, high } of amounts)
      expect([id, 0 <= low && low <= likely && likely <= high]).toEqual([id, true]);
    const { sekBetween, sek, hours } = costOf(price, () => 3);
    expect([id, sekBetween[0] <= sek && sek <= sekBetween[1]]).toEqual([id, true]);
    expect([id, sek + hours > 0]).toEqual([id, true]);
  }
});

test("[W19] a plan chooses from measures of the catalogue that stand on their own", () => {
  const ids = new Set(plannedMeasures.map(({ id }) => id));
  expect(ids.size).toBeGreaterThanOrEqual(60);
  for (const { id, requires } of plannedMeasures)
    expect([id, requires.filter((other) => !ids.has(other))]).toEqual([id, []]);
});

test("[K1180] every measure of the catalogue is about one area", () => {
  expect(new Set(measures.map(({ id }) => areaOf(id)))).toEqual(new Set(measureAreas));
  expect(areaOf("own-1")).toBeNull();
});
