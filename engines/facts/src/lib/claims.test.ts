/** Spelling, strength and scope of claims. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { claim, day, observe, present } from "../../test/observing.ts";
import { claimName, claimSpaces, isInside, normaliseClaim, sidDomain } from "./claims.ts";
import { reconcile } from "./reconcile.ts";

test.each([
  [
    { space: "sid", value: " s-1-5-21-1-2-3-500 " },
    { space: "sid", value: "S-1-5-21-1-2-3-500" },
  ],
  [
    { space: "guid", value: "{ab-1}" },
    { space: "guid", value: "AB-1" },
  ],
  [
    { space: "fqdn", value: "SRV1.Example.SE." },
    { space: "fqdn", value: "srv1.example.se" },
  ],
  [
    { space: "upn", value: "Signe@Example.SE" },
    { space: "upn", value: "signe@example.se" },
  ],
  [
    { space: "mac", value: "00-1B.2C3D:4E5F" },
    { space: "mac", value: "00:1b:2c:3d:4e:5f" },
  ],
  [
    { space: "serial", value: " aB1 " },
    { space: "serial", value: "aB1" },
  ],
  [
    { space: "host", value: "SRV1", within: " Example.SE" },
    { space: "host", value: "srv1", within: "example.se" },
  ],
  [
    { space: "host", value: "a", within: " " },
    { space: "host", value: "a" },
  ],
  [{ space: "guid", value: " {} " }, null],
] as const)("[I1] one spelling: %j", (given, wanted) => {
  expect(normaliseClaim(given)).toEqual(wanted);
});

test("[I1] normalising twice changes nothing and never throws", () => {
  const spaces = fc.constantFrom(...claimSpaces);
  const text = fc.oneof(fc.string(), fc.constantFrom("{{A}}", " . . ", "{ {x} }", "AB.", "a. ."));
  fc.assert(
    fc.property(spaces, text, fc.option(text, { nil: undefined }), (space, value, within) => {
      const once = normaliseClaim(
        within === undefined ? { space, value } : { space, value, within },
      );
      expect(once === null ? null : normaliseClaim(once)).toEqual(once);
    }),
  );
});

test("[I3] two different claims never give one name", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "(", ")", ":", "%", "|", "~", "2", "9", "/"),
  });
  const claims = fc.record({
    space: fc.constantFrom("host" as const, "ip" as const),
    value: text.map((value) => `${value}a`),
    within: text.map((value) => `${value}a`),
  });
  fc.assert(
    fc.property(claims, claims, fc.boolean(), (a, b, isScoped) => {
      const other = isScoped ? b : { space: b.space, value: b.value };
      const same = JSON.stringify(a) === JSON.stringify(other);
      expect(claimName("computer", a) === claimName("computer", other)).toBe(same);
    }),
    { numRuns: 2000 },
  );
});

test("[I3] signs that would confuse ids are written out", () => {
  expect(claimName("system", { space: "register", value: "a|b~2%", within: "x)y" })).toBe(
    "system/register(x%29y):a%7Cb%7E2%25",
  );
});

test("[I8] only accounts of a domain have a domain in their SID", () => {
  const domains = ["sid:S-1-5-21-1-2-3-500", "sid:S-1-5-21-1-2-3", "sid:S-1-5-32-544", "host:a"];
  expect(domains.map((text) => sidDomain(claim(text)))).toEqual([
    "S-1-5-21-1-2-3",
    null,
    null,
    null,
  ]);
});

test.each([
  ["sid:S-1-5-21-1-2-3-500", "sid:S-1-5-21-1-2-3", true],
  ["sid:S-1-5-21-1-2-33-500", "sid:S-1-5-21-1-2-3", false],
  ["sid:S-1-5-21-1-2-3", "sid:S-1-5-21-1-2-3", true],
  ["fqdn:srv1.example.se", "fqdn:example.se", true],
  ["fqdn:srv1.skola.example.se", "fqdn:example.se", false],
  ["upn:signe@example.se", "fqdn:example.se", true],
  ["upn:signe@skola.example.se", "fqdn:example.se", false],
  ["host:srv1@example.se", "fqdn:example.se", true],
  ["host:srv1", "fqdn:example.se", false],
  ["serial:1", "sid:S-1-5-21-1-2-3", false],
])("[P3] %s inside %s: %s", (inner, outer, wanted) => {
  expect(isInside(claim(inner), claim(outer))).toBe(wanted);
});

test("[I9] people see the property name, else the claim that reads best", () => {
  const names = (text: string, ...more: readonly string[]): readonly string[] => {
    const said = more.map((value) => observe(text, { property: "name", value }));
    const asOf = { valid: day("12-31"), recorded: day("12-31") };
    return reconcile([observe(text, present), ...said], [], asOf).assets.map(({ name }) => name);
  };
  const account = "account sid:S-1-5-21-1-2-3-1001 upn:signe@example.se";
  expect(names(account)).toEqual(["signe@example.se"]);
  expect(names(account, "Signe Exempel")).toEqual(["Signe Exempel"]);
  expect(names(account, " ")).toEqual(["signe@example.se"]);
  expect(names("computer mac:00:11:22:33:44:55 serial:A1 host:srv1")).toEqual(["srv1"]);
  expect(names("group sid:s-1-5-32")).toEqual(["S-1-5-32"]);
});
