/** Random observations about a small world, where names collide often. */
import fc from "fast-check";
import type {
  AssetKind,
  Claim,
  ClaimSpace,
  Evidence,
  Observation,
  Statement,
  Subject,
} from "@vallgrav/kernel";
import { day, evidence, observe } from "./observing.ts";

const kinds: readonly AssetKind[] = ["computer", "account"];

const claims: fc.Arbitrary<Claim> = fc.oneof(
  fc.record({
    space: fc.constantFrom<ClaimSpace>("guid", "serial", "register", "mac", "purl"),
    value: fc.constantFrom("1", "2", "3", "4"),
  }),
  fc.record({
    space: fc.constant<ClaimSpace>("sid"),
    value: fc.constantFrom("S-1-5-21-1-2-3-1", "S-1-5-21-1-2-3-2", "S-1-5-21-9-9-9-1", "s-1-5-32"),
  }),
  fc.record({
    space: fc.constant<ClaimSpace>("fqdn"),
    value: fc.constantFrom("a.example.se", "a.example.test", "b.example.se", "C.example.se."),
  }),
  fc.record({
    space: fc.constantFrom<ClaimSpace>("host", "ip"),
    value: fc.constantFrom("a", "b", "c", " B "),
  }),
  fc.record({
    space: fc.constantFrom<ClaimSpace>("host", "upn"),
    value: fc.constantFrom("a", "b", "d"),
    within: fc.constantFrom("example.se", "example.test"),
  }),
);

/** Subjects with one to three claims. */
export const subjects: fc.Arbitrary<Subject> = fc.record({
  kind: fc.constantFrom(...kinds),
  claims: fc
    .array(claims, { minLength: 1, maxLength: 3 })
    .map((list) => list as unknown as Subject["claims"]),
});

/** Statements of every form; `sameAs` in both directions. */
export const statements: fc.Arbitrary<Statement> = fc.oneof(
  fc.constantFrom<Statement>({ is: "present" }, { is: "absent" }),
  fc.record({
    property: fc.constantFrom("name", "enabled", "pwdlastset", "domain", "__proto__"),
    value: fc.oneof(
      fc.boolean(),
      fc.constantFrom("x", "y", "example.se"),
      fc.constantFrom(1, 2, 0.1),
      fc.constantFrom(["p", "q"], ["q", "p"]),
    ),
  }),
  fc.record({
    relation: fc.constantFrom("member-of", "session-on", "contained-in", "right/Owns"),
    to: subjects,
  }) as fc.Arbitrary<Statement>,
  fc.record({ sameAs: subjects, holds: fc.constantFrom(true, false, null) }),
  fc.record({
    trust: fc.constantFrom("name", "enabled", "__proto__"),
    source: fc.constantFrom("directory", "scan", null),
  }),
);

const days = fc.constantFrom("01-01", "02-01", "03-01", "04-01").map(day);

/** Observations in four pieces of evidence. */
export const observations: fc.Arbitrary<Observation[]> = fc.array(
  fc
    .record({
      about: subjects,
      says: statements,
      validFrom: days,
      recordedAt: days,
      validUntil: fc.option(fc.constant(day("05-01")), { freq: 9 }),
      standing: fc.constantFrom("observed" as const, "declared" as const),
      report: fc.constantFrom("configuration" as const, "person" as const),
      in: fc.constantFrom("e1", "e2", "e3", "e4"),
    })
    .map(({ about, says, ...told }) => {
      const plain = observe("computer host:a", says, told);
      return {
        ...plain,
        id: `${plain.id}${JSON.stringify(about)}` as typeof plain.id,
        subject: about,
      };
    }),
  { maxLength: 25 },
);

/** Three of the four pieces of evidence, two of them complete lists. */
export const someEvidence: readonly Evidence[] = [
  evidence("e1", "01-01", { scope: [{ kind: "computer", within: null, complete: false }] }),
  evidence("e2", "02-01", { scope: [{ kind: "computer", within: null, complete: true }] }),
  evidence("e3", "03-01", {
    scope: [
      { kind: "account", within: { space: "sid", value: "S-1-5-21-1-2-3" }, complete: true },
      { kind: "computer", within: { space: "fqdn", value: "example.se" }, complete: true },
    ],
  }),
];
