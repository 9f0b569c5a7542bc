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
  name: {
    sv: "KnowBe4, nätfiske efter bransch (leverantörens siffror, per prov och inte per angrepp)",
    en: "KnowBe4, phishing by industry benchmarking (vendor figures, per test and not per campaign)",
  },
  reviewed: "2026-11-23",
};

/** A row: who lacks it and whether it works are drawn per the two words of `drawn`. */
function defence(
  step: string,
  [coverage, effectiveness]: readonly [Prior, Prior | null],
  drawn: readonly [state: Sharing, effect: Sharing],
  source: Source = assumption,
): Defence {
  return { step, coverage, effectiveness, state: drawn[0], effect: drawn[1], source };
}

/** Everyone has it, in some measure: what counts is how often it works. */
const everyone = fixed(1);
/** Nobody is taken to have it before somebody says so. */
const nobody = fixed(0);

/** Ordered by step. Every defence of the language stands here; a test holds the two together. */
export const defences: readonly Defence[] = [
  defence("accessControlled", [beta(0.4, 4), beta(0.9, 4)], ["asset", "asset"]),
  defence("approvalRequired", [beta(0.1, 4), null], ["asset", "asset"]),
  defence("callerVerified", [beta(0.4, 4), beta(0.8, 4)], ["campaign", "campaign"]),
  defence("careful", [everyone, beta(0.99, 10)], ["asset", "asset"]),
  defence("cellGuarded", [beta(0.4, 4), beta(0.9, 4)], ["asset", "campaign"]),
  defence("cloudAdminsSeparate", [beta(0.5, 4), beta(0.95, 10)], ["asset", "campaign"]),
  defence("credentialsProtected", [beta(0.3, 4), beta(0.7, 4)], ["asset", "campaign"]),
  defence("dataLimited", [beta(0.3, 4), beta(0.5, 4)], ["asset", "asset"]),
  defence("deviceBound", [beta(0.3, 4), beta(0.95, 10)], ["domain", "campaign"]),
  defence("endpointHardened", [beta(0.6, 4), beta(0.8, 4)], ["asset", "campaign"]),
  defence("enrolmentGuarded", [beta(0.85, 4), null], ["asset", "asset"]),
  defence("factorMatched", [beta(0.7, 4), beta(0.9, 4)], ["domain", "campaign"]),
  // One stands in the graph only where a report names a flaw: see `municipal/flaws.ts`.
  defence("flawMended", [nobody, null], ["asset", "asset"]),
  defence("gatewayPatched", [beta(0.85, 4), null], ["asset", "asset"]),
  defence("linksOpenedApart", [beta(0.3, 4), beta(0.5, 4)], ["asset", "campaign"]),
  defence("loyal", [everyone, beta(0.95, 10)], ["asset", "asset"]),
  defence("lureResisted", [everyone, beta(0.95, 10)], ["asset", "asset"], clicks),
  defence("mediaBlocked", [beta(0.2, 4), beta(0.9, 4)], ["domain", "campaign"]),
  defence("namesGuarded", [beta(0.4, 4), null], ["asset", "asset"]),
  defence("operationSeparate", [beta(0.4, 4), beta(0.7, 4)], ["asset", "asset"]),
  defence("passwordKeptApart", [beta(0.95, 10), null], ["asset", "asset"]),
  defence("passwordScreened", [beta(0.98, 40), null], ["asset", "asset"]),
  defence("patched", [beta(0.85, 4), null], ["asset", "asset"]),
  defence("platformPatched", [beta(0.9, 4), null], ["asset", "asset"]),
  defence("platformSeparate", [beta(0.3, 4), beta(0.9, 4)], ["asset", "campaign"]),
  defence("portsGuarded", [beta(0.3, 4), beta(0.9, 4)], ["asset", "campaign"]),
  defence("pushApproved", [beta(0.05, 10), beta(0.9, 4)], ["asset", "campaign"]),
  // Rights that the directory lists are there: nobody has tidied them away.
  defence("rightsTidy", [nobody, null], ["asset", "asset"]),
  defence("secondFactor", [beta(0.7, 4), beta(0.9, 10)], ["asset", "campaign"]),
  defence("segmented", [beta(0.3, 4), beta(0.8, 4)], ["domain", "campaign"]),
  defence("senderVerified", [beta(0.5, 4), beta(0.95, 10)], ["asset", "campaign"]),
  defence("separateAdministration", [beta(0.2, 4), beta(0.85, 4)], ["asset", "asset"]),
  defence("separated", [beta(0.5, 4), beta(0.8, 4)], ["asset", "campaign"]),
  defence("strongFactor", [nobody, beta(0.98, 10)], ["asset", "campaign"]),
  defence("strongPassword", [beta(0.6, 4), null], ["asset", "asset"]),
  defence("templateSound", [beta(0.8, 4), null], ["asset", "asset"]),
  defence("tiered", [beta(0.1, 4), beta(0.9, 4)], ["domain", "campaign"]),
  defence("trained", [beta(0.2, 4), beta(0.4, 4)], ["asset", "asset"], clicks),
  defence("trustedLureResisted", [everyone, beta(0.9, 10)], ["asset", "asset"], clicks),
  defence("uniqueLocalPassword", [beta(0.4, 4), beta(0.97, 10)], ["asset", "campaign"]),
  defence("unreachable", [beta(0.3, 4), beta(0.95, 10)], ["asset", "campaign"]),
  defence("updatesTried", [beta(0.2, 4), beta(0.4, 4)], ["asset", "campaign"]),
];
