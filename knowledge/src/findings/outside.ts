/**
 * What own domains look like from outside says of defences of the attack graph: whether mail that
 * lies about its sender is refused. A pure function of the latest look at each domain.
 */
import type { Report } from "@vallgrav/facts";
import { compareText, type EvidenceId, type Instant, type ObservationId } from "@vallgrav/kernel";
import { placeId } from "../municipal/places.ts";
import type { Touched } from "./touched.ts";

/** How the latest look at an own domain came out: does its DMARC policy ask for refusal? */
export type SenderLook = {
  readonly domain: string;
  readonly at: Instant;
  readonly refuses: boolean;
};

/** What looks say of the defence `senderVerified` of the mail channel, and the look that counts. */
export type SenderFact = { readonly on: boolean; readonly by: Report };

/** Checks of a domain that are put right by its DMARC policy. */
export const senderChecks: readonly string[] = ["dmarc", "dmarc-policy"];

/** What a policy on all domains puts in place. */
export const touchedSender: readonly Touched[] = [{ asset: placeId.mail, step: "senderVerified" }];

/**
 * One domain that does not ask for refusal is enough to lie in: then the newest such look counts.
 * Otherwise all ask for it, and that is as old as the oldest look. Null where none could tell.
 */
export function senderFact(looks: readonly SenderLook[]): SenderFact | null {
  const sorted = looks.toSorted((a, b) => compareText(a.at, b.at));
  const open = sorted.findLast(({ refuses }) => !refuses);
  const look = open ?? sorted[0];
  if (look === undefined) return null;
  const by: Report = {
    observation: `domain-check:${look.domain}` as ObservationId,
    evidence: `domain-check:${look.domain}` as EvidenceId,
    source: "vallgrav",
    kind: "outside",
    standing: "observed",
    validFrom: look.at,
  };
  return { on: look.refuses, by };
}
