/** Names that change hands, that nobody filled in, and that people write nearly right. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AssetId, Observation } from "@vallgrav/kernel";
import { agreement, estate } from "../../test/estate.ts";
import { claim, day, end, idsOf, observe, present, subject } from "../../test/observing.ts";
import { normaliseClaim } from "./claims.ts";
import { formerIds } from "./former-ids.ts";
import { slip } from "./near-names.ts";
import { reconcile } from "./reconcile.ts";
import { whoIsWho } from "./who-is-who.ts";

/** `text @ month-day` in evidence of its own. */
function told(...texts: readonly string[]): readonly Observation[] {
  return texts.map((text, at) => {
    const [about = "", when = "03-01"] = text.split(" @ ");
    return observe(about, present, { in: `e${at}`, validFrom: day(when) });
  });
}

function idsAfter(...texts: readonly string[]): readonly string[] {
  return idsOf(reconcile(told(...texts), [], end));
}

const sid = "sid:S-1-5-21-1-2-3";

test("[I4] a name's better-known bearers are one if nothing shows two machines", () => {
  expect(idsAfter("computer guid:A1 host:srv1", "computer serial:k1 host:srv1")).toEqual([
    "computer/guid:A1",
  ]);
  expect(idsAfter("computer guid:A1 host:srv1", "computer guid:A2 host:srv1")).toEqual([
    "computer/guid:A1",
    "computer/guid:A2",
  ]);
});

test("[I10] what nobody filled in is no name", () => {
  const empty = [
    "serial:To be filled by O.E.M.",
    "serial:Default string",
    "serial:0000000",
    "serial:XXXXXXXX",
    "serial:123456789",
    "mac:00:00:00:00:00:00",
    "mac:ff-ff-ff-ff-ff-ff",
    "ip:127.0.0.1",
    "ip:169.254.3.4",
    "ip:fe80::1",
    "host:localhost",
    "guid:{00000000-0000-0000-0000-000000000000}",
    "guid:03000200-0400-0500-0006-000700080009",
  ];
  expect(empty.filter((text) => normaliseClaim(claim(text)) !== null)).toEqual([]);
  const real = ["serial:5CG1234", "mac:02:00:00:00:00:01", "ip:10.0.0.1", "host:localhost1"];
  expect(real.filter((text) => normaliseClaim(claim(text)) === null)).toEqual([]);
});

test("[I11] a name given to a new machine is no longer the old one's", () => {
  const account = `computer ${sid}-7 fqdn:pc7.example.se`;
  const [before, after] = ["computer serial:old host:pc7", "computer serial:new host:pc7"];
  expect(idsAfter(account, `${before} @ 03-01`, `${after} @ 06-01`)).toEqual([
    "computer/serial:old",
    `computer/${sid}-7`,
  ]);
  expect(idsAfter(account, `${before} @ 06-01`, `${after} @ 06-01`).length).toBe(3);
});

test("[I11] a renamed machine bears its new name", () => {
  const accounts = [1, 2].map((n) => `computer ${sid}-${n} fqdn:pc${n}.example.se`);
  const ids = idsAfter(
    ...accounts,
    "computer serial:k9 host:pc1 @ 03-01",
    "computer serial:k9 host:pc2 @ 06-01",
  );
  expect(ids).toEqual([`computer/${sid}-1`, `computer/${sid}-2`]);
  const model = reconcile(
    told(...accounts, "computer serial:k9 host:pc1", "computer serial:k9 host:pc2 @ 06-01"),
    [],
    end,
  );
  const claims = model.assets.map((asset) => asset.claims.map(({ value }) => value).join(" "));
  expect(claims[1]).toContain("K9".toLowerCase());
});

test("[I200] a full name given to a new machine leads to that machine", () => {
  const account = `computer ${sid}-7 fqdn:pc7.example.se`;
  const [old, young] = ["computer serial:old fqdn:pc7.example.se", "computer serial:young"];
  const named = `${young} fqdn:pc7.example.se`;
  const ids = [`computer/serial:old`, `computer/${sid}-7`];
  const changed = reconcile(
    told(`${old} @ 03-01`, `${named} @ 06-01`, `${account} @ 06-02`),
    [],
    end,
  );
  expect(idsOf(changed)).toEqual(ids);
  expect(changed.ambiguous).toEqual([]);
  expect(changed.assets[1]?.claims.map(({ value }) => value)).toContain("young");
  // Told while the old one bore it, or on one day: nobody knows.
  expect(idsAfter(`${old} @ 03-01`, `${named} @ 06-01`, `${account} @ 03-01`).length).toBe(3);
  expect(idsAfter(`${old} @ 06-01`, `${named} @ 06-01`, `${account} @ 06-02`).length).toBe(3);
  const bare = (when: string): readonly string[] =>
    idsAfter(`${old} @ 03-01`, `${named} @ 06-01`, `computer host:pc7 @ ${when}`);
  expect(bare("06-02")).toEqual(["computer/serial:old", "computer/serial:young"]);
  expect(bare("03-01").length).toBe(3);
});

