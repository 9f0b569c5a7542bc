/** The orders of versions: published examples as facts, and what holds for every order. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareVersions, versionKey, type VersionScheme, versionSchemes } from "../../index.ts";
import { dpkgReference, rpmReference, semverReference } from "../../../test/references.ts";
import { pythonText, versionText } from "../../../test/version-texts.ts";

/** Pairs of a row of ever later versions that do not come out as told, in any of the two orders. */
function faults(scheme: VersionScheme, row: string): readonly string[] {
  const all = row.split(/\s+/).filter((one) => one !== "");
  expect(all.length).toBeGreaterThan(1);
  return all.flatMap((a, i) =>
    all.flatMap((b, j) => {
      const got = compareVersions(scheme, a, b);
      return got === Math.sign(i - j) ? [] : [`${a} and ${b}: ${got}`];
    }),
  );
}

/** Versions of a row that are not all the same one. */
function unequal(scheme: VersionScheme, row: string): readonly string[] {
  const [first = "", ...others] = row.split(/\s+/).filter((one) => one !== "");
  expect(others.length).toBeGreaterThan(0);
  return others.filter((one) => compareVersions(scheme, first, one) !== 0);
}

test("[V1] any text has a key or none; none has what is too long or too strange", () => {
  const any = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), versionText);
  fc.assert(
    fc.property(fc.constantFrom(...versionSchemes), any, (scheme, text) => {
      const key = versionKey(scheme, text);
      if (key === null) return;
      const isNarrow = Array.from(key, (one) => one.charCodeAt(0)).every(
        (code) => code > 0 && code < 256,
      );
      expect([key === "", isNarrow]).toEqual([false, true]);
      expect(text.length).toBeLessThanOrEqual(256);
    }),
    { numRuns: 1000 },
  );
  for (const scheme of versionSchemes)
    for (const text of ["", " ", "1 2", "1\n", "1".repeat(257)])
      expect([scheme, text, versionKey(scheme, text)]).toEqual([scheme, text, null]);
  expect(versionKey("dpkg", "a:1")).toBeNull();
  expect(versionKey("cran", "1.x")).toBeNull();
  expect(versionKey("semver", "latest")).toBeNull();
  expect(versionKey("generic", "unknown")).toBeNull();
});

test("[V2] every order is total: opposite both ways, and transitive", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...versionSchemes),
      versionText,
      versionText,
      versionText,
      (scheme, a, b, c) => {
        const ab = compareVersions(scheme, a, b);
        const ba = compareVersions(scheme, b, a);
        const bc = compareVersions(scheme, b, c);
        const ac = compareVersions(scheme, a, c);
        if (ab === null || bc === null || ac === null || ba === null) return;
        expect(ab + ba).toBe(0);
        if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0);
        if (ab === 0) expect(ac).toBe(bc);
        expect(compareVersions(scheme, a, a)).toBe(0);
      },
    ),
    { numRuns: 3000 },
  );
});

test("[V3] Semantic Versioning", () => {
  const published =
    "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 " +
    "1.0.0-rc.1 1.0.0";
  expect(faults("semver", `${published} 2.0.0 2.1.0 2.1.1`)).toEqual([]);
  expect(faults("semver", "1.0.0-0 1.0.0-99 1.0.0-A 1.0.0-a 1.0.0-a.0 1 1.0.0.1")).toEqual([]);
  expect(unequal("semver", "1.0.0 v1.0.0 1 1.0 1.0.0+build 1.0.0+20130313144700")).toEqual([]);
  const large = "99999999999999999999998.1.1 99999999999999999999999.0.0";
  expect(faults("semver", large)).toEqual([]);
  expect(faults("semver", "1.9.0rc1 1.9.0")).toEqual([]);
});

