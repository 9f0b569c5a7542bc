/** What people judge: who is the same, whom to believe, and how it is taken back. */
import { expect, test } from "vitest";
import type { AssetId, Observation } from "@vallgrav/kernel";
import {
  assetIn,
  day,
  end,
  evidence,
  idsOf,
  observe,
  present,
  subject,
} from "../../test/observing.ts";
import { reconcile, reconcileTraced } from "./reconcile.ts";
import { whoIsWho } from "./who-is-who.ts";

const pc = "computer fqdn:pc1.example.se";
const files = [
  evidence("ad1", "02-01"),
  evidence("ad2", "04-01"),
  evidence("list1", "03-01", { reads: "list" }),
  evidence("word1", "05-01", { reads: "statements", by: "signe" }),
  evidence("word2", "06-01", { reads: "statements", by: "olle" }),
];

const word = { standing: "declared", report: "person" } as const;

function system(value: string, file: string, on: string): Observation {
  return observe(pc, { property: "operatingsystem", value }, { in: file, validFrom: day(on) });
}

function trust(source: string | null, file: string, on: string): Observation {
  const says = { trust: "operatingsystem", source } as const;
  return observe(pc, says, { in: file, validFrom: day(on), ...word });
}

function ruling(...observations: readonly Observation[]) {
  const model = reconcile(observations, files, end);
  const fact = assetIn(model, "computer/fqdn:pc1.example.se").facts["operatingsystem"];
  return [fact?.value, fact?.trusted?.source ?? null, model.contradictions.length];
}

const both = [system("11", "ad1", "02-01"), system("10", "list1", "03-01")];

test("[F5] whom somebody trusts rules, over newer imports too, and it is no contradiction", () => {
  expect(ruling(...both)).toEqual(["10", null, 1]);
  const trusted = [...both, trust("directory", "word1", "05-01")];
  expect(ruling(...trusted)).toEqual(["11", "statements/signe", 0]);
  expect(ruling(...trusted, system("12", "ad2", "04-01"))).toEqual(["12", "statements/signe", 0]);
});

test("[F5] the newest choice rules, and one taken back leaves things as they were", () => {
  const first = trust("directory", "word1", "05-01");
  expect(ruling(...both, first, trust("list", "word2", "06-01"))).toEqual([
    "10",
    "statements/olle",
    0,
  ]);
  expect(ruling(...both, first, trust(null, "word2", "06-01"))).toEqual(["10", null, 1]);
});

test("[F5] trust in whom nobody hears any more has no effect, and lists nothing", () => {
  expect(ruling(...both, trust("scan", "word1", "05-01"))).toEqual(["10", null, 1]);
  const alone = reconcile([trust("list", "word1", "05-01")], files, end);
  expect(idsOf(alone)).toEqual([]);
});

const [bare, known] = ["computer host:pc1", "computer serial:X1"];

function same(holds: boolean | null, file: string, on: string): Observation {
  const says = { sameAs: subject(known), holds };
  return observe(bare, says, { in: file, validFrom: day(on), ...word });
}

const listed = [observe(bare, present), observe(known, present)];

test("[I17] what was said of two is taken back, and said anew", () => {
  const assets = (...words: readonly Observation[]): number =>
    reconcile([...listed, ...words], files, end).assets.length;
  const yes = same(true, "word1", "05-01");
  expect(assets()).toBe(2);
  expect(assets(yes)).toBe(1);
  expect(assets(yes, same(null, "word2", "06-01"))).toBe(2);
  expect(assets(yes, same(null, "word1", "05-15"), same(true, "word2", "06-01"))).toBe(1);
  expect(assets(same(false, "word1", "05-01"), same(null, "word2", "06-01"))).toBe(2);
});

test("[I7] a word on two things does not tell that they bear their names now", () => {
  const host = "computer host:pc9";
  const old = observe("computer host:pc9 serial:A", present, { validFrom: day("01-01") });
  const young = observe("computer host:pc9 serial:B", present, { validFrom: day("03-01") });
  const named = observe(host, present, { validFrom: day("03-02") });
  const says = { sameAs: subject("computer serial:C"), holds: false };
  const aside = observe("computer host:pc9 serial:A", says, { validFrom: day("05-01"), ...word });
  for (const words of [[], [aside]]) {
    const all = [old, young, named, ...words];
    expect(whoIsWho(all, [], end).get(named.id)).toBe("computer/serial:B");
  }
});

test("[F6] each asset leads to all that was said of it, and nothing else", () => {
  const admin = observe("account sid:S-1-5-21-1-2-3-9", {
    relation: "local-admin-of",
    to: subject(pc),
  });
  const all = [...both, admin, ...listed, same(true, "word1", "05-01")];
  const { model, statementsOf } = reconcileTraced(all, files, end);
  expect(model).toEqual(reconcile(all, files, end));
  const of = (id: string): readonly string[] =>
    statementsOf(assetIn(model, id).id).map((one) => one.slice(0, one.indexOf("#")));
  expect(of("computer/serial:X1")).toEqual(["ad1", "e1", "e1", "e1", "list1", "word1"]);
  expect(of("account/sid:S-1-5-21-1-2-3-9")).toEqual(["e1"]);
  expect(statementsOf("computer/fqdn:nobody" as AssetId)).toEqual([]);
});

test("[A3] a word about a name that nobody else has leaves no doubt of its own", () => {
  const listed = ["computer fqdn:srv1.example.se", "computer fqdn:srv1.example.test"].map((named) =>
    observe(named, present, { in: "ad1", validFrom: day("02-01") }),
  );
  const says = { trust: "operatingsystem", source: "directory" } as const;
  const about = { in: "word1", validFrom: day("05-01"), ...word };
  const model = reconcile([...listed, observe("computer host:srv1", says, about)], files, end);
  const known = idsOf(model);
  expect(known).toEqual(["computer/fqdn:srv1.example.se", "computer/fqdn:srv1.example.test"]);
  expect(model.ambiguous.map(({ assets }) => assets)).toEqual([known]);
});
