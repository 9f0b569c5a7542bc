/** Everything that can be wrong with what is asked of this engine or handed to it. */
import type { Problem } from "@vallgrav/kernel";

type None = Readonly<Record<string, never>>;

/** Problems of this engine. */
export type DomainsProblem =
  /** The text holds letters beyond ASCII; it must be converted (IDNA) before it comes here. */
  | Problem<"domains/not-ascii", { readonly name: string }>
  /** A label is empty, longer than 63 octets or holds a sign that names have not. */
  | Problem<"domains/bad-label", { readonly name: string; readonly label: string }>
  /** The whole name is longer than 255 octets in wire form. */
  | Problem<"domains/name-too-long", { readonly octets: number; readonly limit: number }>
  /** A message is longer than any can be. */
  | Problem<"domains/message-too-long", { readonly octets: number; readonly limit: number }>
  /** A message promises more records than any is read to hold. */
  | Problem<"domains/too-many-records", { readonly count: number; readonly limit: number }>
  /** A message cannot be read from octet `start` on. */
  | Problem<"domains/bad-message", { readonly start: number }>
  /** A file of ROAs is none, is cut, or its entry cannot be read (counted from one). */
  | Problem<"domains/bad-roas", { readonly entry: number }>
  /** A line of a file of routes is none. */
  | Problem<"domains/bad-route", { readonly line: number }>
  /** More ranges of addresses than are read. */
  | Problem<"domains/too-many-prefixes", { readonly limit: number }>
  /** Nothing was named. */
  | Problem<"domains/no-name", None>;

/** Their codes. */
export type DomainsProblemCode = DomainsProblem["code"];

type ArgsOf<C extends DomainsProblemCode> = Extract<DomainsProblem, { readonly code: C }>["args"];

/** A failure with its problem; all of them refuse the whole input. */
export function refuse<C extends DomainsProblemCode>(
  code: C,
  args: ArgsOf<C>,
): { readonly ok: false; readonly problem: DomainsProblem } {
  const problem = { code, severity: "error", at: null, args };
  return { ok: false, problem: problem as unknown as DomainsProblem };
}