test("[I200] where somebody says that two bearers differ, time does not decide", () => {
  const [old, young] = ["computer serial:old fqdn:pc7.example.se", "computer serial:young"];
  const account = `computer ${sid}-7 fqdn:pc7.example.se`;
  const apart = observe(
    "computer serial:young",
    { sameAs: subject(`computer ${sid}-7`), holds: false },
    { in: "word", report: "person", standing: "declared", validFrom: day("06-03") },
  );
  const model = reconcile(
    [
      ...told(`${old} @ 03-01`, `${young} fqdn:pc7.example.se @ 06-01`, `${account} @ 06-02`),
      apart,
    ],
    [],
    end,
  );
  expect(model.assets.length).toBe(3);
  expect(model.ambiguous.map(({ claim: { value } }) => value)).toEqual(["pc7.example.se"]);
});

test("[I12] a dock's MAC does not make one of many laptops", () => {
  const docked = [1, 2, 3].map((n) => `computer serial:k${n} mac:02:00:00:00:00:09`);
  expect(idsAfter(...docked).length).toBe(3);
  const twice = ["k1", "k2"].map(
    (serial) => `computer serial:${serial} mac:02:00:00:00:00:09 fqdn:a.example.se`,
  );
  expect(idsAfter(...twice)).toEqual(["computer/serial:k1"]);
});

test("[I13] a leased address names nobody a month later", () => {
  const known = "computer serial:k1 ip:10.0.0.9";
  expect(idsAfter(`${known} @ 03-01`, "computer ip:10.0.0.9 @ 03-03").length).toBe(1);
  expect(idsAfter(`${known} @ 03-01`, "computer ip:10.0.0.9 @ 04-03").length).toBe(2);
  expect(
    idsAfter(`${known} @ 03-01`, `${known} @ 03-20`, "computer ip:10.0.0.9 @ 06-03").length,
  ).toBe(1);
});

test("[I14] a name written nearly right joins the one it is like", () => {
  const known = `computer ${sid}-7 fqdn:srv-ekonomi01.example.se`;
  for (const written of ["srvekonomi01", "SRV-EKONOMIO1", "srv-ekonmoi01", "srv-ekonoomi01"]) {
    const model = reconcile(told(known, `computer host:${written}`), [], end);
    expect([written, ...idsOf(model)]).toEqual([written, `computer/${sid}-7`]);
    expect(model.likely.map(({ isJoined }) => isJoined)).toEqual([true]);
  }
  const other = reconcile(told(known, "computer host:srv-ekonomi02"), [], end);
  expect([other.assets.length, other.likely]).toEqual([2, []]);
});

test("[I14] one letter at the end of a word is a hint, and of two like names none is meant", () => {
  const hint = reconcile(
    told(`computer ${sid}-7 fqdn:appsrvb01.example.se`, "computer host:appsrva01"),
    [],
    end,
  );
  expect(hint.likely).toEqual([
    {
      kind: "computer",
      written: claim("host:appsrva01"),
      means: claim("fqdn:appsrvb01.example.se"),
      because: "letters",
      isJoined: false,
      asset: "computer/host:appsrva01",
      like: `computer/${sid}-7`,
    },
  ]);
  const two = ["srv-ekonomi-01", "srv_ekonomi01"].map(
    (name, at) => `computer ${sid}-${at} fqdn:${name}.example.se`,
  );
  expect(idsAfter(...two, "computer host:srvekonomi01").length).toBe(3);
});

test("[I14] a slip is one letter, and the same seen from either side", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ab1]{0,7}$/), fc.stringMatching(/^[ab1]{0,7}$/), (a, b) => {
      expect(slip(a, b)).toBe(slip(b, a));
      if (slip(a, b) !== null) expect(Math.abs(a.length - b.length)).toBeLessThan(2);
    }),
  );
  expect(slip("ekonomi01", "ekonomi02")).toBeNull();
  // A run of four letters seen from one side, of five from the other.
  expect([slip("abab", "aabab"), slip("aabab", "abab")]).toEqual(["elsewhere", "elsewhere"]);
});

test("[I15] an id of before leads to the asset", () => {
  const [before] = idsAfter("computer host:srv1");
  const after = reconcile(
    told("computer host:srv1", `computer ${sid}-7 fqdn:srv1.example.se`),
    [],
    end,
  );
  expect(formerIds(after).get(before ?? "")).toBe(`computer/${sid}-7` as AssetId);
  const shared = told("computer serial:k1 ip:10.0.0.1", "computer serial:k2 ip:10.0.0.1");
  expect(formerIds(reconcile(shared, [], end)).get("computer/ip:10.0.0.1")).toBeUndefined();
});

test("[I16] what is one is found, and what is not is kept apart", () => {
  for (const seed of [1, 2, 3]) {
    const { observations, evidence, truth } = estate(1500, seed);
    const { precision, recall, pairs } = agreement(whoIsWho(observations, evidence, end), truth);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.98);
    expect(pairs).toBeGreaterThan(4000);
  }
});

test("[A2] who is who does not depend on the order of an estate", () => {
  const { observations, evidence } = estate(400, 7);
  const turned = observations.toReversed();
  expect(whoIsWho(turned, evidence, end)).toEqual(whoIsWho(observations, evidence, end));
});
