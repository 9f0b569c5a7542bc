/** What an operation on foreign input returns: a value, or what was wrong with the input. */
export type Result<T, P> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

/** Wraps a value as success. */
export function succeed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a problem as failure. */
export function fail<P>(problem: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem };
}

/** Thrown when our own code is wrong; never for bad input. */
export class InvariantBroken extends Error {
  override readonly name: string = "InvariantBroken";
}

/** Asserts what must always hold. @throws {InvariantBroken} when it does not. */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new InvariantBroken(what);
}

/** Marks a branch the types rule out. @throws {InvariantBroken} if it is reached after all. */
export function unreachable(value: never): never {
  throw new InvariantBroken(`unexpected value ${JSON.stringify(value)}`);
}
