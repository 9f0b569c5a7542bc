/**
 * Twelve cases with exact answers (docs/dials.md), as files that anyone can calculate
 * (`examples/calculations`), with what each figure is exactly and how far sampling may take it.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Half the width of what holds, from the number of runs and the answer; 0: to nine digits. */
type Error = (runs: number, answer: object) => number;

/** A figure of a calculation, by where it stands in the answer. */
export type Figure = {
  readonly calculation: string;
  readonly at: string;
  readonly exact: number | string | null;
  readonly error: Error;
};

/** A file, and the figures that are known exactly. */
export type ExactCase = { readonly file: string; readonly figures: readonly Figure[] };

const sure: Error = () => 0;
/** Four standard errors of a mean. */
const mean =
  (sd: number): Error =>
  (runs) =>
    (4 * sd) / Math.sqrt(runs);
const share = (p: number): Error => mean(Math.sqrt(p * (1 - p)));
/** Of a quantile, where the density is. */
const quantile = (q: number, density: number): Error => mean(Math.sqrt(q * (1 - q)) / density);
/** Twice as wide as the answer's own interval. */
const told =
  (low: string, high: string): Error =>
  (_runs, answer) =>
    2 * 1.03 * (Number(figureAt(answer, high)) - Number(figureAt(answer, low))) * 0.5;

/** The figure at a place of an answer; undefined where there is none. */
export function figureAt(answer: unknown, at: string): unknown {
  return at
    .split(".")
    .reduce<unknown>((held, key) => Reflect.get(Object(held), key) as unknown, answer);
}

/** Figures of one calculation; what is not said to be sampled is sure. */
function of(
  calculation: string,
  ...figures: readonly (readonly [at: string, exact: Figure["exact"], error?: Error])[]
): readonly Figure[] {
  return figures.map(([at, exact, error = sure]) => ({ calculation, at, exact, error }));
}

/** Of a goal's dial. */
const dial = (figure: string, goal = 0): string => `goals.${goal}.resistance.${figure}`;
const holds = (p: number, goal = 0) => [dial("probabilityHolds", goal), p, share(p)] as const;

const outer = 200;
const knowledgeError =
  (q: number, density: number): Error =>
  () =>
    (4 * Math.sqrt((q * (1 - q)) / outer)) / density;

const rare = 0.2204;
const { exp, log, sqrt } = Math;

