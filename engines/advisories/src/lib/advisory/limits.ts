/** Ceilings of one advisory; beyond one of them nothing of it is taken. */

/** What one advisory may hold at most. */
export type AdvisoryLimits = {
  /** Characters of its JSON. */
  readonly characters: number;
  readonly statements: number;
  /** Versions, events and spans together. */
  readonly versions: number;
  readonly aliases: number;
};

/** Above the largest that are published: kernel records with some thousand ranges. */
export const advisoryLimits: AdvisoryLimits = {
  characters: 33_554_432,
  statements: 20_000,
  versions: 500_000,
  aliases: 10_000,
};
