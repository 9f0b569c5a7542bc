/** Reads suppliers' advisories and their statements of being affected (CSAF 2.0 and 2.1, VEX). */
import { succeed, type Result } from "@vallgrav/kernel";
import { refuse, type AdvisoriesProblem } from "../advisories-problem.ts";
import { schemeOf } from "../packages/ecosystems.ts";
import { productName, vendorName } from "../packages/named.ts";
import { packageOf } from "../packages/packages.ts";
import { parsePurl } from "../purl/purl.ts";
import type { Advisory, Product, Severity, Span, Statement, Status } from "./advisory.ts";
import { advisoryLimits, type AdvisoryLimits } from "./limits.ts";
import { lineOf, listOf, memberOf, momentOf, textOf, textsOf } from "./taking.ts";
import { versRange } from "./vers.ts";

/** A product of the document's tree. */
type Listed = {
  readonly products: readonly Product[];
  /** The versions it stands for; null where the document does not say in a way that can be used. */
  readonly spans: readonly Omit<Span, "status">[] | null;
};

type Branch = {
  readonly value: unknown;
  readonly vendor: string;
  readonly product: string;
  readonly spans: Listed["spans"] | "untold";
};

const all: Omit<Span, "status"> = { from: null, includesFrom: true, to: null, includesTo: true };

function exactly(version: string): readonly Omit<Span, "status">[] {
  return [{ from: version, includesFrom: true, to: version, includesTo: true }];
}

/** What a branch adds to those above it. */
function within(above: Branch, value: unknown): Branch {
  const category = textOf(memberOf(value, "category"), 60);
  const name = textOf(memberOf(value, "name"));
  const next = { ...above, value };
  if (category === "vendor") return { ...next, vendor: name };
  if (category === "product_name") return { ...next, product: name };
  if (category === "product_version") return { ...next, spans: exactly(name) };
  if (category === "product_version_range") return { ...next, spans: versRange(name) };
  return next;
}

function listedOf(product: unknown, branch: Branch): Listed {
  const helper = memberOf(product, "product_identification_helper");
  const purl = parsePurl(textOf(memberOf(helper, "purl")));
  const named = purl.ok ? packageOf(purl.value) : null;
  const [vendor, name] = [vendorName(branch.vendor), productName(branch.vendor, branch.product)];
  const products: Product[] = [];
  if (named !== null)
    products.push({
      kind: "package",
      ecosystem: named.ecosystem,
      release: named.release ?? "",
      name: named.name,
    });
  if (vendor !== "" && name !== "")
    products.push({
      kind: "named",
      vendor,
      product: name,
      cpe: textOf(memberOf(helper, "cpe"), 2000),
    });
  const own = named?.version ?? null;
  const untold = own === null ? [all] : exactly(own);
  return { products, spans: branch.spans === "untold" ? untold : branch.spans };
}

/**
 * Products by their id: those of the branches, then those named in full; bounded by the document.
 */
function productsOf(document: unknown): ReadonlyMap<string, Listed> {
  const tree = memberOf(document, "product_tree");
  const found = new Map<string, Listed>();
  const root: Branch = { value: tree, vendor: "", product: "", spans: "untold" };
  const waiting: Branch[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const product = memberOf(next.value, "product");
    const id = textOf(memberOf(product, "product_id"));
    if (id !== "") found.set(id, listedOf(product, next));
    for (const inner of listOf(memberOf(next.value, "branches"))) waiting.push(within(next, inner));
  }
  for (const product of listOf(memberOf(tree, "full_product_names"))) {
    const id = textOf(memberOf(product, "product_id"));
    const helper = memberOf(product, "product_identification_helper");
    if (id !== "" && helper !== undefined) found.set(id, listedOf(product, root));
  }
  for (const relation of listOf(memberOf(tree, "relationships"))) {
    const id = textOf(memberOf(memberOf(relation, "full_product_name"), "product_id"));
    const part = found.get(textOf(memberOf(relation, "product_reference")));
    if (id !== "" && part !== undefined) found.set(id, part);
  }
  return found;
}

const statuses: readonly (readonly [string, Status])[] = [
  ["known_affected", "affected"],
  ["first_affected", "affected"],
  ["last_affected", "affected"],
  ["known_not_affected", "unaffected"],
  ["fixed", "unaffected"],
  ["first_fixed", "unaffected"],
  ["recommended", "unaffected"],
  ["under_investigation", "unknown"],
];

