/** Configurations of CPE names, as NVD and CVE records hold them, as statements. */
import { type Cpe, cpeVersion, parseCpe } from "../cpe/cpe.ts";
import { productName, vendorName } from "../packages/named.ts";
import type { Gap, Span, Statement } from "./advisory.ts";
import { listOf, memberOf, textOf } from "./taking.ts";

/** The product a name is looked up by. */
export function cpeProduct(cpe: Cpe): { readonly vendor: string; readonly product: string } {
  return { vendor: vendorName(cpe.vendor), product: productName("", cpe.product) };
}

/** The versions of a match: its bounds, or the one in its name, or all. */
function spanOf(match: unknown, cpe: Cpe): Span {
  const [fromIncluding, fromExcluding, toIncluding, toExcluding] = [
    "versionStartIncluding",
    "versionStartExcluding",
    "versionEndIncluding",
    "versionEndExcluding",
  ].map((name) => textOf(memberOf(match, name), 256));
  const from = fromIncluding || fromExcluding || null;
  const to = toIncluding || toExcluding || null;
  const isBounded = from !== null || to !== null;
  const own = isBounded ? null : cpeVersion(cpe);
  return {
    from: own ?? from,
    includesFrom: fromExcluding === "",
    to: own ?? to,
    includesTo: toExcluding === "",
    status: "affected",
  };
}

function statementOf(match: unknown, gap: Gap | null): Statement | null {
  if (memberOf(match, "vulnerable") !== true) return null;
  const criteria = textOf(memberOf(match, "criteria"), 2000);
  const cpe = parseCpe(criteria);
  if (cpe === null || cpe.vendor === "*" || cpe.product === "*") return null;
  const product = { kind: "named", ...cpeProduct(cpe), cpe: criteria } as const;
  const isVersioned = cpe.version !== "-";
  return {
    product,
    scheme: "generic",
    listed: [],
    spans: isVersioned ? [spanOf(match, cpe)] : [],
    otherwise: isVersioned ? "unaffected" : "unknown",
    gap: isVersioned ? gap : "none",
  };
}

/**
 * One statement per vulnerable name. Where a configuration asks for something beside it (a platform
 * it runs on), or negates, the statement only says that it may be so: its gap is `platform`.
 */
export function configurationStatements(configurations: readonly unknown[]): readonly Statement[] {
  return configurations.flatMap((configuration) => {
    const nodes = listOf(memberOf(configuration, "nodes"));
    const isJoined = textOf(memberOf(configuration, "operator"), 8) === "AND" && nodes.length > 1;
    return nodes.flatMap((node) => {
      const matches = listOf(memberOf(node, "cpeMatch"));
      const isNegated = memberOf(node, "negate") === true;
      const isBoth = textOf(memberOf(node, "operator"), 8) === "AND" && matches.length > 1;
      const gap = isJoined || isNegated || isBoth ? "platform" : null;
      return matches.map((one) => statementOf(one, gap)).filter((one) => one !== null);
    });
  });
}
