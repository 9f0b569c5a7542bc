/** What checks come to, and how they are counted. */

/** How a check came out. What is not known never passed. */
export type Standing = "passed" | "info" | "notice" | "failed" | "unknown" | "not-applicable";

/** A check's answer before it is counted, with what it is about: suites, terms, names. */
export type Answer = { readonly standing: Standing; readonly about: readonly string[] };

/** How much a check weighs: required ones alone count towards the score. */
export type Weight = "required" | "recommended" | "optional";

/** A check that was made. */
export type Judged<Id extends string = string> = Answer & {
  readonly check: Id;
  readonly category: string;
  readonly weight: Weight;
  /** Points of a required check; 0 where it does not count. */
  readonly points: number;
  readonly pointsMax: number;
};

/** A score in per cent: the least, and the most if all that is not known turned out right. */
export type Score = { readonly least: number; readonly most: number };

const passes = new Set<Standing>(["passed", "info", "notice"]);

/** A check as a profile has it. */
export type Counted<Id extends string> = {
  readonly check: Id;
  readonly category: string;
  readonly weight: Weight;
  /** Points of one that passed, where it is required; left out: ten. */
  readonly most?: number;
};

/** Counts an answer; one that failed but not wholly has points of its own. */
export function count<Id extends string>(
  { check, category, weight, most = 10 }: Counted<Id>,
  answer: Answer & { readonly points?: number },
): Judged<Id> {
  const counts = weight === "required" && answer.standing !== "not-applicable";
  const pointsMax = counts ? most : 0;
  const full = passes.has(answer.standing) ? most : (answer.points ?? 0);
  const { standing, about } = answer;
  return { check, category, weight, standing, about, points: counts ? full : 0, pointsMax };
}

/** The score of one category; null where nothing in it counts. */
export function categoryScore(judged: readonly Judged[], category: string): Score | null {
  const counted = judged.filter((one) => one.category === category && one.pointsMax > 0);
  const max = counted.reduce((sum, one) => sum + one.pointsMax, 0);
  if (max === 0) return null;
  const least = counted.reduce((sum, one) => sum + one.points, 0);
  const open = counted.filter((one) => one.standing === "unknown");
  const most = least + open.reduce((sum, one) => sum + one.pointsMax - one.points, 0);
  return { least: (100 * least) / max, most: (100 * most) / max };
}

/** The plain mean of the categories that count; null where none does. */
export function totalScore(judged: readonly Judged[]): Score | null {
  const scores = [...new Set(judged.map((one) => one.category))].flatMap(
    (category) => categoryScore(judged, category) ?? [],
  );
  if (scores.length === 0) return null;
  const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
  return {
    least: sum(scores.map((one) => one.least)) / scores.length,
    most: sum(scores.map((one) => one.most)) / scores.length,
  };
}