/** All of them. */
export const exactCases: readonly ExactCase[] = [
  {
    file: "01-first-of-two",
    figures: [
      ...of(
        "quantiles",
        [dial("medianDays"), 4.620_981, quantile(0.5, 0.075)],
        [dial("p10Days"), 0.702_404, quantile(0.1, 0.135)],
        [dial("p90Days"), 15.350_567, quantile(0.9, 0.015)],
      ),
      ...of("ten days", holds(0.223_13), [dial("heldDays"), 5.179_132, mean(3.533)]),
    ],
  },
  {
    file: "02-shared-ancestor",
    figures: [
      ...of("mean", [dial("heldDays"), 28.333_333, mean(19.79)]),
      ...of("ten days", holds(1 - 0.122_495)),
      ...of("thirty days", holds(1 - 0.643_224)),
      ...of("without the ancestor", [dial("medianDays"), 18.1748, quantile(0.5, 0.026_575)]),
      ...of("without the ancestor, ten days", holds(1 - 0.248_72)),
    ],
  },
  {
    file: "03-gate-and-infinity",
    figures: [
      ...of(
        "a gate",
        [dial("p10Days"), 2.876_821, quantile(0.1, 0.03)],
        [dial("medianDays"), null],
        [dial("p90Days"), null],
        holds(0.600_049),
        [dial("outcomes.blocked"), 0.6, share(0.6)],
      ),
      ...of("a circle without an entry", holds(1), holds(1, 1), [dial("p10Days", 1), null]),
      ...of("all of nothing", [dial("p10Days"), null]),
      ...of("all of one open gate", [dial("medianDays"), 3], ["free.0", "goal"]),
      ...of("any of a closed gate and a step", [dial("medianDays"), 2]),
      ...of("a step that waits for itself", [dial("p10Days"), null], [dial("p10Days", 1), null]),
    ],
  },
  {
    file: "04-population",
    figures: [
      ...of("a thousand hosts", holds(1 - 0.864_935)),
      ...of(
        "a thousand hosts, not known how safe",
        [
          dial("probabilityHolds"),
          (998 * 999) / (1998 * 1999),
          (runs) => 4 * sqrt(rare ** 2 / outer + 0.139 / runs),
        ],
        ["goals.0.fallsKnowledge.sd", rare, () => 4 * rare * sqrt(0.5 / outer)],
        // Densities of the chance to fall at its own quantiles.
        ["goals.0.fallsKnowledge.p10", 0.412_93, knowledgeError(0.1, 0.531)],
        ["goals.0.fallsKnowledge.p50", 0.813_788, knowledgeError(0.5, 1.68)],
        ["goals.0.fallsKnowledge.p90", 0.979_668, knowledgeError(0.9, 3.92)],
      ),
      ...of("fifty members", holds(1 - 0.599_348)),
      ...of("fifty members, two steps each", holds(1 - 0.586_841)),
    ],
  },
  {
    file: "05-response",
    figures: [
      ...of("alarm and race", holds(0.5), [dial("outcomes.evicted"), 0.5, share(0.5)]),
      ...of("alarm and race, five days", holds(1 - 0.383_597)),
      ...of("two ways", [dial("medianDays"), 10], [dial("outcomes.fell"), 1], ["blindHolds", 1]),
      ...of("two ways, the watched one closed", [dial("medianDays"), 10], ["blindHolds", 0]),
      ...of("two ways, the quiet one closed", holds(1), [dial("outcomes.evicted"), 1]),
    ],
  },
  {
    file: "06-correlation",
    figures: [
      ...[2, 3, 10].flatMap((count) => of(`${count} layers`, holds(1 - 1 / (count + 1)))),
      ...of("a skilled attacker", holds(0.768_474)),
      ...of("three accounts, one lure", holds(0.9), holds(0.9, 1)),
      ...of("three accounts, a lure each", holds(0.999), holds(1 - 0.271, 1)),
    ],
  },
  {
    file: "07-outage",
    figures: [
      ...of("five days", ["services.0.hours", 72]),
      ...of("of random length", [
        "services.0.hours",
        36 * (1 - exp(-0.4)) + 96 * exp(-0.4),
        told("services.0.hoursBetween.0", "services.0.hoursBetween.1"),
      ]),
      ...of(
        "a queue",
        ["systems.0.doneHours", 56],
        ["systems.1.doneHours", 68],
        ["systems.2.doneHours", 84],
        ["services.0.endHours", 68],
      ),
      ...of(
        "a queue with an order",
        ["systems.0.doneHours", 56],
        ["systems.1.doneHours", 68],
        ["systems.2.doneHours", 92],
      ),
      ...of("within what is tolerated", ["services.0.startHours", null], ["services.0.hours", 0]),
    ],
  },
  {
    file: "08-persons-and-money",
    figures: [
      ...of("two registers", ["persons", 6_500], ["low", 5_000], ["high", 8_000]),
      ...of("one within the other", ["persons", 5_000]),
      ...of("each by chance", ["mean", 2_080]),
      ...of("a unit without two services", ["totalSek", 1_750_000]),
    ],
  },
  {
    file: "09-tail-and-year",
    figures: [
      ...of(
        "one in five",
        ["mean", 2, mean(6)],
        ["p95", 10 * log(4), quantile(0.95, 0.005)],
        ["tail95", 10 * log(4) + 10, told("sampling.tail95.low", "sampling.tail95.high")],
      ),
      ...of(
        "three in a hundred",
        ["p95", 0],
        ["tail95", 6, told("sampling.tail95.low", "sampling.tail95.high")],
      ),
      ...of(
        "a year",
        ["mean", 0.6, mean(0.3 * 6)],
        ["sd", 3.464_102, mean((0.3 * 215.4) / (2 * 3.464))],
        ["probabilityNone", 0.941_765, mean(0.3 * 0.4 * 0.942)],
        ["p95", 1.571_349, quantile(0.95, 0.004_85)],
        ["p99", 18.153_543, quantile(0.99, 0.000_97)],
      ),
      ...of(
        "a measure",
        ["annualised", 0.03 / (1 - 1.03 ** -4) + 0.2],
        ["paysFromPerYear", (0.03 / (1 - 1.03 ** -4) + 0.2) / 1.5],
      ),
    ],
  },
  {
    file: "10-planner",
    figures: [
      ...of(
        "two measures",
        ["measures.0", "m1"],
        ["measures.1", "m2"],
        ["remains", 3],
        ["bound", 3],
        ["greedy.measures.0", "m3"],
        ["greedy.remains", 10],
      ),
      ...of("one measure", ["measures.0", "m3"], ["remains", 10], ["bound", 10], ["gap", 0]),
      ...of("one measure, hardly searched", ["bound", 8], ["gapOfLoss", 0.2], ["gap", 0.4]),
      ...of("two measures that mostly work", holds(0.72)),
    ],
  },
  {
    file: "11-evidence-and-information",
    figures: [
      ...of("scan and person", ["probability", 25.3125 / 26.3125]),
      ...of("the scan a half-life old", ["probability", 8.4375 / 9.4375]),
      ...of("seventeen of twenty", ["beta.mean", 12.5 / 15]),
      ...of("three in seventy days", ["gamma.mean", 5 / 90]),
      ...of("a fact and a check", ["perfect", 0.7], ["withCheck", 0.44]),
      ...of("a gain that varies", ["normal", 0.395_593, () => 5e-7]),
      ...of("one surprise", ["factor", sqrt(7.25 / 2)]),
      ...of("three small ones", ["factor", 1]),
    ],
  },
  {
    file: "12-estimators-and-scores",
    figures: [
      ...of(
        "three draws of two runs",
        ["mean", 0.5],
        ["betweenSquare", 0.5],
        ["withinSquare", 1 / 6],
        ["knowledgeVariance", 1 / 6],
        ["standardError", sqrt(1 / 12)],
        ["correctedMeans.0", 0.5 + 0.5 * sqrt(2 / 3)],
        ["correctedMeans.1", 0.5],
        ["correctedMeans.2", 0.5 - 0.5 * sqrt(2 / 3)],
      ),
      ...of(
        "a median of a thousand",
        ["low", 469],
        ["high", 532],
        ["coverage", 0.9537, () => 5e-5],
      ),
      ...of("a tenth of a thousand", ["low", 82], ["high", 120]),
      ...of(
        "230 of 1 000",
        ["wilson.low", 0.204_98, () => 5e-7],
        ["wilson.high", 0.257_087, () => 5e-7],
      ),
      ...of("none of 1 000", ["exact.high", 1 - 0.05 ** 0.001]),
      ...of("a forecast", ["plain", 2 / 3], ["fair", 1 / 3]),
      ...of("five gates opened more often", ["weightAllOpen", 1e-5], ["allOpen", 3.125e-7]),
    ],
  },
];

