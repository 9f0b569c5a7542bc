/**
 * Holds the orders of versions, the readers of advisories and the reader of package URLs against
 * what others publish and do.
 *
 * Tools: `dpkg`, `rpm` and `python3` with `packaging` where they are; `VALLGRAV_MAVEN_ARTIFACT`
 * names a maven-artifact jar, `VALLGRAV_PEERS` a folder with the npm package semver. Published:
 * `VALLGRAV_VERSIONS` names osv-scalibr's `semantic/testdata`, `VALLGRAV_PURLS` the `tests` of
 * purl-spec, `VALLGRAV_VULNDB` golang/vulndb. What is not named is skipped, unless
 * `VALLGRAV_REQUIRE` names `published`.
 */
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import {
  compareVersions,
  makePurl,
  parsePurl,
  purlText,
  versionKey,
  type VersionScheme,
} from "../src/index.ts";
import { compareVulndb } from "./vulndb.ts";
import { oracles, type Oracle } from "./oracles.ts";

type Comparison = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
  readonly skipped?: boolean;
};

const pieces: Readonly<Partial<Record<VersionScheme, readonly string[]>>> = {
  dpkg: "0 1 2 10 007 a b ~ ~ + . . rc deb u1 -1".split(" "),
  rpm: "0 1 2 10 007 a b ~ ^ . . _ rc el7".split(" "),
  maven: ".0 .1 .2 .10 -alpha -beta-1 -rc1 -sp -x -SNAPSHOT .Final .RC2 -1".split(" "),
  pep440: "0 1 2 10 a1 b2 rc1 .dev1 .post2 . . +local.1 1!".split(" "),
  semver: "0 1 2 10 . . . - -alpha -1 +b rc".split(" "),
};

const starts: Readonly<Partial<Record<VersionScheme, string>>> = { semver: "1.2.", maven: "1.2" };

/** Pairs of versions made of a scheme's pieces, the second often near the first. */
function pairsOf(scheme: VersionScheme, count: number): readonly (readonly [string, string])[] {
  const key = seeded(drawKey("versions"), scheme);
  const all = pieces[scheme] ?? [];
  let draws = 0;
  const next = (below: number): number => block(key, (draws += 1), 0).high % below;
  const some = (): string => {
    const start = starts[scheme] ?? "1";
    const tail = Array.from({ length: 1 + next(6) }, () => all[next(all.length)] ?? "");
    return `${start}${scheme === "semver" ? next(3) : ""}${tail.join("")}`;
  };
  return Array.from({ length: count }, () => {
    const first = some();
    const near = `${first}${all[next(all.length)] ?? ""}`;
    return [first, next(2) === 0 ? some() : near] as const;
  });
}

/**
 * Judged pairs the order does not share. Maven alone reads on after a `final` inside a row of
 * dots.
 */
function ask(oracle: Oracle): readonly Comparison[] {
  const judged = oracle.judge(pairsOf(oracle.scheme, oracle.pairs));
  if (judged === null) return [];
  const told = judged.filter(({ order }) => order !== null);
  const wrong = told.filter(({ pair: [a, b], order }) => {
    const own = compareVersions(oracle.scheme, a, b);
    return own !== null && own !== order;
  });
  const allowed = oracle.scheme === "maven" ? told.length * 0.02 : 0;
  const sample = wrong.slice(0, 8).map(({ pair, order }) => `${pair.join(" ? ")}: ${order}`);
  const detail = `${told.length} pairs, ${wrong.length} otherwise ${sample.join("; ")}`;
  return [{ name: oracle.name, passed: told.length > 0 && wrong.length <= allowed, detail }];
}

const files: Readonly<Record<string, VersionScheme>> = {
  alpine: "apk",
  cran: "cran",
  debian: "dpkg",
  hackage: "hackage",
  maven: "maven",
  nuget: "nuget",
  packagist: "packagist",
  pub: "pub",
  pypi: "pep440",
  redhat: "rpm",
  rubygems: "rubygems",
  semver: "semver",
};

