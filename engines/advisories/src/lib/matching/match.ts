/** What the statements of one advisory say of a package, releases taken into account. */
import type { Statement } from "../advisory/advisory.ts";
import { type Cpe, cpeSpeaksOf, parseCpe } from "../cpe/cpe.ts";
import { speaksOfRelease } from "../packages/ecosystems.ts";
import type { Package } from "../packages/packages.ts";
import { judge, type Verdict } from "./judge.ts";

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

function withoutEpoch(bound: string | null): string | null {
  return bound === null ? null : bound.replace(/^\d+:/, "");
}

/** Bounds and lists as they read where nobody told the installed package's epoch. */
function untold(statement: Statement): Statement {
  return {
    ...statement,
    listed: statement.listed.map((one) => withoutEpoch(one) ?? one),
    spans: statement.spans.map((span) => ({
      ...span,
      from: withoutEpoch(span.from),
      to: withoutEpoch(span.to),
    })),
  };
}

/**
 * What one advisory says of a package: affected if one of its statements for the release says so,
 * else unknown if one does not know. Where the inventory does not tell the release, releases that
 * agree decide, and ones that differ leave it unknown. Null where the advisory does not speak of
 * it.
 * @param statements those of one advisory about this package, of any release
 */
export function judgePackage(statements: readonly Statement[], installed: Package): Verdict | null {
  const { ecosystem, release, version } = installed;
  const told = installed.isEpochTold === false ? statements.map(untold) : statements;
  if (release !== null) {
    const own = told.filter((one) => speaksOfRelease(ecosystem, releaseOf(one), release));
    return worst(own.map((one) => judge(one, version)));
  }
  const all = told.map((one) => judge(one, version));
  const isOne = new Set(all.map(({ status }) => status)).size === 1;
  if (isOne || all.length === 0) return worst(all);
  return { status: "unknown", reason: { kind: "no-release" } };
}

/** A product as an inventory names it, where no package is known: by supplier and name. */
export type NamedProduct = {
  readonly vendor: string;
  readonly product: string;
  readonly version: string | null;
  /** The whole name where the inventory gives one. */
  readonly cpe: Cpe | null;
};

/** What a statement says where its name asks for more than the inventory tells: perhaps. */
function perhaps(verdict: Verdict): Verdict {
  if (verdict.status !== "affected") return verdict;
  return { status: "unknown", reason: { kind: "gap", gap: "platform" } };
}

/**
 * What one advisory says of a product known by supplier and name. Statements whose CPE name speaks
 * of another edition or platform say nothing; where the inventory does not tell, they say perhaps.
 * @param statements those of one advisory about this supplier's product
 */
export function judgeNamed(
  statements: readonly Statement[],
  installed: NamedProduct,
): Verdict | null {
  const verdicts = statements.flatMap((statement) => {
    const { product } = statement;
    const criterion = product.kind === "named" ? parseCpe(product.cpe) : null;
    const verdict = judge(statement, installed.version);
    if (criterion === null) return [verdict];
    const thing = installed.cpe ?? { ...criterion, target: "*", edition: "*", software: "*" };
    const speaks = cpeSpeaksOf({ ...criterion, vendor: "*", product: "*" }, thing);
    if (speaks === "no") return [];
    return [speaks === "yes" ? verdict : perhaps(verdict)];
  });
  return worst(verdicts);
}