/** Where a case's file lies. */
export function fileOf({ file }: ExactCase): string {
  return fileURLToPath(new URL(`../../../../examples/calculations/${file}.json`, import.meta.url));
}

type Asked = {
  readonly name: string;
  readonly outer?: number;
  readonly inner?: number;
  readonly runs?: unknown;
  readonly of?: { readonly drawn?: Asked };
  readonly losses?: { readonly drawn?: Asked };
};

/** How many runs a calculation of a file plays. */
export function runsIn(path: string): ReadonlyMap<string, number> {
  const { calculations } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly calculations: readonly Asked[];
  };
  const runsOf = ({ outer = 1, inner = 1, runs, of, losses }: Asked): number => {
    const drawn = of?.drawn ?? losses?.drawn;
    if (drawn !== undefined) return runsOf(drawn);
    return typeof runs === "number" ? runs : outer * inner;
  };
  return new Map(calculations.map((asked) => [asked.name, runsOf(asked)]));
}

/** What a figure came to, and whether that is right. */
export type Held = { readonly line: string; readonly isRight: boolean };

function shown(value: unknown): string {
  return typeof value === "number" ? String(Number(value.toPrecision(9))) : String(value);
}

/** Holds the document of a case against what is exact. */
export function holdAgainst(
  { file, figures }: ExactCase,
  document: string,
  runs: ReadonlyMap<string, number>,
): readonly Held[] {
  const { calculations } = JSON.parse(document) as {
    readonly calculations: readonly { readonly name: string; readonly answer: object }[];
  };
  return figures.map(({ calculation, at, exact, error }) => {
    const answer = calculations.find(({ name }) => name === calculation)?.answer ?? {};
    const found = figureAt(answer, at);
    const within = error(runs.get(calculation) ?? 1, answer);
    const isRight =
      typeof exact === "number" && typeof found === "number"
        ? Math.abs(found - exact) <= Math.max(within, 1e-9)
        : found === exact;
    const off = within > 0 ? `, within ${within.toPrecision(2)}` : "";
    const line = `${file}: ${calculation}: ${at} is ${shown(found)}, exactly ${shown(exact)}${off}`;
    return { line, isRight };
  });
}
