/** Trust anchors as people keep them in a file: DS records in the form of zone files. */
import { parseDomainName, type TrustAnchor } from "@vallgrav/domains";
import { fail, type Result, succeed } from "@vallgrav/kernel";
import { type HygieneProblem, hygieneProblem } from "./clearance.ts";

const record = /^(\S+)\s+(?:\d+\s+)?(?:IN\s+)?DS\s+(\d+)\s+(\d+)\s+(\d+)\s+([0-9a-fA-F\s]+)$/;

/** Longest file that is read, in characters. */
const longest = 100_000;

/**
 * Anchors of lines such as `. IN DS 20326 8 2 E06D…`; what follows a semicolon is passed over. A
 * line that is none refuses all, and so does a file without any.
 */
export function parseAnchors(text: string): Result<readonly TrustAnchor[], HygieneProblem> {
  const anchors: TrustAnchor[] = [];
  for (const [index, line] of text.slice(0, longest).split("\n").entries()) {
    const bare = line.replace(/;.*$/, "").trim();
    if (bare === "") continue;
    const [, owner = "", tag, algorithm, type, hex = ""] = record.exec(bare) ?? [];
    const zone = parseDomainName(owner);
    const digits = hex.replaceAll(/\s/g, "");
    if (!zone.ok || digits.length % 2 === 1)
      return fail(hygieneProblem("hygiene/bad-anchor", { line: index + 1 }));
    const digest = new Uint8Array(Buffer.from(digits, "hex"));
    const numbers = { keyTag: Number(tag), algorithm: Number(algorithm), digestType: Number(type) };
    anchors.push({ zone: zone.value, ds: [{ ...numbers, digest }] });
  }
  return anchors.length === 0
    ? fail(hygieneProblem("hygiene/bad-anchor", { line: 1 }))
    : succeed(merged(anchors));
}

/** Anchors of one zone stand together, since any of its keys will do. */
function merged(anchors: readonly TrustAnchor[]): readonly TrustAnchor[] {
  const zones = new Map<string, TrustAnchor>();
  for (const one of anchors) {
    const key = one.zone.join(".");
    const known = zones.get(key);
    zones.set(key, known === undefined ? one : { ...known, ds: [...known.ds, ...one.ds] });
  }
  return [...zones.values()];
}
