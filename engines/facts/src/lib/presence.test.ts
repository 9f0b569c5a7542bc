/** What is there, and what a complete list says by silence. */
import { expect, test } from "vitest";
import type { Evidence, Observation } from "@vallgrav/kernel";
import {
  assetIn,
  complete,
  day,
  end,
  evidence,
  idsOf,
  observe,
  present,
  subject,
} from "../../test/observing.ts";
import { intake, takeIn } from "./intake.ts";
import type { Fact, Model } from "./model.ts";
import { isThere as isRelationThere, openModel } from "./open-model.ts";
import { packModel, reconcile } from "./reconcile.ts";
import { askedOfMachines } from "./relations.ts";

const domain = "sid:S-1-5-21-1-2-3";
const first = `computer ${domain}-1001 fqdn:pc1.example.se`;
const second = `computer ${domain}-1002 fqdn:pc2.example.se`;
const firstId = "computer/sid:S-1-5-21-1-2-3-1001";

/** Two lists of computers, the second without the first computer. */
function listings(more: Partial<Evidence> = {}): readonly [Observation[], Evidence[]] {
  return [
    [
      observe(first, present, { in: "ad1", validFrom: day("01-01") }),
      observe(second, present, { in: "ad1", validFrom: day("01-01") }),
      observe(second, present, { in: "ad2", validFrom: day("02-01") }),
    ],
    [
      evidence("ad1", "01-01", { scope: [complete("computer", domain)] }),
      evidence("ad2", "02-01", { scope: [complete("computer", domain)], ...more }),
    ],
  ];
}

