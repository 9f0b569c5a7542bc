/** Compensated sums, in the order of the slots: the same bits whatever thread filled which slot. */

/**
 * Sum of `values[from…to)` with the rounding errors added back (Neumaier's variant of Kahan's
 * summation, ZAMM 54, 1974): relative error of about 1e-16 for values of one sign.
 */
export function sumOf(values: ArrayLike<number>, from = 0, to: number = values.length): number {
  let sum = 0;
  let lost = 0;
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? 0;
    const next = sum + value;
    const isSumLarger = Math.abs(sum) >= Math.abs(value);
    lost += isSumLarger ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Arithmetic mean of `values[from…to)`; the range must not be empty. */
export function meanOf(values: ArrayLike<number>, from = 0, to: number = values.length): number {
  return sumOf(values, from, to) / (to - from);
}

/** Sum of squared distances from `center` of `values[from…to)`. */
export function squaresOf(
  values: ArrayLike<number>,
  center: number,
  from = 0,
  to: number = values.length,
): number {
  const squares = new Float64Array(to - from);
  for (let at = from; at < to; at += 1) {
    const distance = (values[at] ?? 0) - center;
    squares[at - from] = distance * distance;
  }
  return sumOf(squares);
}
