/** The model as text that is the same for the same facts, and its hash. */
import { canonicalJson } from "@vallgrav/kernel";
import type { Digest } from "@vallgrav/kernel";
import type { Model } from "./model.ts";

/** What identifies a model: all of it but the date by which it was known. */
function identifying({ asOf, ...rest }: Model): Omit<Model, "asOf"> & { readonly valid: string } {
  return { valid: asOf.valid, ...rest };
}

/**
 * Canonical JSON of a model. Two dates of knowledge between which nothing was learnt give the same
 * text. Engines hold texts up to about 500 million characters; larger models have only a hash.
 */
export function modelText(model: Model): string {
  return canonicalJson(identifying(model));
}

const partLength = 500;

/**
 * The hash of a model: the digest of the digests of its parts, 500 list items to a part, so that no
 * text is as large as the model.
 */
export function modelHash(model: Model, digest: Digest): string {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(identifying(model)).sort(([a], [b]) =>
    a < b ? -1 : 1,
  ))
    if (typeof value === "string") lines.push(canonicalJson([name, value]));
    else
      for (let start = 0; start < value.length; start += partLength)
        lines.push(`${name} ${digest(canonicalJson(value.slice(start, start + partLength)))}`);
  return digest(lines.join("\n"));
}
