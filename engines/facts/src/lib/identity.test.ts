/** Who is who. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClaimSpace, Observation, Subject } from "@vallgrav/kernel";
import {
  assetIn,
  claim,
  day,
  end,
  idsOf,
  observe,
  present,
  subject,
} from "../../test/observing.ts";
import { subjects } from "../../test/world.ts";
import { sidDomain } from "./claims.ts";
import { reconcile } from "./reconcile.ts";

function modelOf(...said: readonly Observation[]): ReturnType<typeof reconcile> {
  return reconcile(said, [], end);
}

/** A model of subjects that are simply there. */
function modelOfSubjects(...texts: readonly string[]): ReturnType<typeof reconcile> {
  return modelOf(...texts.map((text) => observe(text, present)));
}

function same(
  a: string,
  b: string,
  holds: boolean,
  told: Parameters<typeof observe>[2] = {},
): Observation {
  const person = { standing: "declared", report: "person", in: "answer", ...told } as const;
  return observe(a, { sameAs: subject(b), holds }, person);
}

test("[I2] a server seen by directory, scan and register is one asset", () => {
  const model = modelOfSubjects(
    "computer sid:S-1-5-21-1-2-3-1001 fqdn:SRV1.example.se host:srv1@example.se",
    "computer mac:00-11-22-33-44-55 fqdn:srv1.example.se. ip:10.0.0.1",
    "computer register:cmdb-17 mac:00:11:22:33:44:55",
  );
  expect(idsOf(model)).toEqual(["computer/sid:S-1-5-21-1-2-3-1001"]);
  expect(model.assets[0]?.claims).toEqual(
    [
      "sid:S-1-5-21-1-2-3-1001",
      "register:cmdb-17",
      "mac:00:11:22:33:44:55",
      "fqdn:srv1.example.se",
      "host:srv1@example.se",
      "ip:10.0.0.1",
    ].map(claim),
  );
});

test("[I2] kinds never merge, scopes keep names apart", () => {
  expect(
    idsOf(
      modelOfSubjects(
        "person upn:signe@example.se",
        "account upn:signe@example.se",
        "computer host:srv1@example.se",
        "computer host:srv1@example.test",
      ),
    ),
  ).toEqual([
    "account/upn:signe@example.se",
    "computer/host(example.se):srv1",
    "computer/host(example.test):srv1",
    "person/upn:signe@example.se",
  ]);
});

test("[I3] the id is the strongest, then smallest claim; relations are made of ids", () => {
  const model = modelOf(
    observe("computer fqdn:b.example.se fqdn:a.example.se", {
      relation: "member-of",
      to: subject("group guid:{ab}"),
    }),
  );
  expect(model.relations.map(({ id }) => id)).toEqual([
    "member-of|computer/fqdn:a.example.se|group/guid:AB",
  ]);
});

test("[I3] assets that share all their claims are told apart by number", () => {
  const model = modelOf(
    observe("computer fqdn:a.example.se", present),
    observe("computer fqdn:a.example.se host:a@example.se", present),
    observe("computer fqdn:a.example.se host:a@example.test", present),
    same("computer fqdn:a.example.se", "computer fqdn:a.example.se host:a@example.se", false),
  );
  expect(idsOf(model)).toEqual([
    "computer/fqdn:a.example.se",
    "computer/host(example.se):a",
    "computer/host(example.test):a",
  ]);
  const twins = modelOf(
    same("computer fqdn:a.test fqdn:b.test", "computer fqdn:a.test", false),
    same("computer fqdn:a.test fqdn:b.test", "computer fqdn:b.test", false),
  );
  expect(idsOf(twins)).toEqual([
    "computer/fqdn:a.test",
    "computer/fqdn:a.test~2",
    "computer/fqdn:b.test",
  ]);
});

test("[I4] a bare host name joins the one asset it can mean", () => {
  for (const known of ["fqdn:srv1.example.se", "host:srv1@example.se", "serial:X1 host:srv1"])
    expect(
      modelOfSubjects(`computer ${known}`, "computer host:SRV1 ip:10.0.0.1", "account host:srv1")
        .assets.length,
    ).toBe(2);
});

