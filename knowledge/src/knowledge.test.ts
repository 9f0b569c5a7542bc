/** The data of the knowledge against the language and against itself. */
import { readFileSync } from "node:fs";
import { compileLanguage, type Language, type NodeKind, nodeKind } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { costOf, defences, measures, profiles, stepTimes, stepWords } from "./index.ts";
import { fieldOfRight } from "./municipal/rights.ts";

function language(): Language {
  const compiled = compileLanguage({
    main: "municipal.mal",
    read: (path) =>
      path === "municipal.mal"
        ? readFileSync(new URL("../language/municipal.mal", import.meta.url), "utf8")
        : null,
  });
  expect(compiled.problems).toEqual([]);
  if (!compiled.ok) throw new Error("the language does not compile");
  return compiled.language;
}

const attack: readonly NodeKind[] = [nodeKind.or, nodeKind.and];

function stepsOfKind(kinds: readonly NodeKind[]): Set<string> {
  return new Set(
    language().assets.flatMap((asset) =>
      asset.steps.filter((step) => kinds.includes(step.kind)).map((step) => step.name),
    ),
  );
}

test("[W1] the language compiles and every step is named for people in both languages", () => {
  const unnamed = language().assets.flatMap((asset) =>
    asset.steps
      .filter((step) => (step.meta["user"] ?? "") === "")
      .map((step) => `${asset.name}.${step.name}`),
  );
  expect(unnamed).toEqual([]);
  const all = new Set(language().assets.flatMap((asset) => asset.steps.map(({ name }) => name)));
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
  expect(ids.length).toBeGreaterThanOrEqual(10);
  expect(ids).toEqual([...new Set(ids)].sort());
  for (const measure of measures) {
    for (const text of [measure.name, measure.text])
      expect([text.sv.length > 3, text.en.length > 3]).toEqual([true, true]);
    expect(measure.effects.length).toBeGreaterThan(0);
    for (const effect of measure.effects) {
      if (effect.kind === "control") expect(gates).toContain(effect.step);
      if (effect.kind === "slower") expect(steps).toContain(effect.step);
    }
    for (const other of [...measure.requires, ...measure.excludes]) expect(ids).toContain(other);
    expect(["assumption", "secondary", "checked"]).toContain(measure.source.kind);
  }
});

test("[W6] rights give what the table says and nothing else", () => {
  expect(fieldOfRight("GenericAll", "account")).toBe("controls");
  expect(fieldOfRight("ForceChangePassword", "account")).toBe("mayReset");
  expect(fieldOfRight("AddSelf", "group")).toBe("mayAddTo");
  expect(fieldOfRight("ReadLAPSPassword", "computer")).toBe("mayReadLocalPasswordOf");
  expect(fieldOfRight("ManageCA", "certificate-authority")).toBe("controls");
  expect(fieldOfRight("Enroll", "account")).toBeNull();
  expect(fieldOfRight("GetChanges", "domain")).toBeNull();
});

test("[W9] a measure costs one-off and a year's money, times what it is for", () => {
  const cost = {
    oneOffSek: 1_000,
    yearlySek: 500,
    hours: 10,
    each: { of: "servers", oneOffSek: 10, yearlySek: 5, hours: 0.5 },
  } as const;
  expect(costOf(cost, () => 4)).toEqual({ sek: 1_560, hours: 12 });
  expect(costOf({ ...cost, each: null }, () => 4)).toEqual({ sek: 1_500, hours: 10 });
});
