/** The words that a harm test is entered by. */
import {
  type MaterialId,
  materials,
  type SecrecyGroundId,
  secrecyGrounds,
} from "@vallgrav/knowledge/secrecy";
import type { ReleaseOutcome } from "../api/index.ts";

const materialIds: ReadonlySet<string> = new Set(materials.map(({ id }) => id));
const groundIds: ReadonlySet<string> = new Set(secrecyGrounds.map(({ id }) => id));
const outcomes: readonly ReleaseOutcome[] = ["released", "in-part", "refused"];

/** Whether a word names a kind of material. */
export function isMaterialId(word: string): word is MaterialId {
  return materialIds.has(word);
}

/** Whether a word names a ground of secrecy. */
export function isGroundId(word: string): word is SecrecyGroundId {
  return groundIds.has(word);
}

/** Whether a word names an outcome. */
export function isReleaseOutcome(word: string): word is ReleaseOutcome {
  return outcomes.some((one) => one === word);
}
