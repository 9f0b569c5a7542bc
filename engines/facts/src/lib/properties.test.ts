/** Which value rules, what is history, what contradicts. */
import { expect, test } from "vitest";
import type { Instant, Observation, Value } from "@vallgrav/kernel";
import { day, end, evidence, observe } from "../../test/observing.ts";
import type { Contradiction, Fact } from "./model.ts";
import { progressing } from "./progressing.ts";
import { reconcile } from "./reconcile.ts";

const pc = "computer fqdn:pc1.example.se";
const id = "computer/fqdn:pc1.example.se";

const files = [
  evidence("ad1", "01-01"),
  evidence("ad2", "02-01"),
  evidence("ad3", "03-01"),
  evidence("scan1", "02-15", { reads: "scan" }),
  evidence("form1", "04-01", { reads: "form", by: "signe" }),
  evidence("form2", "05-01", { reads: "form", by: "olle" }),
];

type Told = { readonly in: string; readonly on: string; readonly value: Value };

function say(property: string, { in: name, on, value }: Told): Observation {
  const isAnswer = name.startsWith("form");
  return observe(
    pc,
    { property, value },
    {
      in: name,
      validFrom: day(on),
      standing: isAnswer ? "declared" : "observed",
      report: isAnswer ? "person" : name.startsWith("scan") ? "outside" : "configuration",
    },
  );
}

/** Value, since, evidence for it, and per other value its evidence. */
type Short = readonly [
  Value,
  Instant,
  readonly string[],
  readonly (readonly [Value, readonly string[]])[],
];

function factAnd(
  property: string,
  told: readonly Told[],
  valid = end.valid,
): readonly [Short | null, readonly Contradiction[]] {
  const said = told.map((one) => say(property, one));
  const model = reconcile(said, files, { valid, recorded: end.recorded });
  const fact: Fact<Value> | undefined = model.assets[0]?.facts[property];
  if (fact === undefined) return [null, model.contradictions];
  const { value, since, by, against } = fact;
  const names = (reports: typeof by): readonly string[] => reports.map((report) => report.evidence);
  const others = against.map((other) => [other.value, names(other.by)] as const);
  return [[value, since, names(by), others], model.contradictions];
}

test("[F1, F4] observed rules over declared, whatever the dates, and both stand there", () => {
  expect(
    factAnd("operatingsystem", [
      { in: "ad1", on: "01-01", value: "Windows 11" },
      { in: "form1", on: "04-01", value: "Windows 10" },
    ]),
  ).toEqual([
    ["Windows 11", day("01-01"), ["ad1"], [["Windows 10", ["form1"]]]],
    [{ asset: id, property: "operatingsystem", values: ["Windows 11", "Windows 10"] }],
  ]);
});

test("[F1] of two observed the newer rules; same values add up, since the oldest", () => {
  expect(
    factAnd("enabled", [
      { in: "ad1", on: "01-01", value: false },
      { in: "scan1", on: "02-15", value: true },
      { in: "form1", on: "04-01", value: true },
    ])[0],
  ).toEqual([true, day("02-15"), ["scan1", "form1"], [[false, ["ad1"]]]]);
});

test("[F1] lists of the same texts are the same value", () => {
  expect(
    factAnd("ports", [
      { in: "ad1", on: "01-01", value: ["443", "80"] },
      { in: "scan1", on: "02-15", value: ["80", "443"] },
    ]),
  ).toEqual([[["80", "443"], day("01-01"), ["scan1", "ad1"], []], []]);
});

test("[F1] a report carries its source: the reader, and the person where people answer", () => {
  const said = [
    say("enabled", { in: "ad1", on: "01-01", value: true }),
    say("enabled", { in: "form1", on: "04-01", value: true }),
    say("enabled", { in: "lost", on: "04-02", value: true }),
  ];
  const model = reconcile(said, files, end);
  expect(model.assets[0]?.facts["enabled"]?.by.map(({ source }) => source)).toEqual([
    "lost",
    "directory",
    "form/signe",
  ]);
});

const changed: readonly Told[] = [
  { in: "ad1", on: "01-01", value: true },
  { in: "ad2", on: "02-01", value: false },
  { in: "ad3", on: "03-01", value: true },
];

test("[F2] what a source said before it changed its mind is history, and found as of then", () => {
  expect(factAnd("enabled", changed)).toEqual([[true, day("03-01"), ["ad3"], []], []]);
  expect(factAnd("enabled", changed, day("02-10"))).toEqual([
    [false, day("02-01"), ["ad2"], []],
    [],
  ]);
});

test("[F2] two persons are two sources", () => {
  const told = [
    { in: "form1", on: "04-01", value: true },
    { in: "form2", on: "05-01", value: false },
  ];
  expect(factAnd("restored", told)[0]).toEqual([
    false,
    day("05-01"),
    ["form2"],
    [[true, ["form1"]]],
  ]);
});

test("[F3] a time that moves on is replaced by whoever reads it later", () => {
  expect(progressing.has("pwdlastset") && progressing.has("lastlogontimestamp")).toBe(true);
  const told = (second: string, on: string): readonly Told[] => [
    { in: "ad1", on: "01-01", value: 1 },
    { in: second, on, value: 2 },
  ];
  expect(factAnd("pwdlastset", told("other", "02-01"))).toEqual([
    [2, day("02-01"), ["other"], []],
    [],
  ]);
  expect(factAnd("pwdlastset", told("scan1", "02-15"))[1].length).toBe(1);
});

test("[F4] one source that says two things of one moment contradicts itself", () => {
  for (const property of ["enabled", "pwdlastset"])
    expect(
      factAnd(property, [
        { in: "ad1", on: "01-01", value: 1 },
        { in: "ad1", on: "01-01", value: 2 },
      ])[1],
    ).toEqual([{ asset: id, property, values: [1, 2] }]);
});

test("[F4] a property may have any name", () => {
  const [fact] = factAnd("__proto__", [{ in: "ad1", on: "01-01", value: "x" }]);
  expect(fact).toEqual(["x", day("01-01"), ["ad1"], []]);
});