/** The order of two versions; null where the comparison and the keys do not agree on one. */
function orderTwice(scheme: VersionScheme, a: string, b: string): number | null {
  const [first, second] = [versionKey(scheme, a), versionKey(scheme, b)];
  const told = compareVersions(scheme, a, b);
  if (first === null || second === null) return told;
  const byKeys = first === second ? 0 : first < second ? -1 : 1;
  return told === byKeys ? told : null;
}

function publishedVersions(folder: string): readonly Comparison[] {
  const read = new Map<VersionScheme, number>();
  const wrong = new Map<VersionScheme, string[]>();
  let all = 0;
  for (const file of readdirSync(folder)) {
    const scheme = files[file.split("-")[0] ?? ""];
    if (scheme === undefined) continue;
    for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
      const [a, sign, b] = line.trim().split(" ");
      if (/^\s*(?:#|\/\/|$)/.test(line) || a === undefined || b === undefined) continue;
      all += 1;
      read.set(scheme, (read.get(scheme) ?? 0) + 1);
      if (orderTwice(scheme, a, b) !== ["<", "=", ">"].indexOf(sign ?? "") - 1)
        wrong.set(scheme, [...(wrong.get(scheme) ?? []), line]);
    }
  }
  const count = [...wrong.values()].flat().length;
  const rows = [...wrong].map(
    ([scheme, lines]) => `${scheme} ${lines.length}: ${lines.join("; ")}`,
  );
  const passed = all >= 71_818 && count <= all * 0.0005 && !wrong.has("dpkg");
  const detail = `${all} read, ${count} otherwise; ${rows.join(" | ")}`;
  return [{ name: "published comparisons of versions", passed, detail }];
}

type PurlCase = {
  readonly test_type: string;
  readonly input: unknown;
  readonly expected_output?: unknown;
  readonly expected_failure?: boolean;
};

function inOrder(value: unknown): string {
  const { type, namespace, name, version, qualifiers, subpath } = Object(value);
  const pairs = Object.entries(Object(qualifiers)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([type, namespace, name, version, pairs, subpath]);
}

function isAsTold({ test_type, input, expected_output, expected_failure }: PurlCase): boolean {
  const isBuild = test_type === "build";
  const parts = Object(input);
  const made =
    isBuild && typeof parts.type === "string"
      ? makePurl({ ...parts, name: parts.name ?? "" })
      : parsePurl(typeof input === "string" ? input : "");
  if (expected_failure === true) return !made.ok;
  if (!made.ok) return false;
  if (test_type === "parse") return inOrder(made.value) === inOrder(expected_output);
  return purlText(made.value) === expected_output;
}

function publishedPurls(folder: string): readonly Comparison[] {
  const cases = globSync("**/*.json", { cwd: folder }).flatMap((file) => {
    const { tests }: { tests: readonly PurlCase[] } = JSON.parse(
      readFileSync(join(folder, file), "utf8"),
    );
    return tests;
  });
  const wrong = cases.filter((one) => !isAsTold(one)).map(({ input }) => JSON.stringify(input));
  const detail = `${cases.length} read, ${wrong.length} otherwise: ${wrong.join("; ")}`;
  const passed = cases.length >= 586 && cases.length - wrong.length >= 570;
  return [{ name: "published tests of package URLs", passed, detail }];
}

/** What a folder holds, or a line that says that nothing was compared. */
function published(
  variable: string,
  name: string,
  compare: (folder: string) => readonly Comparison[],
): readonly Comparison[] {
  const folder = process.env[variable];
  if (folder !== undefined) return compare(folder);
  const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").split(",").includes("published");
  const detail = `${variable} names no folder`;
  return [{ name, passed: false, skipped: !isRequired, detail }];
}

/** Runs every comparison this machine allows; there is always `dpkg` on Debian. */
export async function run(): Promise<readonly Comparison[]> {
  return [
    ...oracles.flatMap(ask),
    ...published("VALLGRAV_VERSIONS", "published comparisons of versions", publishedVersions),
    ...published("VALLGRAV_PURLS", "published tests of package URLs", publishedPurls),
    ...published("VALLGRAV_VULNDB", "published advisories told twice", compareVulndb),
  ];
}
