/** Defences of the attack graph that mending a finding puts in place. */
import { flawId } from "../municipal/places.ts";
import { isFlaw } from "./flaws.ts";
import type { Asset } from "@vallgrav/facts";
import type { ReportedFinding } from "@vallgrav/kernel";

/** A defence: the asset of the graph it is of, and its step. */
export type Touched = { readonly asset: string; readonly step: string };

/**
 * What mending a reported finding puts in place: of a known flaw of a computer the place that
 * stands for its flaws, of anything else nothing that the language knows.
 */
export function touchedBy(asset: Asset, finding: ReportedFinding): readonly Touched[] {
  return isFlaw(finding) ? touchedFlaws(asset) : [];
}

/** What mending the known flaws of a computer puts in place; of anything else nothing. */
export function touchedFlaws({ id, kind }: Pick<Asset, "id" | "kind">): readonly Touched[] {
  return kind === "computer" ? [{ asset: flawId(id), step: "flawMended" }] : [];
}
