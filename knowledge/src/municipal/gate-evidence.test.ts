/** What each value of each property says of a defence, and how reports of both kinds add up. */
import { ln, type PropertyName, type Value } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { defences } from "../defences.ts";
import { defenceFact, stepsWithFacts } from "./defence-facts.ts";
import { type GateEvidence, weigh } from "./gate-evidence.ts";
import { type Further, modelOf, named, smallTown, today } from "./test/hand-made.ts";

/** What is known of a defence of a thing of the town. */
function known(thing: string, step: string, further: readonly Further[] = []): GateEvidence | null {
  const fact = defenceFact(named(modelOf(smallTown, further), thing), step);
  return fact === null ? null : weigh(fact, today);
}

function saying(thing: string, property: PropertyName, value: Value): Further {
  return {
    thing,
    property,
    value,
    report: "configuration",
    standing: "observed",
    daysAgo: 0,
    source: "tool",
  };
}

const configurationOn = ln(0.98 / 0.02);
const configurationOff = ln(0.02 / 0.98);

test("[W11] each value of each property that speaks of a defence moves it its own way", () => {
  const cases: readonly (readonly [string, string, PropertyName, Value, -1 | 0 | 1])[] = [
    ["client", "uniqueLocalPassword", "haslaps", true, 1],
    ["client", "uniqueLocalPassword", "haslaps", false, -1],
    ["rented", "patched", "operatingsystem", "Windows Server 2008 R2", -1],
    ["rented", "patched", "operatingsystem", "Windows Server 2022", 0],
    ["network", "separateAdministration", "sign-in", "SITHS", 1],
    ["network", "separateAdministration", "sign-in", "AD", -1],
    ["network", "separateAdministration", "sign-in", ["Entra ID"], -1],
    ["network", "separateAdministration", "sign-in", "vet ej", 0],
  ];
  for (const [thing, step, property, value, way] of cases) {
    const found = known(thing, step, [saying(thing, property, value)]);
    expect([step, value, Math.sign(found?.weight ?? 0)]).toEqual([step, value, way]);
    expect(found === null).toBe(way === 0);
    if (found !== null) expect(found.on).toBe(way === 1);
  }
});

test("[W11] a copy out of reach and a sound template are on, the others off", () => {
  const offline = known("tape", "unreachable");
  expect(offline?.weight).toBeCloseTo(configurationOn, 12);
  const { tape } = smallTown;
  if (tape === undefined) throw new Error("the town has a copy");
  const within = modelOf({ ...smallTown, tape: { ...tape, says: { reach: "domän" } } });
  const fact = defenceFact(named(within, "tape"), "unreachable");
  expect(fact === null ? null : weigh(fact, today)).toMatchObject({ on: false });
  const unsound = known("template", "templateSound");
  expect(unsound?.weight).toBeCloseTo(configurationOff, 12);
  const signed = saying("template", "authorizedsignatures", 1);
  expect(known("template", "templateSound", [signed])?.on).toBe(true);
  const approved = saying("template", "requiresmanagerapproval", true);
  expect(known("template", "approvalRequired", [approved])?.on).toBe(true);
});

test("[W11] what nothing speaks of is known by its class alone", () => {
  expect(known("client", "uniqueLocalPassword")).toBeNull();
  expect(known("client", "segmented", [saying("client", "segmented", true)])).toBeNull();
  const steps = new Set(defences.map(({ step }) => step));
  expect(stepsWithFacts.filter((step) => !steps.has(step))).toEqual([]);
});

test("[W11] contradictions add up, and both sources carry their bias", () => {
  const says = (value: boolean, change: Partial<Further>): Further => ({
    ...saying("client", "haslaps", value),
    ...change,
  });
  const person = { report: "person", standing: "declared", source: "person" } as const;
  const personOn = ln(0.95 / 0.4);
  const both = known("client", "uniqueLocalPassword", [says(true, person), says(false, {})]);
  expect(both?.weight).toBeCloseTo(configurationOff + personOn, 12);
  expect(both).toMatchObject({ on: false, standing: "observed" });
  expect(both?.biases).toEqual([
    { source: "person/Testa Testsson", sd: 0.8 },
    { source: "tool", sd: 0.2 },
  ]);
  const one = known("client", "uniqueLocalPassword", [says(true, person)]);
  expect(one).toMatchObject({ on: true, standing: "declared" });
  expect(one?.weight).toBeCloseTo(personOn, 12);
});

test("[W11] old evidence says half as much after its half-life", () => {
  const old = { ...saying("client", "haslaps", true), daysAgo: 180 };
  expect(known("client", "uniqueLocalPassword", [old])?.weight).toBeCloseTo(
    configurationOn / 2,
    12,
  );
});
