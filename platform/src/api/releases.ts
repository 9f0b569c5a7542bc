/** Harm tests when somebody asks for what may be secret. Types only. */
import type { Material, MaterialId, SecrecyGround, SecrecyGroundId } from "@vallgrav/knowledge";

/** What was decided of a request. */
export type ReleaseOutcome = "released" | "in-part" | "refused";

/** A decision with its reason. */
export type ReleaseDecision = {
  readonly outcome: ReleaseOutcome;
  /** By which paragraphs something is kept back; none where all is given out. */
  readonly grounds: readonly SecrecyGroundId[];
  readonly reason: string;
  /** Who decided, by name. */
  readonly decidedBy: string;
  readonly at: string;
  /** Who entered it. */
  readonly by: string;
};

/** A request for release. */
export type ReleaseView = {
  readonly id: string;
  /** The authority that decides; null: the municipality as a whole. */
  readonly unit: { readonly id: string; readonly name: string } | null;
  readonly askedAt: string;
  /** Who asks; empty for one who wants to be unknown, as anyone may. */
  readonly asker: string;
  readonly what: string;
  readonly materials: readonly MaterialId[];
  /** Who entered it, and when. */
  readonly by: string;
  readonly enteredAt: string;
  /** The last one rules; those before it stay. None: it is still to be decided. */
  readonly decisions: readonly ReleaseDecision[];
};

/** Requests within reach, the latest first, and what there is to choose from. */
export type ReleasesView = {
  readonly releases: readonly ReleaseView[];
  /** Authorities for which one may see and enter requests. */
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Whether requests to the municipality as a whole are among them. */
  readonly isWhole: boolean;
  readonly grounds: readonly SecrecyGround[];
  readonly materials: readonly Material[];
};
