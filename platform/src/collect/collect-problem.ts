/** What can be wrong with an upload before any reader has looked at it. */
import type { Problem } from "@vallgrav/kernel";

type NoArgs = Readonly<Record<string, never>>;

/** All problem codes of collecting with their arguments; sizes in bytes. */
export type CollectProblem =
  /** Inflates far beyond its packed size, beyond what it says, or overlaps itself. */
  | Problem<"collect/zip-bomb", { readonly limit: number }>
  /** The name would lead outside a folder: `..`, absolute, backslash, drive letter. */
  | Problem<"collect/path-outside", { readonly name: string }>
  | Problem<"collect/encrypted", NoArgs>
  | Problem<"collect/too-many-entries", { readonly limit: number }>
  /** The file, one entry, or all together. */
  | Problem<"collect/too-large", { readonly limit: number }>
  | Problem<"collect/duplicate-name", { readonly name: string }>
  /** Empty, longer than the limit, or with characters that cannot be seen. */
  | Problem<"collect/bad-name", { readonly limit: number }>
  /** Not an archive, or cut off. */
  | Problem<"collect/not-a-zip", NoArgs>
  /** The content of an entry is not what its checksum or size says. */
  | Problem<"collect/damaged", NoArgs>
  /** Packed by a method other than store and deflate. */
  | Problem<"collect/unsupported-method", { readonly method: number }>
  /** A link, a device or the like. */
  | Problem<"collect/special-file", NoArgs>
  /** An archive inside the archive, skipped. */
  | Problem<"collect/nested-archive", NoArgs>;

type ArgsOf<Code extends CollectProblem["code"]> = Extract<
  CollectProblem,
  { readonly code: Code }
>["args"];

/** A problem of a file as the user knows it. */
export function problemOf<Code extends CollectProblem["code"]>(
  code: Code,
  file: string,
  args: ArgsOf<Code>,
): CollectProblem {
  const severity = code === "collect/nested-archive" ? "warning" : "error";
  return { code, severity, at: { file, place: "" }, args } as unknown as CollectProblem;
}

/** Carries a problem out of nested reading to the door; never leaves this folder. */
export class Refused extends Error {
  override readonly name: string = "Refused";
  readonly problem: CollectProblem;
  constructor(problem: CollectProblem) {
    super(problem.code);
    this.problem = problem;
  }
}
