/** Reads a CVE record (JSON 5.1 and 5.2) into the one form. */
import { succeed, type Result } from "@vallgrav/kernel";
import { refuse, type AdvisoriesProblem } from "../advisories-problem.ts";
import { normalName, schemeOf } from "../packages/ecosystems.ts";
import { productName, vendorName } from "../packages/named.ts";
import { packageOf } from "../packages/packages.ts";
import { parsePurl } from "../purl/purl.ts";
import type { Advisory, Product, Severity, Statement } from "./advisory.ts";
import { configurationStatements } from "./configurations.ts";
import { cveVersions } from "./cve-versions.ts";
import { advisoryLimits, type AdvisoryLimits } from "./limits.ts";
import { lineOf, listOf, memberOf, momentOf, textOf, textsOf } from "./taking.ts";

/** Where a collection is, and the ecosystem whose names it gives. */
const collections: readonly (readonly [RegExp, string])[] = [
  [/\bnpmjs\.(?:com|org)\b/, "npm"],
  [/\bpypi\.(?:python\.)?org\b/, "PyPI"],
  [/\bmaven\b/, "Maven"],
  [/\brubygems\.org\b/, "RubyGems"],
  [/\bcrates\.io\b/, "crates.io"],
  [/\bnuget\.org\b/, "NuGet"],
  [/\bpackagist\.org\b/, "Packagist"],
  [/\bpkg\.go\.dev\b/, "Go"],
  [/\bhex\.pm\b/, "Hex"],
  [/\bpub\.dev\b/, "Pub"],
];

function packageProduct(affected: unknown): Product | null {
  const purl = parsePurl(textOf(memberOf(affected, "packageURL")));
  const named = purl.ok ? packageOf(purl.value) : null;
  if (named !== null) {
    const { ecosystem, name, release } = named;
    return { kind: "package", ecosystem, release: release ?? "", name };
  }
  const url = textOf(memberOf(affected, "collectionURL")).toLowerCase();
  const name = textOf(memberOf(affected, "packageName"));
  const [, ecosystem] = collections.find(([form]) => form.test(url)) ?? [];
  if (ecosystem === undefined || name === "") return null;
  const plain = ecosystem === "Maven" ? name.replace("/", ":") : name;
  return { kind: "package", ecosystem, release: "", name: normalName(ecosystem, plain) };
}

function namedProduct(affected: unknown): Product | null {
  const vendor = textOf(memberOf(affected, "vendor"), 500);
  const product = textOf(memberOf(affected, "product"), 500);
  if (/^(?:n\/a)?$/i.test(vendor) || /^(?:n\/a)?$/i.test(product)) return null;
  const [by, name] = [vendorName(vendor), productName(vendor, product)];
  return by === "" || name === "" ? null : { kind: "named", vendor: by, product: name, cpe: "" };
}

/** The statements of one entry: of its package, of its supplier's product, or of both. */
function statementsOf(affected: unknown): readonly Statement[] {
  const { scheme, spans, otherwise, gap } = cveVersions(affected);
  const products = [packageProduct(affected), namedProduct(affected)];
  return products.flatMap((product) => {
    if (product === null) return [];
    const own = product.kind === "package" ? schemeOf(product.ecosystem) : "generic";
    return [{ product, scheme: scheme ?? own, listed: [], spans, otherwise, gap }];
  });
}

function severitiesOf(container: unknown): readonly Severity[] {
  return listOf(memberOf(container, "metrics")).flatMap((metric) =>
    ["cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0"].flatMap((name) => {
      const value = textOf(memberOf(memberOf(metric, name), "vectorString"), 300);
      return value === "" ? [] : [{ kind: name.replace("cvss", "CVSS_"), value }];
    }),
  );
}

function titleOf(cna: unknown): string {
  const title = lineOf(memberOf(cna, "title"), 300);
  const english = listOf(memberOf(cna, "descriptions")).find((one) =>
    textOf(memberOf(one, "lang"), 20).startsWith("en"),
  );
  return title === "" ? lineOf(memberOf(english, "value"), 300) : title;
}

/** Whether parsed JSON looks like a CVE record. */
export function looksLikeCve(value: unknown): boolean {
  return textOf(memberOf(value, "dataType"), 40) === "CVE_RECORD";
}

/**
 * Reads one record: what the assigner says, and what others added only where the assigner named no
 * product that can be looked up. Total.
 * @returns `advisories/not-an-advisory` without id or moment, `advisories/limit` above a ceiling
 */
export function readCve(
  value: unknown,
  limits: AdvisoryLimits = advisoryLimits,
): Result<Advisory, AdvisoriesProblem> {
  const metadata = memberOf(value, "cveMetadata");
  const id = textOf(memberOf(metadata, "cveId"), 40);
  const updated = momentOf(memberOf(metadata, "dateUpdated"));
  const modified = updated === "" ? momentOf(memberOf(metadata, "datePublished")) : updated;
  if (id === "") return refuse("advisories/not-an-advisory", { what: "cveId" });
  if (modified === "") return refuse("advisories/not-an-advisory", { what: "dateUpdated" });
  const cna = memberOf(memberOf(value, "containers"), "cna");
  const others = listOf(memberOf(memberOf(value, "containers"), "adp"));
  const entries = (container: unknown): readonly unknown[] =>
    listOf(memberOf(container, "affected"));
  const all = [cna, ...others].flatMap(entries);
  if (all.length > limits.statements)
    return refuse("advisories/limit", { limit: "statements", max: limits.statements });
  const told = (container: unknown): readonly Statement[] => [
    ...entries(container).flatMap(statementsOf),
    ...configurationStatements(listOf(memberOf(container, "cpeApplicability"))),
  ];
  const own = told(cna);
  const statements = own.length > 0 ? own : others.flatMap(told);
  const versions = statements.reduce((sum, { spans }) => sum + spans.length, 0);
  if (versions > limits.versions)
    return refuse("advisories/limit", { limit: "versions", max: limits.versions });
  return succeed({
    id,
    source: "cve",
    modified,
    isWithdrawn: textOf(memberOf(metadata, "state"), 20) === "REJECTED",
    aliases: textsOf(memberOf(memberOf(cna, "source"), "aliases")),
    upstream: [],
    title: titleOf(cna),
    severities: [cna, ...others].flatMap(severitiesOf).slice(0, 20),
    statements,
    unnamed: entries(cna).filter((one) => statementsOf(one).length === 0).length,
  });
}
