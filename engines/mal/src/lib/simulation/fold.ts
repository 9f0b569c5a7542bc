/**
 * Folding of interchangeable members into one (dials.md §6.5). Right only if the members are
 * crossed by one private draw each; equal in distribution, not run by run.
 */
import { exp, ln } from "@vallgrav/kernel";

/** ln(1 − x) for x ≤ 1, without losing small x. */
export function lnComplement(x: number): number {
  // It loses its digits near 0, where its series does not.
  return x > 1e-3 ? ln(1 - x) : -x * (1 + x * (1 / 2 + x * (1 / 3 + x * (1 / 4 + x / 5))));
}

/** 1 − (1 − x)^(by), without losing small x. */
function complementPower(x: number, by: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const y = by * lnComplement(x);
  // 1 − e^y, likewise.
  if (y < -1e-3) return 1 - exp(y);
  return -y * (1 + (y / 2) * (1 + (y / 3) * (1 + (y / 4) * (1 + y / 5))));
}

/**
 * The uniform of the earliest of `members` independent times: F⁻¹ of it is distributed as the
 * smallest of that many draws of F.
 * @param u uniform in (0, 1)
 * @param members how many, ≥ 1
 */
export function foldedTime(u: number, members: number): number {
  return complementPower(u, 1 / members);
}

/**
 * Probability that at least one of `members` independent gates is open.
 * @param open probability 0–1 that one gate is open
 * @param members how many, ≥ 1
 */
export function foldedGate(open: number, members: number): number {
  return complementPower(open, members);
}
