/** Statements as short texts, to be kept by whoever keeps them under the key of their product. */
import type { Gap, Product, Span, Statement, Status } from "../advisory/advisory.ts";
import { type VersionScheme, versionSchemes } from "../versions/schemes.ts";

const statuses: readonly Status[] = ["affected", "unaffected", "unknown"];
const gaps: readonly Gap[] = ["bad", "git", "none", "platform"];

/** The key under which a product's statements are found: lines, none of which is empty. */
export function productKey(product: Product): string {
  return product.kind === "package"
    ? `package\n${product.ecosystem}\n${product.name}`
    : `named\n${product.vendor}\n${product.product}`;
}

/** A statement as a text; {@link unpackStatement} makes it again. */
export function packStatement(statement: Statement): string {
  const { product, scheme, listed, spans, otherwise, gap } = statement;
  return JSON.stringify([
    product.kind === "package" ? product.release : product.cpe,
    scheme,
    listed,
    spans.map((one) => [
      one.from,
      Number(one.includesFrom),
      one.to,
      Number(one.includesTo),
      statuses.indexOf(one.status),
    ]),
    statuses.indexOf(otherwise),
    gap,
  ]);
}

function boundOf(value: unknown): string | null | undefined {
  return value === null || typeof value === "string" ? value : undefined;
}

function spanOf(value: unknown): Span | null {
  if (!Array.isArray(value)) return null;
  const [from, includesFrom, to, includesTo, status] = [
    boundOf(value[0]),
    value[1] === 1,
    boundOf(value[2]),
    value[3] === 1,
    statuses[Number(value[4])],
  ];
  if (from === undefined || to === undefined || status === undefined) return null;
  return { from, includesFrom, to, includesTo, status };
}

function productOf(key: string, rest: string): Product | null {
  const [kind, first = "", second = ""] = key.split("\n");
  if (kind === "package") return { kind, ecosystem: first, release: rest, name: second };
  return kind === "named" ? { kind, vendor: first, product: second, cpe: rest } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The statement of a key and a text; null where the text is none. Total. */
export function unpackStatement(key: string, text: string): Statement | null {
  const value = parsed(text);
  if (!Array.isArray(value)) return null;
  const [rest, scheme, listed, spans, otherwise, gap]: unknown[] = value;
  const product = typeof rest === "string" ? productOf(key, rest) : null;
  const status = statuses[Number(otherwise)];
  if (product === null || status === undefined) return null;
  if (!Array.isArray(listed) || !Array.isArray(spans)) return null;
  const made = spans.map(spanOf);
  const whole = made.filter((one) => one !== null);
  const known: VersionScheme | undefined = versionSchemes.find((one) => one === scheme);
  if (whole.length < made.length || (known === undefined && scheme !== null)) return null;
  return {
    product,
    scheme: known ?? null,
    listed: listed.map(String),
    spans: whole,
    otherwise: status,
    gap: gaps.find((one) => one === gap) ?? null,
  };
}
