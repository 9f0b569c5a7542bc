/** Programs and libraries that order versions themselves, where this machine has them. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { VersionScheme } from "../src/index.ts";

/** A pair of versions and how the oracle orders them: −1, 0, 1, or null where it refuses. */
export type Judged = { readonly pair: readonly [string, string]; readonly order: number | null };

/** One oracle: what it is called, for which scheme, and its answers, or null if it is not here. */
export type Oracle = {
  readonly name: string;
  readonly scheme: VersionScheme;
  /** How many pairs it is asked; one that starts a process for each is asked fewer. */
  readonly pairs: number;
  readonly judge: (pairs: readonly (readonly [string, string])[]) => readonly Judged[] | null;
};

function ran(command: string, args: readonly string[], input = ""): string | null {
  const { status, stdout, error } = spawnSync(command, args, {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return error === undefined && status === 0 ? stdout : null;
}

function paired(
  pairs: readonly (readonly [string, string])[],
  orders: readonly (number | null)[],
): readonly Judged[] {
  return pairs.map((pair, at) => ({ pair, order: orders[at] ?? null }));
}

const python = `
import json, sys
from packaging.version import Version
out = []
for a, b in json.load(sys.stdin):
    try: x, y = Version(a), Version(b)
    except Exception: out.append(None); continue
    out.append((x > y) - (x < y))
print(json.dumps(out))`;

function numbersOf(text: string | null): readonly (number | null)[] | null {
  if (text === null) return null;
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return null;
  return list.map((one: unknown) => (typeof one === "number" ? one : null));
}

const dpkg: Oracle = {
  name: "dpkg --compare-versions",
  scheme: "dpkg",
  pairs: 400,
  judge: (pairs) => {
    if (ran("dpkg", ["--version"]) === null) return null;
    const is = (a: string, how: string, b: string): boolean =>
      ran("dpkg", ["--compare-versions", a, how, b]) !== null;
    const orders = pairs.map(([a, b]) => {
      if (is(a, "lt", b)) return -1;
      return is(a, "eq", b) ? 0 : 1;
    });
    return paired(pairs, orders);
  },
};

const packaging: Oracle = {
  name: "Python's packaging",
  scheme: "pep440",
  pairs: 20_000,
  judge: (pairs) => {
    const orders = numbersOf(ran("python3", ["-c", python], JSON.stringify(pairs)));
    return orders === null ? null : paired(pairs, orders);
  },
};

const rpm: Oracle = {
  name: "rpm.vercmp",
  scheme: "rpm",
  pairs: 2000,
  judge: (pairs) => {
    const calls = pairs.map(([a, b]) => `rpm.vercmp("${a}","${b}")`).join(",");
    const script = `%{lua:print("[" .. table.concat({${calls}}, ",") .. "]")}`;
    const orders = numbersOf(ran("rpm", ["--eval", script]));
    return orders === null ? null : paired(pairs, orders);
  },
};

/** Maven's own command prints each version of a row beside the one before it. */
const maven: Oracle = {
  name: "Maven's ComparableVersion",
  scheme: "maven",
  pairs: 2000,
  judge: (pairs) => {
    const jar = process.env["VALLGRAV_MAVEN_ARTIFACT"];
    if (jar === undefined) return null;
    const type = "org.apache.maven.artifact.versioning.ComparableVersion";
    const told = ran("java", ["-cp", jar, type, ...pairs.flat()]);
    if (told === null) return null;
    const signs = told
      .split("\n")
      .flatMap((line) => /^ {3}\S+ ([<=>]+) \S+$/.exec(line)?.[1] ?? []);
    const orderOf = (sign: string | undefined): number | null =>
      sign === undefined ? null : ["<", "==", ">"].indexOf(sign) - 1;
    return paired(
      pairs,
      pairs.map((_, at) => orderOf(signs[2 * at])),
    );
  },
};

/** The `semver` package of a folder with installed peers, or null. */
const nodeSemver: Oracle = {
  name: "npm's semver",
  scheme: "semver",
  pairs: 20_000,
  judge: (pairs) => {
    const folder = process.env["VALLGRAV_PEERS"];
    if (folder === undefined) return null;
    const semver: unknown = createRequire(join(folder, "package.json"))("semver");
    const compare: unknown = Reflect.get(Object(semver), "compare");
    const valid: unknown = Reflect.get(Object(semver), "valid");
    if (typeof compare !== "function" || typeof valid !== "function") return null;
    const orders = pairs.map((pair) => {
      if (pair.some((one) => Reflect.apply(valid, null, [one]) === null)) return null;
      return Number(Reflect.apply(compare, null, [...pair]));
    });
    return paired(pairs, orders);
  },
};

/** Every oracle this script knows. */
export const oracles: readonly Oracle[] = [dpkg, packaging, rpm, maven, nodeSemver];
