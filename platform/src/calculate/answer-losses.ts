/** Persons, kronor, losses over campaigns and over years, and what pays for itself. */
import {
  annualised,
  breakEven,
  checkCosts,
  checkExposures,
  type CostInput,
  costSheet,
  type ExposedSet,
  personsExposed,
  spread,
  yearly,
} from "@vallgrav/dials";
import { drawKey, type Problem, seeded, uniformAt } from "@vallgrav/kernel";
import { compileTime, timeAt } from "@vallgrav/mal";
import type { Question } from "./questions.ts";
import { below, Unfit } from "./shapes.ts";

type Asked<K extends Question["kind"]> = Extract<Question, { readonly kind: K }>;
type Refused = { readonly problems: readonly Problem<string, object>[] };

/** Sets that may fall or not: all that can happen is gone through. */
const mostUnsure = 12;
/** Losses that one calculation may draw. */
const mostLosses = 10_000_000;
const mostCampaigns = 20_000_000;

/** Persons when everything named falls, and on average over what may. */
export function answerPersons({ groups, sets }: Asked<"persons">, path: string): object | Refused {
  const exposed = sets.map(({ within, falls: _falls, ...set }): ExposedSet => {
    return within === null ? set : { ...set, within };
  });
  const problems = checkExposures(groups, exposed);
  if (problems.length > 0) return { problems };
  const unsure = sets.flatMap(({ falls }, at) => (falls > 0 && falls < 1 ? [at] : []));
  if (unsure.length > mostUnsure) throw new Unfit(below(path, "sets"), "work");
  let mean = 0;
  for (let mask = 0; mask < 2 ** unsure.length; mask += 1) {
    const falls = Uint8Array.from(sets, (set) => (set.falls === 1 ? 1 : 0));
    let probability = 1;
    for (const [bit, at] of unsure.entries()) {
      const isOn = ((mask >> bit) & 1) === 1;
      const p = sets[at]?.falls ?? 0;
      probability *= isOn ? p : 1 - p;
      falls[at] = isOn ? 1 : 0;
    }
    mean += probability * personsExposed(groups, exposed, falls).persons;
  }
  return { ...personsExposed(groups, exposed), mean };
}

/** The cost sheet of one run. */
export function answerCosts(asked: Asked<"costs">): object | Refused {
  const { units, response, restored, ownHours, breach, fineSek } = asked;
  const input: CostInput = {
    strikeHourOfWeek: 0,
    response,
    restoration: restored.map(({ id, count, priceSek }) => {
      return { unit: id, driver: "system-restored", count, priceSek };
    }),
    ownRestoration: ownHours.map(({ id, hours, hourlySek }) => ({ unit: id, hours, hourlySek })),
    extraWork: units.map(({ id, ...unit }) => ({ unit: id, ...unit, atWork: null })),
    breach: breach ?? { fixedSek: 0, perPersonSek: 0, exposed: [] },
    lost: [],
    fineSek,
  };
  const problems = checkCosts(input);
  if (problems.length > 0) return { problems };
  const { entries, lines, totalSek } = costSheet(input);
  return {
    totalSek,
    lines,
    entries: entries.map(({ line, unit, interval, factor, volume, priceSek, amountSek }) => {
      return { line, unit, interval, factor, volume, priceSek, amountSek };
    }),
  };
}

/** Losses as they were given, or drawn by key. */
function lossesOf(
  { values, drawn }: Asked<"losses">["of"],
  path: string,
): { readonly losses: Float64Array; readonly outer: number; readonly inner: number } {
  if (values !== null)
    return {
      losses: Float64Array.from(values.flat()),
      outer: values.length,
      inner: values[0]?.length ?? 1,
    };
  const { chance, size, outer, inner, seed } = drawn ?? { ...nothingDrawn };
  if (outer * inner > mostLosses) throw new Unfit(below(path, "drawn"), "work");
  const key = seeded(drawKey("calculate/losses"), seed);
  const compiled = compileTime(size);
  const losses = Float64Array.from({ length: outer * inner }, (_, run) => {
    if (uniformAt(key.high, key.low, run, 0) >= chance) return 0;
    const uniforms = Array.from({ length: compiled.draws }, (__, draw) =>
      uniformAt(key.high, key.low, run, draw + 1),
    );
    return Math.min(1e12, timeAt(compiled, uniforms));
  });
  return { losses, outer, inner };
}

const nothingDrawn = {
  chance: 0,
  size: { kind: "number", value: 0 } as const,
  outer: 1,
  inner: 1,
  seed: "1",
};

/** The second dial's figures of losses. */
export function answerLosses({ of }: Asked<"losses">, path: string): object {
  const { losses, outer, inner } = lossesOf(of, below(path, "of"));
  if (losses.length < 2) throw new Unfit(below(path, "of"), "list");
  return spread(losses, outer, inner);
}

/** What a year costs where campaigns come so often. */
export function answerYear({ perYear, losses, years, seed }: Asked<"year">, path: string): object {
  // A year has about as many campaigns as the highest rate that may come.
  if (years * (1 + perYear.median * (1 + 20 * perYear.sigma)) > mostCampaigns)
    throw new Unfit(below(path, "years"), "work");
  const streams = [{ relativeRate: 1, losses: lossesOf(losses, below(path, "losses")).losses }];
  const { sorted: _sorted, ...figures } = yearly({ frequency: perYear, streams, years, seed });
  return figures;
}

/** What a measure costs a year, and how often campaigns must come for it to pay. */
export function answerPayback({ savedPerCampaign, ...cost }: Asked<"payback">): object {
  const annualisedSek = annualised(cost);
  return {
    annualised: annualisedSek,
    paysFromPerYear: savedPerCampaign === null ? null : breakEven(annualisedSek, savedPerCampaign),
  };
}
