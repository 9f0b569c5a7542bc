/**
 * Suppliers and products as people write them, brought to the names under which they are looked
 * up.
 */

/** What says only that somebody is a company. */
const companyWords = new Set([
  ..."ab ag as asa bv co company corp corporation foundation gmbh group inc incorporated".split(
    " ",
  ),
  ..."international limited llc ltd oy oyj plc project sa sarl software spa systems team".split(
    " ",
  ),
  ..."technologies the".split(" "),
]);

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}+#]+/u).filter((one) => one !== "");
}

/** The name of a supplier, without what says only that it is a company. */
export function vendorName(text: string): string {
  const words = wordsOf(text);
  const kept = words.filter((one) => !companyWords.has(one));
  return (kept.length === 0 ? words : kept).join("_");
}

/** What a list adds to a product's name: architecture, language, edition in brackets, version. */
const added: RegExp = new RegExp(
  [
    // Without the space before it, for which every space of a run would be gone through anew.
    String.raw`\([^()]{0,80}\)`,
    String.raw`\b(?:x64|x86|amd64|arm64|64-bit|32-bit|64 bit|32 bit)\b`,
    String.raw`\bv?\d+(?:\.\d+)+\b`,
  ].join("|"),
  "gi",
);

/** The name of a product, without its supplier's in front and without what lists add to it. */
export function productName(vendor: string, text: string): string {
  const plain = text.replace(added, " ");
  const words = wordsOf(plain);
  const first = vendorName(vendor).split("_");
  const isLed = first.every((one, at) => words[at] === one) && words.length > first.length;
  return (isLed ? words.slice(first.length) : words).join("_");
}