/** How many spans of versions a document may still give. */
type Room = { spans: number };

/**
 * One statement per product, in which what is affected comes before what is not. Of versions the
 * document does not name it says nothing: unknown. Null where there is no room for its spans.
 */
function statementsOf(
  vulnerability: unknown,
  products: ReadonlyMap<string, Listed>,
  room: Room,
): readonly Statement[] | null {
  const found = new Map<string, Statement & { readonly spans: Span[] }>();
  for (const [name, status] of statuses)
    for (const id of new Set(textsOf(memberOf(memberOf(vulnerability, "product_status"), name)))) {
      const listed = products.get(id);
      for (const product of listed?.products ?? []) {
        const key = JSON.stringify({ ...product, cpe: "" });
        const before = found.get(key);
        const spans = before?.spans ?? [];
        room.spans -= listed?.spans?.length ?? 0;
        if (room.spans < 0) return null;
        for (const span of listed?.spans ?? []) spans.push({ ...span, status });
        found.set(key, {
          product,
          scheme: product.kind === "package" ? schemeOf(product.ecosystem) : "generic",
          listed: [],
          spans,
          otherwise: "unknown",
          gap: listed?.spans === null ? "bad" : (before?.gap ?? null),
        });
      }
    }
  return [...found.values()];
}

function severitiesOf(vulnerability: unknown): readonly Severity[] {
  return listOf(memberOf(vulnerability, "scores")).flatMap((score) =>
    ["cvss_v4", "cvss_v3", "cvss_v2"].flatMap((name) => {
      const value = textOf(memberOf(memberOf(score, name), "vectorString"), 300);
      return value === "" ? [] : [{ kind: name.toUpperCase(), value }];
    }),
  );
}

/** Whether parsed JSON looks like such a document. */
export function looksLikeCsaf(value: unknown): boolean {
  return textOf(memberOf(memberOf(value, "document"), "csaf_version"), 10) !== "";
}

/**
 * The weaknesses of a document, each as an advisory `<tracking id>` or `<tracking id>/<CVE>` where
 * there are several. Total.
 * @returns `advisories/not-an-advisory` without tracking id or date, `advisories/limit`
 */
export function readCsaf(
  value: unknown,
  limits: AdvisoryLimits = advisoryLimits,
): Result<readonly Advisory[], AdvisoriesProblem> {
  const document = memberOf(value, "document");
  const tracking = memberOf(document, "tracking");
  const id = textOf(memberOf(tracking, "id"), 200);
  const modified = momentOf(memberOf(tracking, "current_release_date"));
  if (id === "") return refuse("advisories/not-an-advisory", { what: "tracking/id" });
  if (modified === "")
    return refuse("advisories/not-an-advisory", { what: "tracking/current_release_date" });
  const vulnerabilities = listOf(memberOf(value, "vulnerabilities"));
  const products = productsOf(value);
  if (vulnerabilities.length > limits.statements || products.size > limits.versions)
    return refuse("advisories/limit", { limit: "statements", max: limits.statements });
  const title = lineOf(memberOf(document, "title"), 300);
  const room: Room = { spans: limits.versions };
  let statementCount = 0;
  const advisories: Advisory[] = [];
  for (const [index, one] of vulnerabilities.entries()) {
    const cve = textOf(memberOf(one, "cve"), 40);
    const own = lineOf(memberOf(one, "title"), 300);
    const statements = statementsOf(one, products, room);
    statementCount += statements?.length ?? 0;
    if (statements === null || statementCount > limits.versions)
      return refuse("advisories/limit", { limit: "versions", max: limits.versions });
    advisories.push({
      id: vulnerabilities.length === 1 ? id : `${id}/${cve === "" ? index + 1 : cve}`,
      source: "csaf",
      modified,
      isWithdrawn: false,
      aliases: [],
      upstream: cve === "" ? [] : [cve],
      title: own === "" ? title : own,
      severities: severitiesOf(one).slice(0, 20),
      statements,
      unnamed: statements.length === 0 ? 1 : 0,
    });
  }
  return succeed(advisories);
}
