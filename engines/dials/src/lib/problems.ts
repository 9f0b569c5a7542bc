/** Every problem of this engine. */
import type { Problem } from "@vallgrav/kernel";

export type DialsProblem =
  | Problem<"dials/duplicate-group", { readonly group: string }>
  | Problem<"dials/unknown-group", { readonly set: string; readonly group: string }>
  | Problem<"dials/duplicate-set", { readonly set: string }>
  | Problem<"dials/unknown-set", { readonly set: string; readonly within: string }>
  | Problem<"dials/containment-cycle", { readonly set: string }>
  | Problem<"dials/bad-share", { readonly id: string; readonly value: number }>
  | Problem<"dials/bad-size", { readonly group: string; readonly value: number }>
  | Problem<"dials/duplicate-unit", { readonly unit: string; readonly driver: string }>
  | Problem<"dials/bad-amount", { readonly unit: string; readonly field: string }>
  | Problem<"dials/bad-profile", { readonly unit: string }>
  | Problem<"dials/bad-frequency", { readonly median: number; readonly sigma: number }>;
