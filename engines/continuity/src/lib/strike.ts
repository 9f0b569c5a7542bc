/** What a strike is, and what it does to systems and services. */

/** What happened in one run. The strike is hour 0 for everything. */
export type Strike = {
  /** Per system: 1 if it was struck. */
  readonly down: Uint8Array;
  /** Per system: 1 if a copy survives that can be restored and covers all its parts. */
  readonly usableCopy: Uint8Array;
  /** Q: hours before any restoring starts, for forensics and decisions; ≥ 0. */
  readonly holdHours: number;
  /** Crews that restore side by side; > 0. */
  readonly crews: number;
  /** Multiplies all work in this run; ≥ 0. */
  readonly workFactor: number;
  /** When in the week it struck, hours from the hour 0 of the profiles, 0 ≤ h < 168. */
  readonly strikeHourOfWeek: number;
  /** Per service: 1 if its reserve routine works in this run. */
  readonly reserveWorks: Uint8Array;
};

/**
 * What the municipality shuts down itself to stop an attacker (dials.md §1.6). It begins at hour 0,
 * and all of it lasts as long.
 */
export type Shutdown = {
  /** Per system: 1 if it is shut down. */
  readonly down: Uint8Array;
  /** ≥ 0. */
  readonly hours: number;
} & Pick<Strike, "strikeHourOfWeek" | "reserveWorks">;

/** Hours since the strike throughout; an undamaged thing starts at Infinity and ends at 0. */
export type Outages = {
  /** When each struck system is restored; 0 where it was not struck. */
  readonly doneHours: Float64Array;
  /** The last of them; 0 when nothing was struck. */
  readonly lastDoneHours: number;
  readonly systemStart: Float64Array;
  readonly systemEnd: Float64Array;
  readonly serviceStart: Float64Array;
  readonly serviceEnd: Float64Array;
  /** Per service: need left uncovered, ∫ need · (1 − ρ), within 365 days of the strike. */
  readonly hours: Float64Array;
  /** Per service: clock hours of the outage with the reserve routine in use (ρ > 0). */
  readonly onReserveHours: Float64Array;
  /** Per service: clock hours of the outage not wholly covered (ρ < 1). */
  readonly limitedHours: Float64Array;
  /** Indices of struck systems without a usable copy. */
  readonly recordsLost: readonly number[];
  /** Per service: 1 if its outage goes beyond 365 days and was cut there. */
  readonly capped: Uint8Array;
};