test("[I4] a better-known thing may join another by its host name, none by its address", () => {
  const byName = modelOfSubjects("computer fqdn:srv1.example.se", "computer serial:X1 host:srv1");
  expect(idsOf(byName)).toEqual(["computer/serial:X1"]);
  const byAddress = modelOfSubjects(
    "computer fqdn:srv1.example.se ip:10.0.0.1",
    "computer serial:X1 ip:10.0.0.1",
  );
  expect(idsOf(byAddress)).toEqual(["computer/fqdn:srv1.example.se", "computer/serial:X1"]);
  expect(byAddress.ambiguous).toEqual([]);
});

test("[I4] an address alone joins the one asset that has it", () => {
  const model = modelOfSubjects("computer host:srv1 ip:10.0.0.1", "computer ip:10.0.0.1");
  expect(idsOf(model)).toEqual(["computer/host:srv1"]);
});

test("[I5] a bare host name that could be two computers stays by itself and is reported", () => {
  const model = modelOfSubjects(
    "computer fqdn:srv1.example.se",
    "computer fqdn:srv1.example.test",
    "computer host:srv1",
  );
  expect(idsOf(model)).toEqual([
    "computer/fqdn:srv1.example.se",
    "computer/fqdn:srv1.example.test",
    "computer/host:srv1",
  ]);
  expect(model.ambiguous).toEqual([
    { kind: "computer", claim: claim("host:srv1"), assets: idsOf(model) },
  ]);
});

test("[I5] two serial numbers under one host name join nothing", () => {
  const model = modelOfSubjects(
    "computer serial:1 host:srv1",
    "computer serial:2 host:srv1",
    "computer fqdn:srv1.example.se",
  );
  expect(model.assets.length).toBe(3);
  expect(model.ambiguous.map(({ assets }) => assets)).toEqual([idsOf(model)]);
});

test("[I5] an address that several have means none of them", () => {
  const model = modelOfSubjects(
    "computer host:srv1 ip:10.0.0.1",
    "computer host:srv2 ip:10.0.0.1",
    "computer ip:10.0.0.1",
  );
  expect(model.assets.length).toBe(3);
  expect(model.ambiguous.map(({ claim: name }) => name)).toEqual([claim("ip:10.0.0.1")]);
});

test("[I6] a person's word joins two names of one thing, and never two kinds", () => {
  const model = modelOf(
    observe("system register:17", present),
    observe("system fqdn:tid.example.se", present),
    same("system register:17", "system fqdn:tid.example.se", true),
    same("system register:17", "computer fqdn:tid.example.se", true),
  );
  expect(idsOf(model)).toEqual(["computer/fqdn:tid.example.se", "system/register:17"]);
  expect(model.problems.map(({ code, args }) => [code, args.count])).toEqual([
    ["facts/same-across-kinds", 1],
  ]);
});

const cloned = [
  observe("system serial:k1 mac:00:11:22:33:44:55", present),
  observe("system serial:k2 mac:00:11:22:33:44:55", present),
];

test("[I7] what is told apart stays apart, and joins again without the statement", () => {
  const split = same("system serial:k1", "system serial:k2", false);
  const model = modelOf(...cloned, split);
  expect(idsOf(model)).toEqual(["system/serial:k1", "system/serial:k2"]);
  expect(model.ambiguous).toEqual([
    { kind: "system", claim: claim("mac:00:11:22:33:44:55"), assets: idsOf(model) },
  ]);
  expect(idsOf(modelOf(...cloned))).toEqual(["system/serial:k1"]);
});

test("[I7] of two words about the same two the newer rules", () => {
  const split = same("system serial:k1", "system serial:k2", false, { validFrom: day("04-01") });
  const join = same("system serial:k2", "system serial:k1", true, { validFrom: day("05-01") });
  expect(modelOf(...cloned, split, join).assets.length).toBe(1);
  const later = { ...split, validFrom: day("06-01") };
  expect(modelOf(...cloned, later, join).assets.length).toBe(2);
});

