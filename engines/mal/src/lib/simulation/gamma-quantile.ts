/** The gamma distribution with scale 1: its distribution function and the inverse. */
import { exp, ln, lnGamma, normalQuantile } from "@vallgrav/kernel";

const precise = 1e-16;

/** Series of the lower incomplete gamma function, without its front factor; for x < k + 1. */
function lowerSeries(k: number, x: number): number {
  let term = 1 / k;
  let sum = term;
  for (let n = 1; n <= 10_000 && term > sum * precise; n += 1) {
    term *= x / (k + n);
    sum += term;
  }
  return sum;
}

/** Continued fraction of the upper incomplete gamma function (modified Lentz); for x ≥ k + 1. */
function upperFraction(k: number, x: number): number {
  let b = x + 1 - k;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n <= 10_000; n += 1) {
    const a = -n * (n - k);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const step = c * d;
    value *= step;
    if (step > 1 - 4e-16 && step < 1 + 4e-16) break;
  }
  return value;
}

/**
 * Regularised lower incomplete gamma function P(k, x): distribution function of Gamma(k, 1).
 * Relative error about 1e-13. Source: DLMF 8.7.1 (series) and 8.9.2 (continued fraction).
 */
export function gammaCdf(x: number, k: number): number {
  if (!(x > 0)) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const front = exp(k * ln(x) - x - lnGamma(k));
  return x < k + 1 ? front * lowerSeries(k, x) : 1 - front * upperFraction(k, x);
}

/** A bracket of the quantile around the guess of Wilson and Hilferty (1931). */
function bracket(u: number, k: number): readonly [number, number] {
  const root = 1 - 1 / (9 * k) + normalQuantile(u) / (3 * Math.sqrt(k));
  // For small k the lower tail is x^k / Γ(k + 1), which the cube misses.
  const guess = root > 0.2 ? k * root * root * root : exp((ln(u) + lnGamma(k + 1)) / k);
  let low = guess > 0 ? guess : 0;
  let high = guess > 1e-300 ? guess : 1e-300;
  for (let width = 1.01; low > 0 && gammaCdf(low, k) >= u; width *= width) low /= width;
  for (let width = 1.01; gammaCdf(high, k) < u; width *= width) high *= width;
  return [low, high];
}

/** Quantile of Gamma(k, 1) at u in (0, 1), by bisection to the last bit, hence monotone in u. */
export function gammaQuantile(u: number, k: number): number {
  let [low, high] = bracket(u, k);
  for (let step = 0; step < 2_000; step += 1) {
    const mid = low + (high - low) / 2;
    if (mid <= low || mid >= high) break;
    if (gammaCdf(mid, k) < u) low = mid;
    else high = mid;
  }
  return high;
}
