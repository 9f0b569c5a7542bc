/** What a command line can have wrong. */

/** What is wrong with a command line. */
export type UsageProblem =
  | { readonly code: "unknown-verb"; readonly verb: string }
  | { readonly code: "unknown-option"; readonly option: string }
  | { readonly code: "needs-value"; readonly option: string }
  | { readonly code: "takes-no-value"; readonly option: string }
  | {
      readonly code: "not-whole";
      readonly option: string;
      readonly low: number;
      readonly high: number;
    }
  | { readonly code: "missing"; readonly verb: string; readonly options: readonly string[] }
  | { readonly code: "no-files" }
  | { readonly code: "say-mal" }
  | { readonly code: "bad-compat"; readonly compat: string }
  | { readonly code: "bad-value"; readonly option: string; readonly value: string }
  | { readonly code: "say"; readonly how: readonly string[] }
  | { readonly code: "too-much"; readonly word: string };