/** Value, evidence for it, evidence against it. */
function sides({ value, by, against }: Fact<boolean>): unknown {
  const names = (reports: typeof by): readonly string[] =>
    reports.map(({ observation }) => observation.replace(/#(?!scope).*/, ""));
  return [value, names(by), against.flatMap((other) => names(other.by))];
}

function isThere(model: Model, id = firstId): unknown {
  return sides(assetIn(model, id).present);
}

test("[P1] listed is what a source says is there or describes; mentioned is not", () => {
  const model = reconcile(
    [
      observe("account guid:a", { property: "enabled", value: true }),
      observe("account guid:b", { relation: "member-of", to: subject("group guid:c") }),
      observe("account guid:d", { is: "absent" }),
      observe("account guid:d", { relation: "member-of", to: subject("group guid:c") }),
      observe("account guid:e", { sameAs: subject("account guid:f"), holds: false }),
    ],
    [],
    end,
  );
  expect(model.assets.map(({ id, listed, present: there }) => [id, listed, there.value])).toEqual([
    ["account/guid:A", true, true],
    ["account/guid:B", false, true],
    ["account/guid:D", false, false],
    ["account/guid:E", false, true],
    ["account/guid:F", false, true],
    ["group/guid:C", false, true],
  ]);
});

test("[P1] an evidence counts once however much it says of a thing", () => {
  const said = ["enabled", "haslaps"].map((property) => observe(first, { property, value: true }));
  const model = reconcile([...said, observe(first, present)], [], end);
  expect(assetIn(model, firstId).present.by.map(({ observation }) => observation)).toEqual([
    observe(first, present).id,
  ]);
});

test("[P2] what a newer complete list does not list is not there, with both sides", () => {
  const [said, files] = listings();
  const model = reconcile(said, files, end);
  expect(isThere(model)).toEqual([false, ["ad2#scope/0"], ["ad1"]]);
  expect(assetIn(model, firstId).present.by).toEqual([
    {
      observation: "ad2#scope/0",
      evidence: "ad2",
      source: "directory",
      kind: "configuration",
      standing: "observed",
      validFrom: day("02-01"),
    },
  ]);
  expect(isThere(model, "computer/sid:S-1-5-21-1-2-3-1002")).toEqual([true, ["ad2", "ad1"], []]);
});

test("[P2] a partial list, another kind, another domain or an older list erase nothing", () => {
  const others: readonly Partial<Evidence>[] = [
    { scope: [{ ...complete("computer", domain), complete: false }] },
    { scope: [complete("account", domain)] },
    { scope: [complete("computer", "sid:S-1-5-21-1-2-4")] },
    { scope: [complete("computer", "host: ")] },
    { producedAt: day("01-01") },
  ];
  for (const more of others) {
    const [said, files] = listings(more);
    expect(isThere(reconcile(said, files, end))).toEqual([true, ["ad1"], []]);
  }
});

test("[P2] a later sighting by anyone, complete or not, outlives an older list", () => {
  const [said, files] = listings();
  const seen = observe(first, present, { in: "scan", validFrom: day("03-01") });
  const model = reconcile([...said, seen], [...files, evidence("scan", "03-01")], end);
  expect(isThere(model)).toEqual([true, ["scan", "ad1"], []]);
});

test("[P2] a declared list does not overrule what was observed; an observed one does", () => {
  const [said, files] = listings({ reader: { id: "form", version: 1 } });
  const declared = said.map((one) =>
    one.at.evidence === "ad2" ? { ...one, standing: "declared" as const } : one,
  );
  expect(isThere(reconcile(declared, files, end))).toEqual([true, ["ad1"], ["ad2#scope/0"]]);
});

test("[P2] an empty complete list speaks as its reader does", () => {
  const [said, files] = listings();
  const empty = said.filter(({ at }) => at.evidence === "ad1");
  expect(isThere(reconcile(empty, files, end))).toEqual([false, ["ad2#scope/0"], ["ad1"]]);
});

test("[P2] of many lists that leave something out the newest and the oldest are given", () => {
  const [said, files] = listings();
  const more = ["03-01", "04-01"].map((on) =>
    evidence(`ad${on}`, on, { scope: [complete("computer")] }),
  );
  const model = reconcile(said, [...files, ...more], end);
  expect(isThere(model)).toEqual([false, ["ad04-01#scope/0", "ad2#scope/0"], ["ad1"]]);
  expect(assetIn(model, firstId).present.since).toBe(day("02-01"));
});

test("[P2] a deleted account that still holds a right is gone", () => {
  const [said, files] = listings();
  const right = observe(
    `computer ${domain}-1001`,
    { relation: "right/GenericAll", to: subject(second) },
    { in: "ad2", validFrom: day("02-01") },
  );
  expect(isThere(reconcile([...said, right], files, end))).toEqual([
    false,
    ["ad2#scope/0"],
    ["ad1"],
  ]);
});

test("[P3] what lies in a domain by its units, or by its property, is covered", () => {
  const root = `domain ${domain} fqdn:example.se`;
  const told = { in: "ad1", validFrom: day("01-01") };
  const files = [
    evidence("ad1", "01-01"),
    evidence("ad2", "02-01", {
      scope: [complete("organisational-unit", domain), complete("group-policy", domain)],
    }),
  ];
  const unit = "organisational-unit guid:2";
  const model = reconcile(
    [
      observe(root, present, told),
      observe(unit, present, told),
      observe(unit, { relation: "contained-in", to: subject("container guid:1") }, told),
      observe("container guid:1", { relation: "contained-in", to: subject(root) }, told),
      observe("group-policy guid:3", { property: "domain", value: "EXAMPLE.SE" }, told),
      observe("group-policy guid:4", { property: "domain", value: "example.test" }, told),
      observe("organisational-unit guid:5", present, told),
    ],
    files,
    end,
  );
  expect(model.assets.filter(({ present: there }) => !there.value).map(({ id }) => id)).toEqual([
    "group-policy/guid:3",
    "organisational-unit/guid:2",
  ]);
});

const group = `group ${domain}-512`;
const other = `group ${domain}-513`;
const user = `account ${domain}-1500`;

/** A membership told in the first list of groups, and what the second list tells. */
function membership(
  second: readonly Observation[],
  more: Partial<Evidence> & { readonly reads?: string } = {},
): unknown {
  const scope = [complete("group", domain)];
  const files = [evidence("ad1", "01-01", { scope }), evidence("ad2", "02-01", { scope, ...more })];
  const told = observe(
    user,
    { relation: "member-of", to: subject(group) },
    { in: "ad1", validFrom: day("01-01") },
  );
  const model = reconcile([told, ...second], files, end);
  const relation = model.relations.find(({ to }) => to === "group/sid:S-1-5-21-1-2-3-512");
  return relation === undefined ? null : sides(relation.present);
}

const later = { in: "ad2", validFrom: day("02-01") };
const elsewhere = observe(user, { relation: "member-of", to: subject(other) }, later);

test("[P4] a membership that the newer list no longer tells is gone, with both sides", () => {
  expect(membership([elsewhere])).toEqual([false, ["ad2#scope/0"], ["ad1"]]);
});

test("[P4] not collected is not absent", () => {
  expect(membership([])).toEqual([true, ["ad1"], []]);
  expect(membership([observe(group, present, later)])).toEqual([true, ["ad1"], []]);
  expect(membership([elsewhere], { reads: "entra" })).toEqual([true, ["ad1"], []]);
  expect(membership([elsewhere], { scope: [complete("account", domain)] })).toEqual([
    true,
    ["ad1"],
    [],
  ]);
  const partial = { ...complete("group", domain), complete: false };
  expect(membership([elsewhere], { scope: [partial] })).toEqual([true, ["ad1"], []]);
});

test("[P4] rights are one family", () => {
  const scope = [complete("group", domain)];
  const right = (name: "Owns" | "WriteDacl", told: object): Observation =>
    observe(user, { relation: `right/${name}`, to: subject(group) }, told);
  const model = reconcile(
    [right("WriteDacl", { in: "ad1", validFrom: day("01-01") }), right("Owns", later)],
    [evidence("ad1", "01-01", { scope }), evidence("ad2", "02-01", { scope })],
    end,
  );
  expect(model.relations.map(({ kind, present: there }) => [kind, there.value])).toEqual([
    ["right/Owns", true],
    ["right/WriteDacl", false],
  ]);
});

test("[A720] an opened model knows a relation that a list leaves out to be gone", () => {
  const scope = [complete("group", domain)];
  const right = (name: "Owns" | "WriteDacl", told: object): Observation =>
    observe(user, { relation: `right/${name}`, to: subject(group) }, told);
  const into = intake();
  takeIn(into, right("WriteDacl", { in: "ad1", validFrom: day("01-01") }));
  takeIn(into, right("Owns", later));
  const lists = [evidence("ad1", "01-01", { scope }), evidence("ad2", "02-01", { scope })];
  const { model } = openModel(packModel(into, lists, end));
  expect(model.relations.map((one) => [one.kind, isRelationThere(one)])).toEqual([
    ["right/Owns", true],
    ["right/WriteDacl", false],
  ]);
});

test("[P4] sessions of a machine that did not answer stay; those of one that did go", () => {
  expect(askedOfMachines.has("session-on")).toBe(true);
  const scope = [complete("computer", domain)];
  const session = (of: string, on: string, told: object): Observation =>
    observe(of, { relation: "session-on", to: subject(on) }, told);
  const model = reconcile(
    [
      session(user, first, { in: "ad1", validFrom: day("01-01") }),
      session(user, second, { in: "ad1", validFrom: day("01-01") }),
      session(`account ${domain}-1501`, second, later),
    ],
    [evidence("ad1", "01-01", { scope }), evidence("ad2", "02-01", { scope })],
    end,
  );
  expect(
    model.relations.map(({ from, to, present: there }) => [
      from.slice(-4),
      to.slice(-4),
      there.value,
    ]),
  ).toEqual([
    ["1500", "1001", true],
    ["1500", "1002", false],
    ["1501", "1002", true],
  ]);
});

test("[P5] last seen is the newest listing, else mention, else when it was denied", () => {
  const on = (monthAndDay: string): { validFrom: ReturnType<typeof day> } => {
    return { validFrom: day(monthAndDay) };
  };
  const mention = { relation: "member-of", to: subject("group guid:b") } as const;
  const model = reconcile(
    [
      observe("account guid:a", present, on("01-01")),
      observe("account guid:a", { property: "enabled", value: true }, on("02-01")),
      observe("account guid:a", mention, on("03-01")),
      observe("account guid:c", { is: "absent" }, on("04-01")),
    ],
    [],
    end,
  );
  expect(model.assets.map(({ id, lastSeen }) => [id, lastSeen])).toEqual([
    ["account/guid:A", day("02-01")],
    ["account/guid:C", day("04-01")],
    ["group/guid:B", day("03-01")],
  ]);
  expect(model.relations.map(({ lastSeen }) => lastSeen)).toEqual([day("03-01")]);
  expect(idsOf(model).length).toBe(3);
});
