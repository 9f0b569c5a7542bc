/**
 * The yearly figure, only for a frequency somebody entered with its source, and what can always be
 * said without one: how often it must come for a measure to pay (dials.md §1.8).
 */
import { drawKey, exp, invariant, ln, normalQuantile, seeded, uniformAt } from "@vallgrav/kernel";
import type { DrawKey } from "@vallgrav/kernel";
import type { DialsProblem } from "./problems.ts";
import { quantileOf } from "./quantiles.ts";
import { meanOf, sumOf } from "./sums.ts";

/** Campaigns per year of the reference profile: median · e^(σ·Z); σ = 0 for a plain number. */
export type Frequency = { readonly median: number; readonly sigma: number };

/** Stored losses of one profile, each campaign as likely as the other. */
export type YearlyStream = {
  /** r: campaigns per campaign of the reference profile, ≥ 0. */
  readonly relativeRate: number;
  /** Loss per campaign, ≥ 0. */
  readonly losses: Float64Array;
};

/** What is asked. Cost: years · (1 + campaigns per year). */
export type YearlyQuestion = {
  readonly frequency: Frequency;
  readonly streams: readonly YearlyStream[];
  /** Years to draw for the quantiles, at least 1. */
  readonly years: number;
  readonly seed: string;
};

/**
 * Campaigns that cost nothing left out: those that are left come so much more seldom, and the year
 * is the same in distribution, with less to draw (a Poisson stream may be thinned).
 */
export function harmfulOf({ relativeRate, losses }: YearlyStream): YearlyStream {
  const harmful = losses.filter((loss) => loss > 0);
  if (harmful.length === 0) return { relativeRate: 0, losses: Float64Array.of(0) };
  return { relativeRate: (relativeRate * harmful.length) / losses.length, losses: harmful };
}

/** Years drawn at least, however often campaigns come, and at most. */
const fewestYears = 1_000;
const mostYears = 10_000;

/** How many years may be drawn with so many draws, 1 000–10 000. */
export function yearsWithin(
  draws: number,
  { frequency, streams }: Pick<YearlyQuestion, "frequency" | "streams">,
): number {
  const { median, sigma } = frequency;
  const relative = sumOf(streams.map(({ relativeRate }) => relativeRate));
  const campaigns = median * exp((sigma * sigma) / 2) * relative;
  return Math.max(fewestYears, Math.min(mostYears, Math.floor(draws / (2 + 2 * campaigns))));
}

/** Loss in one year. */
export type Yearly = {
  /** Exact for the stored losses. */
  readonly mean: number;
  /** Standard deviation; exact likewise. */
  readonly sd: number;
  /** P(no loss at all). */
  readonly probabilityNone: number;
  readonly p95: number;
  readonly p99: number;
  /** The years drawn, ascending. */
  readonly sorted: Float64Array;
};

/** All that is wrong with a frequency: 0 < median ≤ 1000, 0 ≤ σ ≤ 3. */
export function checkFrequency({ median, sigma }: Frequency): readonly DialsProblem[] {
  if (median > 0 && median <= 1000 && sigma >= 0 && sigma <= 3) return [];
  return [{ code: "dials/bad-frequency", severity: "error", at: null, args: { median, sigma } }];
}

/** Normal scores at the middles of equal slices, for expectations over the frequency. */
function scores(sigma: number): readonly number[] {
  const slices = sigma === 0 ? 1 : 2000;
  return Array.from({ length: slices }, (_, at) => normalQuantile((at + 0.5) / slices));
}

/** A Poisson number by inversion, in parts small enough that e^−λ is a number. */
function poisson(rate: number, next: () => number): number {
  let count = 0;
  for (let left = rate; left > 0; left -= 500) {
    const part = Math.min(left, 500);
    const u = next();
    let term = exp(-part);
    let sum = term;
    for (let k = 1; u > sum && k < 5000; k += 1) {
      term *= part / k;
      sum += term;
      count += 1;
    }
  }
  return count;
}

/** Loss of one year: how many campaigns, of which profile, which stored run. */
function drawYear({ frequency, streams }: YearlyQuestion, key: DrawKey, year: number): number {
  let counter = 0;
  const next = (): number => uniformAt(key.high, key.low, year, (counter += 1));
  const { median, sigma } = frequency;
  const rate = sigma === 0 ? median : median * exp(sigma * normalQuantile(next()));
  const relative = streams.reduce((sum, one) => sum + one.relativeRate, 0);
  let loss = 0;
  for (let left = poisson(rate * relative, next); left > 0; left -= 1) {
    let pick = next() * relative;
    const stream = streams.find(({ relativeRate }) => (pick -= relativeRate) < 0) ?? streams[0];
    const losses = stream?.losses ?? new Float64Array(1);
    loss += losses[Math.floor(next() * losses.length)] ?? 0;
  }
  return loss;
}

/** Compound Poisson over the stored losses: moments exactly, quantiles by resampling by key. */
export function yearly(question: YearlyQuestion): Yearly {
  const { frequency, streams, years, seed } = question;
  invariant(checkFrequency(frequency).length === 0, "a frequency within its limits");
  invariant(
    streams.length > 0 && streams.every((one) => one.losses.length > 0 && one.relativeRate >= 0),
    "stored losses for every profile",
  );
  const { median, sigma } = frequency;
  const overStreams = (of: (loss: number) => number): number =>
    sumOf(streams.map(({ relativeRate, losses }) => relativeRate * meanOf(losses.map(of))));
  const first = overStreams((loss) => loss);
  const second = overStreams((loss) => loss * loss);
  const harmful = overStreams((loss) => (loss > 0 ? 1 : 0));
  const rate = median * exp((sigma * sigma) / 2);
  const rateVariance = rate * rate * (exp(sigma * sigma) - 1);
  const key = seeded(drawKey("yearly"), seed);
  const sorted = Float64Array.from({ length: years }, (_, year) => drawYear(question, key, year));
  sorted.sort();
  return {
    mean: rate * first,
    sd: Math.sqrt(rate * second + rateVariance * first * first),
    probabilityNone: meanOf(scores(sigma).map((z) => exp(-median * exp(sigma * z) * harmful))),
    p95: quantileOf(sorted, 0.95),
    p99: quantileOf(sorted, 0.99),
    sorted,
  };
}

/** What a measure costs, and for how long it is compared. */
export type MeasureCost = {
  readonly oneOffSek: number;
  readonly yearlySek: number;
  /** Years of the comparison, > 0; a term of office is 4. */
  readonly years: number;
  /** Years the measure lasts, > 0. */
  readonly lifetimeYears: number;
  /** Interest per year, ≥ 0, such as 0.03. */
  readonly interest: number;
};

/** Even yearly cost: oneOff · r / (1 − (1 + r)^−n) + yearly, n the shorter of the two spans. */
export function annualised(cost: MeasureCost): number {
  const { oneOffSek, yearlySek, interest } = cost;
  const n = Math.min(cost.years, cost.lifetimeYears);
  const factor = interest === 0 ? 1 / n : interest / (1 - exp(-n * ln(1 + interest)));
  return oneOffSek * factor + yearlySek;
}

/**
 * λ*: campaigns per year from which a measure pays for itself in SEK alone, hours and persons saved
 * not counted; null where it saves nothing. Its inverse is the "at least every … years".
 */
export function breakEven(annualisedSek: number, reductionPerCampaignSek: number): number | null {
  return reductionPerCampaignSek > 0 ? annualisedSek / reductionPerCampaignSek : null;
}
