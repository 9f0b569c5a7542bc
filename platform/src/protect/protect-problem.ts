/** What is wrong with what the protect room is asked. */
import type { Problem } from "@vallgrav/kernel";

type None = Readonly<Record<string, never>>;

/** Why dials or a plan are refused. */
export type ProtectProblem =
  | Problem<"protect/bad-frequency", None>
  | Problem<"protect/bad-reality", { readonly what: string }>
  | Problem<"protect/no-model", None>
  | Problem<"protect/too-many-worlds", None>
  | Problem<"protect/no-vital-service", None>
  | Problem<"protect/no-way-in", None>
  | Problem<"protect/no-such-stop", None>
  | Problem<"protect/bad-fines", None>
  | Problem<"protect/bad-measure", { readonly id: string }>
  | Problem<"protect/too-many-added", None>
  | Problem<"protect/bad-price", { readonly id: string }>
  | Problem<"protect/nothing-to-approve", None>
  | Problem<"protect/too-many-versions", None>
  | Problem<"protect/unknown-factor", { readonly id: string }>
  | Problem<"protect/unknown-measure", { readonly id: string }>
  | Problem<"protect/measure-needs", { readonly id: string; readonly needed: string }>
  | Problem<"protect/measure-excludes", { readonly id: string; readonly needed: string }>
  | Problem<"protect/free-objective", { readonly count: number; readonly example: string }>;
