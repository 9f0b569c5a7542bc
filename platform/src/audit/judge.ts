/** What a verdict on the log means, as problems that have words. */
import type { Problem } from "@vallgrav/kernel";
import type { AuditVerdict, AuditWitness } from "./audit.ts";

/** Why the log does not hold. */
export type AuditProblem =
  | Problem<"audit/broken", { readonly number: number }>
  | Problem<"audit/shorter", { readonly found: number; readonly expected: number }>
  | Problem<"audit/rewritten", Readonly<Record<string, never>>>;

const error = { severity: "error", at: null } as const;

/** None where the log holds, else one. */
export function judge(
  { entries, firstBroken, witness }: AuditVerdict,
  asked: AuditWitness | null,
): readonly AuditProblem[] {
  if (firstBroken !== null)
    return [{ ...error, code: "audit/broken", args: { number: firstBroken } }];
  if (witness === "shorter")
    return [
      {
        ...error,
        code: "audit/shorter",
        args: { found: entries, expected: asked?.entries ?? 0 },
      },
    ];
  return witness === "rewritten" ? [{ ...error, code: "audit/rewritten", args: {} }] : [];
}
