/**
 * Which weaknesses of installed software let an attacker take over the computer they are on, and
 * how surely one has the means: what the attack graph takes of advisories. A pure function of what
 * lists say of the weakness; every limit is an assumption [A].
 */

/** What is known of how a weakness is used. */
export type WeaknessUse = {
  /** CVSS vectors of any version; others are passed over. */
  readonly vectors: readonly string[];
  /** Whether a list says that attackers use it: CISA's or ENISA's. */
  readonly isExploited: boolean;
  /** Chance that it is used somewhere within 30 days (EPSS), 0–1; null where nobody tells. */
  readonly probability: number | null;
};

/** What is less likely to be used anywhere is left out: it would be noise by the thousand [A]. */
export const likelyFrom = 0.1;

/** Whether a vector is of a flaw used over a network by one without much right, alone. */
function isRemote(vector: string): boolean {
  return (
    /(?:^|\/)AV:[NA](?:\/|$)/.test(vector) &&
    !/(?:^|\/)UI:[^N]/.test(vector) &&
    !/(?:^|\/)PR:H/.test(vector) &&
    !/(?:^|\/)Au:M/.test(vector)
  );
}

/**
 * The chance that an attacker has the means to take over a computer by a weakness on it, 0–1. One
 * that is in use is taken to be usable by anyone, unless its vectors say that it needs a place on
 * the machine or somebody's help; another only where a vector says that it needs neither, and then
 * as surely as it is likely to be used at all.
 */
export function usableShare({ vectors, isExploited, probability }: WeaknessUse): number {
  const known = vectors.filter((vector) => /(?:^|\/)AV:[NALP]/.test(vector));
  const remote = known.some(isRemote);
  if (isExploited) return known.length > 0 && !remote ? 0 : 1;
  return remote && probability !== null && probability >= likelyFrom ? Math.min(1, probability) : 0;
}