test("[I7] words that join through a third do not join what is told apart", () => {
  const model = modelOf(
    same("system register:1", "system register:2", false),
    same("system register:1", "system register:3", true, { validFrom: day("04-01") }),
    same("system register:2", "system register:3", true),
  );
  expect(idsOf(model)).toEqual(["system/register:1", "system/register:2"]);
  expect(assetIn(model, "system/register:1").claims.length).toBe(2);
});

test("[I7] one SID is one thing, whatever is said", () => {
  const model = modelOf(
    same("account sid:S-1-5-32-1 upn:a@example.se", "account sid:S-1-5-32-1", false),
  );
  expect(model.assets.length).toBe(1);
  expect(model.problems.map(({ code }) => code)).toEqual(["facts/cannot-keep-apart"]);
});

test("[I8] a replaced computer shares its name and is another computer", () => {
  const [old, now] = ["computer sid:S-1-5-21-1-2-3-1001", "computer sid:S-1-5-21-1-2-3-2002"];
  const said = [
    observe(`${old} fqdn:srv1.example.se`, present),
    observe(`${now} fqdn:srv1.example.se`, present),
  ];
  const model = modelOf(...said);
  expect(idsOf(model)).toEqual([
    "computer/sid:S-1-5-21-1-2-3-1001",
    "computer/sid:S-1-5-21-1-2-3-2002",
  ]);
  expect(model.ambiguous.map(({ claim: name }) => name)).toEqual([claim("fqdn:srv1.example.se")]);
  expect(modelOf(...said, same(old, now, true)).assets.length).toBe(1);
});

/** Statements about pairs, each subject with one more claim that nobody else has. */
function words(
  pairs: readonly (readonly [Subject, Subject, boolean])[],
  keep: (space: ClaimSpace) => boolean,
): readonly Observation[] {
  const marked = ({ kind, claims }: Subject, value: string): Subject => {
    const own = { space: "purl", value } as const;
    return { kind, claims: [own, ...claims.filter(({ space }) => keep(space))] };
  };
  return pairs.map(([a, b, holds], index) => {
    const says = { sameAs: marked(b, `b${index}`), holds };
    return {
      ...observe("computer host:a", says, { in: `e${index}` }),
      subject: marked(a, `a${index}`),
    };
  });
}

const pairs = fc.array(fc.tuple(subjects, subjects, fc.boolean()), { maxLength: 12 });

test("[I7] whatever else is said, what was told apart is apart, and no id stands twice", () => {
  const isSoft = (space: ClaimSpace): boolean => !["sid", "guid", "register"].includes(space);
  let kept = 0;
  fc.assert(
    fc.property(pairs, (drawn) => {
      const model = modelOf(...words(drawn, isSoft));
      expect(new Set(idsOf(model)).size).toBe(model.assets.length);
      const idOf = (value: string): string | undefined =>
        model.assets.find(({ claims }) => claims.some((one) => one.value === value))?.id;
      for (const [index, [a, b, holds]] of drawn.entries()) {
        if (holds || a.kind !== b.kind) continue;
        expect(idOf(`a${index}`)).not.toBe(idOf(`b${index}`));
        kept += 1;
      }
    }),
    { numRuns: 500 },
  );
  expect(kept).toBeGreaterThan(500);
});

test("[I8] no name, weak or not, joins two SIDs of one domain", () => {
  const isNoOtherId = (space: ClaimSpace): boolean => space !== "guid" && space !== "register";
  const oneSid = (subjectDrawn: Subject): boolean =>
    subjectDrawn.claims.filter(({ space }) => space === "sid").length < 2;
  fc.assert(
    fc.property(pairs, (drawn) => {
      const apart = drawn
        .filter(([a, b]) => oneSid(a) && oneSid(b))
        .map(([a, b]) => [a, b, false] as const);
      for (const { claims } of modelOf(...words(apart, isNoOtherId)).assets) {
        const domains = claims.map(sidDomain).filter((domain) => domain !== null);
        expect(domains.length).toBe(new Set(domains).size);
      }
    }),
    { numRuns: 500 },
  );
});