test("[V4] NuGet: four numbers, prereleases in any case", () => {
  expect(faults("nuget", "1.0.0-alpha 1.0.0-beta.2 1.0.0-beta.11 1.0 1.0.0.1 1.0.1")).toEqual([]);
  expect(unequal("nuget", "1.0 1.0.0.0 1.0.0+x 1.00.0")).toEqual([]);
  expect(unequal("nuget", "1.0.0-BETA 1.0.0-beta 1.0.0-Beta+1")).toEqual([]);
});

test("[V5] pub: build metadata counts", () => {
  expect(faults("pub", "1.0.0-pre 1.0.0-pre+1 1.0.0 1.0.0+1 1.0.0+2 1.0.0+a 1.0.1")).toEqual([]);
});

test("[V6] PEP 440, and what came before it", () => {
  const published =
    "1.dev0 1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 " +
    "1.0b2.post345.dev456 " +
    "1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 " +
    "1.0.post456.dev34 1.0.post456 " +
    "1.0.15 1.1.dev1 1!0.1";
  expect(faults("pep440", published)).toEqual([]);
  expect(unequal("pep440", "1.0 v1 1.0.0 1.00")).toEqual([]);
  expect(unequal("pep440", "1.1RC1 1.1-c1 1.1.pre.1 1.1_preview_1")).toEqual([]);
  expect(unequal("pep440", "1.0-1 1.0.post1 1.0.rev1 1.0r1")).toEqual([]);
  expect(faults("pep440", "0.1-cat 0.1-dog 0.9-cat 0.1 1.0")).toEqual([]);
  // Words of every object are words like others.
  expect(faults("pep440", "0.1-cat 0.1-constructor 0.1-dog 0.1-valueof 0.1")).toEqual([]);
});

test("[V7] Debian", () => {
  expect(faults("dpkg", "1.0~~ 1.0~~a 1.0~ 1.0 1.0a 1.0+ 1.0.1 1:0.1")).toEqual([]);
  expect(faults("dpkg", "2.7-13ubuntu1 2.7-13+deb9u1 2.7-14~bpo1 2.7-14 2.10")).toEqual([]);
  expect(unequal("dpkg", "1.0 0:1.0 1.0-0 1.0-00 01.0")).toEqual([]);
  expect(versionKey("dpkg", "1:")).toBeNull();
});

test("[V8] RPM", () => {
  expect(faults("rpm", "1.0~rc1 1.0 1.0^git1 1.0a 1.0.1 1.1-1 1.1-2.el9 1:0.1-1")).toEqual([]);
  expect(faults("rpm", "1 1-0 1-1.el7 1-123")).toEqual([]);
  expect(unequal("rpm", "2.0 2_0 2..0 0:2.0 2.000")).toEqual([]);
  expect(unequal("rpm", "1.1.α 1.1.β 1.1.")).toEqual([]);
  expect(faults("rpm", "xyz.4 2 10xyz 10.1xyz")).toEqual([]);
});

test("[V9] Alpine", () => {
  const row =
    "1.1_alpha1 1.1_beta 1.1_pre2 1.1_rc1 1.1 1.1-r1 1.1-r10 1.1_cvs1 1.1_git1 1.1_p1 " +
    "1.1a 1.1.0 1.2";
  expect(faults("apk", row)).toEqual([]);
  expect(faults("apk", "1.2_blah 1.2")).toEqual([]);
  expect(faults("apk", "1.02 1.03 1.1 1.10")).toEqual([]);
  expect(unequal("apk", "1-r1 1-r01")).toEqual([]);
});

test("[V10] Maven", () => {
  const row =
    "1-alpha2snapshot 1-alpha2 1-alpha-123 1-beta-2 1-beta123 1-m2 1-m11 1-rc " +
    "1-SNAPSHOT 1 1-sp 1-a " +
    "1-zeta 1-1-snapshot 1-1 1-2 1.1";
  expect(faults("maven", row)).toEqual([]);
  expect(unequal("maven", "1 1.0 1-ga 1.final 1-0 1.0.0-release 1.")).toEqual([]);
  expect(unequal("maven", "1-rc1 1-cr-1 1RC1 1.0.0.rc1")).toEqual([]);
  expect(unequal("maven", "1a1 1-alpha-1 1.alpha1")).toEqual([]);
  expect(faults("maven", "1.0.RC2 1.0-RC3 1.0.1")).toEqual([]);
});

