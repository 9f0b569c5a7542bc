/**
 * What can notice an attacker: where it looks, how many have it and how often it sounds, before the
 * municipality has said anything; and what follows an alarm (dials.md §1.4). What one detector
 * misses, all of its kind miss: the draw is per detector and technique.
 */
import { ln } from "@vallgrav/kernel";
import type { Prior, Response, TimeExpression } from "@vallgrav/mal";
import { assumption, type Source } from "./source.ts";

/** A detector over steps of the attack language. */
export type Detector = {
  /** Unique; the part before the slash is what kind of watch it belongs to. */
  readonly id: string;
  /** ATT&CK id of what it notices. */
  readonly technique: string;
  /** Attack steps it looks at. */
  readonly steps: readonly string[];
  /** How many have it, with somebody who gets its alarms. */
  readonly coverage: Prior;
  /** How often it sounds at an attacker who does not hide. */
  readonly sensitivity: Prior;
  /** Days from the step to the alarm. */
  readonly alertDelay: TimeExpression;
  readonly source: Source;
};

function beta(mean: number, weight = 4): Prior {
  return { kind: "beta", a: mean * weight, b: (1 - mean) * weight };
}

/** Around so many hours, within a factor of e. */
function hours(median: number): TimeExpression {
  return { kind: "call", name: "LogNormal", arguments: [ln(median / 24), 1] };
}

/** A row: how many have it, how often it sounds, and after how many hours. */
function detector(
  id: string,
  technique: string,
  steps: readonly string[],
  [coverage, sensitivity, alertHours]: readonly [number, number, number],
): Detector {
  return {
    id,
    technique,
    steps,
    coverage: beta(coverage),
    sensitivity: beta(sensitivity),
    alertDelay: hours(alertHours),
    source: assumption,
  };
}

/** Ordered by id. */
export const detectors: readonly Detector[] = [
  detector("application/alteration", "T1565", ["alter"], [0.1, 0.2, 48]),
  detector("backup/erasure", "T1490", ["destroy"], [0.3, 0.8, 2]),
  detector("cloud/roles", "T1098.003", ["administerTenant"], [0.3, 0.5, 2]),
  detector("cloud/push", "T1072", ["pushToClients"], [0.1, 0.4, 4]),
  detector("control/orders", "T0855", ["commanded"], [0.1, 0.4, 2]),
  detector("directory/answers", "T1558.004", ["crackAnswer"], [0.2, 0.4, 2]),
  detector("directory/certificates", "T1649", ["agentEnrolled", "issue", "misused"], [0.1, 0.4, 4]),
  detector("directory/changes", "T1098", ["memberAdded", "passwordReset"], [0.3, 0.4, 8]),
  detector("directory/coercion", "T1187", ["coerced"], [0.2, 0.4, 2]),
  detector("directory/keys", "T1556", ["keyWritten"], [0.1, 0.4, 4]),
  detector("directory/policies", "T1484.001", ["policyReaches"], [0.2, 0.4, 8]),
  detector("directory/questions", "T1087.002", ["authenticated"], [0.1, 0.2, 12]),
  detector("directory/replication", "T1003.006", ["replicated", "replicatedInPart"], [0.3, 0.8, 1]),
  detector("directory/tickets", "T1558.003", ["roast"], [0.2, 0.5, 2]),
  detector("endpoint/elevation", "T1068", ["elevate"], [0.4, 0.4, 2]),
  detector("endpoint/encryption", "T1486", ["stage"], [0.4, 0.7, 1]),
  detector("endpoint/exploit", "T1210", ["exploit", "flawUsed"], [0.4, 0.4, 2]),
  detector("endpoint/hashes", "T1003.002", ["dumpLocalPassword"], [0.4, 0.5, 2]),
  detector("endpoint/lateral", "T1550.002", ["reuseLocalPassword"], [0.4, 0.4, 4]),
  detector("endpoint/media", "T1204.002", ["runMedium"], [0.4, 0.5, 2]),
  detector("endpoint/memory", "T1003.001", ["harvest"], [0.4, 0.6, 1]),
  detector("endpoint/program", "T1204", ["runLure"], [0.5, 0.5, 1]),
  detector("endpoint/secrets", "T1552.001", ["passwordFound"], [0.1, 0.2, 24]),
  detector("gateway/exploit", "T1190", ["gatewayTaken"], [0.2, 0.3, 12]),
  detector("mail/attachments", "T1566.001", ["lureDelivered"], [0.4, 0.3, 4]),
  detector("mail/own-name", "T1672", ["lureDeliveredInOwnName"], [0.3, 0.5, 4]),
  detector("mail/within", "T1534", ["phishedInTrust"], [0.1, 0.2, 8]),
  detector("network/crossing", "T1021", ["crossed"], [0.2, 0.3, 8]),
  detector("network/listening", "T1557.001", ["listened", "relayed"], [0.1, 0.3, 8]),
  detector("network/outflow", "T1005", ["read"], [0.2, 0.3, 12]),
  detector("people/callers", "T1656", ["deceived"], [0.5, 0.2, 8]),
  detector("people/lures", "T1566.002", ["phished"], [0.5, 0.2, 4]),
  detector("people/prompts", "T1621", ["factorWornOut"], [0.5, 0.3, 4]),
  detector("people/visitors", "T1200", ["plugIn"], [0.5, 0.2, 24]),
  detector("platform/exploit", "T1210", ["platformExploited"], [0.1, 0.3, 8]),
  detector("platform/orders", "T1059.012", ["administerPlatform"], [0.2, 0.4, 4]),
  detector("sign-in/device", "T1098.005", ["resetByHelpDesk"], [0.2, 0.3, 8]),
  detector("sign-in/guessing", "T1110.004", ["passwordGuessed"], [0.4, 0.4, 6]),
  detector("sign-in/place", "T1133", ["signInRemotely"], [0.4, 0.4, 4]),
  detector("sign-in/relayed", "T1557", ["proxied"], [0.2, 0.3, 4]),
  detector("sign-in/session", "T1550.004", ["sessionHeld"], [0.2, 0.3, 4]),
  detector("supplier/visits", "T1199", ["useAccess"], [0.2, 0.3, 12]),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Somebody looks from 8 to 17 on weekdays; the gaps are four nights and one weekend. */
const officeHours: Response["staffing"] = { periodHours: 168, gapsHours: [15, 15, 15, 15, 63] };

/** What follows an alarm where the municipality has said nothing. */
export const responseDefaults: {
  readonly triage: TimeExpression;
  readonly staffing: Response["staffing"];
  readonly containment: TimeExpression;
  /** Probability that containment succeeds at all in a campaign. */
  readonly success: Prior;
  readonly source: Source;
} = {
  triage: hours(6),
  staffing: officeHours,
  containment: hours(12),
  success: beta(0.5),
  source: assumption,
};
