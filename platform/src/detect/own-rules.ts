/** The rules that come with the product. */
import type { SigmaDocument } from "@vallgrav/sigma";

/** Their documents; none yet. */
export function ownRules(): readonly SigmaDocument[] {
  return [];
}
