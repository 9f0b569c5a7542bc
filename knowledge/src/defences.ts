/**
 * What is believed of each defence before the municipality has said anything: how many have it
 * (coverage) and how often it works against the average attacker (effectiveness). Coverage and
 * effectiveness belong to the class, not to the single asset (dials.md §2.3).
 */
import type { Prior } from "@vallgrav/mal";
import { assumption, type Source } from "./source.ts";

/** Whom one draw is for: the asset, everyone in its domain, or the whole campaign. */
export type Sharing = "asset" | "domain" | "campaign";

export type Defence = {
  /** Step of the attack language; unique by name. */
  readonly step: string;
  readonly coverage: Prior;
  /** Null: where it is on it always works. */
  readonly effectiveness: Prior | null;
  /** Who lacks it is drawn per … */
  readonly state: Sharing;
  /** Whether it works is drawn per … */
  readonly effect: Sharing;
  readonly source: Source;
};

/**
 * Beta with mean and weight: k = 4 one expert, 10 several agreeing, 40 own data (dials.md §2.3).
 */
function beta(mean: number, weight: number): Prior {
  return { kind: "beta", a: mean * weight, b: (1 - mean) * weight };
}

function fixed(value: number): Prior {
  return { kind: "fixed", value };
}

const clicks: Source = {
  kind: "secondary",
  name: "KnowBe4, phishing by industry benchmarking (vendor figures, per test and not per campaign)",
  reviewed: "2026-11-23",
};

/** Ordered by step. Every defence of the language stands here; a test holds the two together. */
export const defences: readonly Defence[] = [
  {
    step: "accessControlled",
    coverage: beta(0.4, 4),
    effectiveness: beta(0.9, 4),
    state: "asset",
    effect: "asset",
    source: assumption,
  },
  {
    step: "approvalRequired",
    coverage: beta(0.1, 4),
    effectiveness: null,
    state: "asset",
    effect: "asset",
    source: assumption,
  },
  {
    step: "credentialsProtected",
    coverage: beta(0.3, 4),
    effectiveness: beta(0.7, 4),
    state: "asset",
    effect: "campaign",
    source: assumption,
  },
  {
    step: "endpointHardened",
    coverage: beta(0.6, 4),
    effectiveness: beta(0.8, 4),
    state: "asset",
    effect: "campaign",
    source: assumption,
  },
  {
    step: "lureResisted",
    coverage: fixed(1),
    effectiveness: beta(0.95, 10),
    state: "asset",
    effect: "asset",
    source: clicks,
  },
  {
    step: "passwordScreened",
    coverage: beta(0.98, 40),
    effectiveness: null,
    state: "asset",
    effect: "asset",
    source: assumption,
  },
  {
    step: "patched",
    coverage: beta(0.85, 4),
    effectiveness: null,
    state: "asset",
    effect: "asset",
    source: assumption,
  },
  // Rights that the directory lists are there: nobody has tidied them away.
  {
    step: "rightsTidy",
    coverage: fixed(0),
    effectiveness: null,
    state: "asset",
    effect: "asset",
    source: assumption,
  },
  {
    step: "secondFactor",
    coverage: beta(0.7, 4),
    effectiveness: beta(0.9, 10),
    state: "asset",
    effect: "campaign",
    source: assumption,
  },
  {
    step: "segmented",
    coverage: beta(0.3, 4),
    effectiveness: beta(0.8, 4),
    state: "domain",
    effect: "campaign",
    source: assumption,
  },
  {
    step: "separateAdministration",
    coverage: beta(0.2, 4),
    effectiveness: beta(0.85, 4),
    state: "asset",
    effect: "asset",
    source: assumption,
  },
  {
    step: "strongFactor",
    coverage: fixed(0),
    effectiveness: beta(0.98, 10),
    state: "asset",
    effect: "campaign",
    source: assumption,
  },
  {
    step: "strongPassword",
    coverage: beta(0.6, 4),
    effectiveness: null,
    state: "asset",
    effect: "asset",
    source: assumption,
  },
  {
    step: "templateSound",
    coverage: beta(0.8, 4),
    effectiveness: null,
    state: "asset",
    effect: "asset",
    source: assumption,
  },
  {
    step: "tiered",
    coverage: beta(0.1, 4),
    effectiveness: beta(0.9, 4),
    state: "domain",
    effect: "campaign",
    source: assumption,
  },
  {
    step: "trained",
    coverage: beta(0.2, 4),
    effectiveness: beta(0.4, 4),
    state: "asset",
    effect: "asset",
    source: clicks,
  },
  {
    step: "uniqueLocalPassword",
    coverage: beta(0.4, 4),
    effectiveness: beta(0.97, 10),
    state: "asset",
    effect: "campaign",
    source: assumption,
  },
  {
    step: "unreachable",
    coverage: beta(0.3, 4),
    effectiveness: beta(0.95, 10),
    state: "asset",
    effect: "campaign",
    source: assumption,
  },
];
