/** As of a date, any order, any input, any size. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { budget, BudgetExceeded, compareText } from "@vallgrav/kernel";
import type { Instant, Observation, Subject } from "@vallgrav/kernel";
import { day, end, evidence, idsOf, observe, present, subject } from "../../test/observing.ts";
import { observations, someEvidence } from "../../test/world.ts";
import { compareClaims } from "./claims.ts";
import { modelHash, modelText } from "./model-text.ts";
import { reconcile } from "./reconcile.ts";

const digest = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

test("[A1] only what was known and held on the dates counts", () => {
  const said = observe("computer fqdn:pc1.example.se", present, {
    validFrom: day("02-01"),
    validUntil: day("03-01"),
    recordedAt: day("02-10"),
  });
  const count = (valid: string, recorded: string): number =>
    reconcile([said], [], { valid: day(valid), recorded: day(recorded) }).assets.length;
  expect(count("02-01", "02-10")).toBe(1);
  expect(count("02-28", "12-31")).toBe(1);
  expect(count("01-31", "12-31")).toBe(0);
  expect(count("03-01", "12-31")).toBe(0);
  expect(count("02-15", "02-09")).toBe(0);
});

test("[A1] a list erases nothing before it was made or known", () => {
  const said = observe("computer fqdn:pc1.example.se", present, { validFrom: day("01-01") });
  const scope = [{ kind: "computer", within: null, complete: true }] as const;
  const list = evidence("e2", "02-01", { scope, receivedAt: day("03-01") });
  const isThere = (valid: string, recorded: string): boolean | undefined =>
    reconcile(
      [said, { ...said, id: `${said.id}2` as typeof said.id, standing: "declared" }],
      [list, evidence("e1", "01-01")],
      { valid: day(valid), recorded: day(recorded) },
    ).assets[0]?.present.value;
  expect(isThere("02-01", "03-01")).toBe(false);
  expect(isThere("01-31", "03-01")).toBe(true);
  expect(isThere("02-01", "02-28")).toBe(true);
});

test("[A2] order, repetition and grouping change nothing", () => {
  fc.assert(
    fc.property(
      observations.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length }),
          fc.subarray(all),
        ),
      ),
      fc.shuffledSubarray([...someEvidence], { minLength: someEvidence.length }),
      (drawn, files) => {
        const [all, shuffled, again] = drawn;
        const copies = again.map((one) => structuredClone(one));
        const plain = reconcile(all, someEvidence, end);
        const other = reconcile([...copies, ...shuffled, ...again], [...files, ...files], end);
        expect(modelText(other)).toBe(modelText(plain));
      },
    ),
    { numRuns: 2000 },
  );
});

test("[A2] of several contents under one id the last recorded counts, and it is said", () => {
  const first = observe("computer fqdn:a.example.se", { property: "enabled", value: true });
  const reread = {
    ...first,
    recordedAt: day("06-01"),
    says: { property: "enabled", value: false },
  } as const;
  for (const said of [
    [first, reread],
    [reread, first],
  ]) {
    const model = reconcile(said, [], end);
    expect(model.assets[0]?.facts["enabled"]?.value).toBe(false);
    expect(model.problems).toEqual([
      {
        code: "facts/repeated-id",
        severity: "warning",
        at: null,
        args: { count: 1, first: first.id },
      },
    ]);
  }
  expect(
    reconcile([first, reread], [], { ...end, recorded: day("05-01") }).assets[0]?.facts["enabled"]
      ?.value,
  ).toBe(true);
});

test("[A2] of two records of one evidence the newer reader's counts", () => {
  const said = observe("computer fqdn:a.example.se", present, {
    in: "e1",
    validFrom: day("01-01"),
  });
  const whole = [{ kind: "computer", within: null, complete: true }] as const;
  const list = evidence("e2", "02-01", { reader: { id: "directory", version: 2 } });
  const older = { ...list, scope: whole, reader: { id: "directory", version: 1 } };
  const files = [evidence("e1", "01-01"), list, older];
  for (const given of [files, files.toReversed()])
    expect(reconcile([said], given, end).assets[0]?.present.against).toEqual([]);
});

test("[A3] everything is sorted, and nothing stands twice", () => {
  fc.assert(
    fc.property(observations, (all) => {
      const { assets, relations, contradictions, ambiguous } = reconcile(all, someEvidence, end);
      for (const list of [assets, relations]) {
        const ids = list.map(({ id }: { readonly id: string }) => id);
        expect(ids).toEqual([...new Set(ids)].sort(compareText));
      }
      const known = new Set(assets.map(({ id }) => id));
      for (const { from, to } of relations) expect(known.has(from) && known.has(to)).toBe(true);
      for (const one of ambiguous) expect(one.assets.every((id) => known.has(id))).toBe(true);
      for (const { claims } of assets) expect(claims).toEqual([...claims].sort(compareClaims));
      const keys = contradictions.map(({ asset, property }) => `${asset}\u0000${property}`);
      expect(keys).toEqual([...new Set(keys)].sort(compareText));
    }),
    { numRuns: 500 },
  );
});

test("[A3] ids that begin alike are sorted as texts, relations too", () => {
  const names = ["serial:a", "serial:a-1", "serial:a}", "serial:ab"];
  const model = reconcile(
    names.flatMap((from) =>
      names.map((to) =>
        observe(`system ${from}`, { relation: "depends-on", to: subject(`system ${to}`) }),
      ),
    ),
    [],
    end,
  );
  const ids = model.relations.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort(compareText));
  expect(ids.length).toBe(16);
});

test("[A3] the same facts give the same text and hash whenever they were known", () => {
  const said = ["a", "b"].map((name) => observe(`computer fqdn:${name}.example.se`, present));
  const first = reconcile(said, [], end);
  const again = reconcile(said, [], { ...end, recorded: "2040-01-01T00:00:00.000Z" as Instant });
  expect(modelText(again)).toBe(modelText(first));
  expect(modelHash(again, digest)).toBe(modelHash(first, digest));
  const other = reconcile(said.slice(1), [], end);
  expect(modelHash(other, digest)).not.toBe(modelHash(first, digest));
  expect(JSON.parse(modelText(other))).toEqual({
    valid: end.valid,
    assets: [...other.assets],
    relations: [],
    contradictions: [],
    ambiguous: [],
    likely: [],
    problems: [],
  });
});

test("[A3] the hash sees every part of a large model", () => {
  const said = Array.from({ length: 1200 }, (_none, at) =>
    observe(`system serial:n${at}`, present),
  );
  const whole = reconcile(said, [], end);
  const hashes = [0, 600, 1199].map((left) =>
    modelHash({ ...whole, assets: whole.assets.toSpliced(left, 1) }, digest),
  );
  expect(new Set([modelHash(whole, digest), ...hashes]).size).toBe(4);
});

test("[A4] what has no name or no value is left out and counted", () => {
  const nameless = observe("computer fqdn:.", present);
  const pointsNowhere = observe("computer fqdn:a.example.se", {
    relation: "member-of",
    to: subject("group guid:{}"),
  });
  const value = observe("computer fqdn:b.example.se", { property: "x", value: Number.NaN });
  const model = reconcile([nameless, pointsNowhere, value], [], end);
  expect(idsOf(model)).toEqual([]);
  expect(model.problems.map(({ code, args }) => [code, args.count, args.first])).toEqual([
    ["facts/bad-value", 1, value.id],
    ["facts/unnamed-subject", 2, [nameless.id, pointsNowhere.id].sort(compareText)[0]],
  ]);
});

test("[A4] no text in a claim, a value or a name makes it throw", () => {
  const text = fc.string({ unit: "binary" });
  const spaces = fc.constantFrom("sid" as const, "fqdn" as const, "host" as const, "mac" as const);
  const subjects: fc.Arbitrary<Subject> = fc
    .tuple(spaces, text, text)
    .map(([space, value, within]) => {
      return { kind: "computer", claims: [{ space, value, within }] };
    });
  fc.assert(
    fc.property(subjects, subjects, text, (a, b, name) => {
      const said: Observation[] = [
        { ...observe("computer host:x", { property: name, value: name }), subject: a },
        { ...observe("computer host:x", { relation: "contained-in", to: b }), subject: a },
      ];
      const model = reconcile(said, someEvidence, end);
      expect(model.assets.length).toBeLessThanOrEqual(3);
      expect(modelText(model)).toBe(modelText(reconcile(said.toReversed(), someEvidence, end)));
    }),
  );
});

/** People with accounts, groups and computers: `count` observations in two monthly collections. */
function municipality(count: number): readonly Observation[] {
  const said: Observation[] = [];
  const domain = "sid:S-1-5-21-1-2-3";
  for (let one = 0; said.length < count; one += 1)
    for (const [file, on] of [
      ["ad1", "01-01"],
      ["ad2", "02-01"],
    ] as const) {
      const told = { in: file, validFrom: day(on) };
      const account = `account ${domain}-${1000 + one} upn:u${one}@example.se`;
      const names = `fqdn:pc${one}.example.se host:pc${one}`;
      const computer = `computer ${domain}-${1_000_000 + one} ${names}`;
      said.push(
        observe(account, present, told),
        observe(account, { property: "enabled", value: file === "ad1" }, told),
        observe(account, { relation: "member-of", to: subject(`group ${domain}-513`) }, told),
        observe(account, { relation: "session-on", to: subject(`computer host:pc${one}`) }, told),
        observe(computer, { property: "pwdlastset", value: one }, told),
      );
    }
  return said.slice(0, count);
}

