/** The words of the terminal for harm tests, in both languages. */
import type { ReleaseOutcome } from "@vallgrav/platform/api";

/** Words of harm tests. */
export type ReleaseWords = {
  readonly whole: string;
  readonly unknown: string;
  readonly undecided: string;
  readonly outcomes: Readonly<Record<ReleaseOutcome, string>>;
  readonly decided: (what: string, who: string, day: string) => string;
  readonly unchecked: string;
  readonly none: string;
  /** Under what may be secret, on every list of it. */
  readonly mark: string;
};

/** Swedish. */
export const releasesSv: ReleaseWords = {
  whole: "kommunen som helhet",
  unknown: "någon som inte vill uppge sitt namn",
  undecided: "inte beslutad",
  outcomes: { released: "lämnas ut", "in-part": "lämnas ut i delar", refused: "lämnas inte ut" },
  decided: (what, who, day) => `${what}, beslutat av ${who} ${day}`,
  unchecked: "Lagrummen är inte kontrollerade mot källan.",
  none: "Ingen har begärt ut något.",
  mark: "Kan vara sekretess: menprövas innan det lämnas ut.",
};

/** English. */
export const releasesEn: ReleaseWords = {
  whole: "the municipality as a whole",
  unknown: "somebody who wants to be unknown",
  undecided: "not decided",
  outcomes: { released: "released", "in-part": "released in part", refused: "refused" },
  decided: (what, who, day) => `${what}, decided by ${who} ${day}`,
  unchecked: "The paragraphs have not been held against their source.",
  none: "Nobody has asked for anything.",
  mark: "May be secret: a harm test comes before it is given out.",
};
