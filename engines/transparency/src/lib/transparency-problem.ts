/** Everything that can be wrong with a proof, a note or a checkpoint. */
import type { Problem } from "@vallgrav/kernel";

type None = Readonly<Record<string, never>>;

/** Problems of this engine; sizes are numbers of entries, lines count from 1. */
export type TransparencyProblem =
  /** The proof does not lead from the leaf to the root. */
  | Problem<"transparency/not-included", { readonly index: number; readonly size: number }>
  /** The larger tree does not begin with the smaller. */
  | Problem<"transparency/not-consistent", { readonly first: number; readonly second: number }>
  /** The text is no signed note. */
  | Problem<"transparency/not-a-note", { readonly line: number }>
  /** The note is no checkpoint. */
  | Problem<"transparency/not-a-checkpoint", { readonly line: number }>
  /** The text is no verifier key. */
  | Problem<"transparency/bad-key", None>
  /** A signature by a key that is trusted does not fit the text. */
  | Problem<"transparency/bad-signature", { readonly name: string }>
  /** None of the trusted keys has signed. */
  | Problem<"transparency/unknown-key", None>
  /** The checkpoint is of another log. */
  | Problem<"transparency/other-log", { readonly origin: string; readonly expected: string }>
  /** Longer than allowed. */
  | Problem<"transparency/too-large", { readonly what: string; readonly limit: number }>;

/** Their codes. */
export type TransparencyProblemCode = TransparencyProblem["code"];

type ArgsOf<C extends TransparencyProblemCode> = Extract<
  TransparencyProblem,
  { readonly code: C }
>["args"];

/** A failure with its problem; all of them refuse the whole input. */
export function refuse<C extends TransparencyProblemCode>(
  code: C,
  args: ArgsOf<C>,
): { readonly ok: false; readonly problem: TransparencyProblem } {
  const problem = { code, severity: "error", at: null, args };
  return { ok: false, problem: problem as unknown as TransparencyProblem };
}