test("[V11] Packagist: PHP's words, and Composer's four numbers", () => {
  const row = "dev-main 1.0-dev 1.0-alpha1 1.0b1 1.0RC1 1.0 1.0-p1 1.0.1 1.10";
  expect(faults("packagist", row)).toEqual([]);
  expect(unequal("packagist", "1.0 v1.0.0 1 1.0.0.0")).toEqual([]);
  expect(unequal("packagist", "1.0rc2 1.0.0.RC2 1.0-rc.2")).toEqual([]);
});

test("[V12] RubyGems", () => {
  expect(faults("rubygems", "0.9 1.0.a.2 1.0.b1 1.0 1.0.1 1.2.b1 1.2 3.2 3.10")).toEqual([]);
  expect(unequal("rubygems", "1 1.0 1.0.0")).toEqual([]);
  expect(unequal("rubygems", "1.0.a10 1.0.a.10 1.a10")).toEqual([]);
  expect(faults("rubygems", "1.a.0.b 1.a 1.a.0.1 1.a.1")).toEqual([]);
});

test("[V13] CRAN and Hackage: lists of numbers", () => {
  expect(faults("cran", "0.9 0.75 0.75.0 1.0-1 1.0.2")).toEqual([]);
  expect(unequal("cran", "0.1-0 0.01.0")).toEqual([]);
  expect(faults("hackage", "0.11.3.0 1 1.0 1.0.0 1.0.1")).toEqual([]);
});

test("[V14] versions of no known scheme", () => {
  const row = "6.4-dev 6.4RC2 6.4 6.4a 6.4.1 10.0.9200 10.0.19045.3693";
  expect(faults("generic", row)).toEqual([]);
  expect(faults("generic", "8u45 8u292 11.0.2")).toEqual([]);
  expect(faults("generic", "1.1.0rc1 1.1.0 1.1.0a 1.1.1k 1.1.1l")).toEqual([]);
  expect(unequal("generic", "6.4 v6.4.0 6-4")).toEqual([]);
});

test("[V15] keys order as a plain comparison of the texts does, piece by piece", () => {
  const references = { dpkg: dpkgReference, rpm: rpmReference, semver: semverReference } as const;
  fc.assert(
    fc.property(
      fc.constantFrom("dpkg", "rpm", "semver"),
      versionText,
      versionText,
      (scheme, a, b) => {
        const told = compareVersions(scheme, a, b);
        const plain = references[scheme](a, b);
        if (told !== null && plain !== null) expect([a, b, told]).toEqual([a, b, plain]);
      },
    ),
    { numRuns: 5000 },
  );
});

test("[V980] texts are compared without keys as their keys are", () => {
  const both = (a: string, b: string): void => {
    const [first, second] = [versionKey("pep440", a), versionKey("pep440", b)];
    if (first === null || second === null) throw new Error("every Python version has a key");
    const told = first === second ? 0 : first < second ? -1 : 1;
    expect([a, b, compareVersions("pep440", a, b)]).toEqual([a, b, told]);
  };
  const text = fc.oneof(pythonText, versionText);
  fc.assert(
    fc.property(text, text, (a, b) => both(a, b)),
    { numRuns: 5000 },
  );
  // One that goes on where the other ends.
  fc.assert(
    fc.property(text, text, (a, b) => both(a, `${a}${b}`.slice(0, 256))),
    { numRuns: 3000 },
  );
  const nines = "9".repeat(252);
  const hostile = [
    "-0-0-0",
    "1-0",
    "1--",
    "--dog",
    "0-0.dev",
    `${nines}1`,
    `${nines}10`,
    "1!",
    "+",
  ];
  for (const a of hostile) for (const b of hostile) both(a, b);
  expect(compareVersions("pep440", "1.0", "1 0")).toBeNull();
});