test("[A5] ten times the observations cost at most twelve times the work", () => {
  const files = ["ad1", "ad2"].map((id, at) =>
    evidence(id, at === 0 ? "01-01" : "02-01", {
      scope: [
        { kind: "account", within: { space: "sid", value: "S-1-5-21-1-2-3" }, complete: true },
        { kind: "computer", within: null, complete: true },
      ],
    }),
  );
  const spent = (count: number): number => {
    const work = budget(1e9);
    expect(reconcile(municipality(count), files, end, { work }).assets.length).toBe(count / 5 + 1);
    return work.spent;
  };
  const small = spent(2000);
  expect(small).toBeGreaterThan(2000);
  expect(spent(20_000) / small).toBeLessThan(12);
});

test("[A5] one name that everything has costs no more than many names", () => {
  const crowd = (count: number): number => {
    const work = budget(1e9);
    const said = Array.from({ length: count }, (_none, at) =>
      observe(`computer sid:S-1-5-21-1-2-3-${at} fqdn:www.example.se host:www`, present),
    );
    const bare = observe("computer host:www ip:10.0.0.1", present);
    expect(reconcile([...said, bare], [], end, { work }).assets.length).toBe(count + 1);
    return work.spent;
  };
  expect(crowd(10_000) / crowd(1000)).toBeLessThan(12);
});

test("[A5] a budget that is used up stops the work", () => {
  const said = municipality(100);
  expect(() => reconcile(said, [], end, { work: budget(50) })).toThrow(BudgetExceeded);
});
