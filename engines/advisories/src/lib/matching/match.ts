/**
 * What a set of advisories says of one package: verdicts per advisory, releases taken into
 * account.
 */
import type { Advisory, Statement } from "../advisory/advisory.ts";
import { speaksOfRelease } from "../packages/ecosystems.ts";
import type { Package } from "../packages/packages.ts";
import { judge, type Verdict } from "./judge.ts";

/** The statements of one advisory that speak of a package, whatever the release. */
export type Spoken = {
  readonly advisory: Omit<Advisory, "statements">;
  readonly statements: readonly Statement[];
};

function worst(verdicts: readonly Verdict[]): Verdict | null {
  const [first] = verdicts;
  return (
    verdicts.find(({ status }) => status === "affected") ??
    verdicts.find(({ status }) => status === "unknown") ??
    first ??
    null
  );
}

function releaseOf({ product }: Statement): string {
  return product.kind === "package" ? product.release : "";
}

/**
 * What one advisory says of a package: affected if one of its statements for the release says so,
 * else unknown if one does not know. Where the inventory does not tell the release, releases that
 * agree decide, and ones that differ leave it unknown. Null where the advisory does not speak of
 * it.
 */
export function judgePackage(spoken: Spoken, installed: Package): Verdict | null {
  const { ecosystem, release, version } = installed;
  if (release !== null) {
    const own = spoken.statements.filter((one) =>
      speaksOfRelease(ecosystem, releaseOf(one), release),
    );
    return worst(own.map((one) => judge(one, version)));
  }
  const all = spoken.statements.map((one) => judge(one, version));
  const isOne = new Set(all.map(({ status }) => status)).size === 1;
  if (isOne || all.length === 0) return worst(all);
  return { status: "unknown", reason: { kind: "no-release" } };
}
