/** The basket that a reader fills: observations with ids in order, problems with a ceiling each. */
import { BudgetExceeded, budget, spend } from "@vallgrav/kernel";
import type {
  Budget,
  Instant,
  Observation,
  ObservationId,
  ReportKind,
  Severity,
  Statement,
  Subject,
} from "@vallgrav/kernel";
import { withoutPersonalNumbers } from "./personal-number.ts";
import { defaultLimits } from "./reading.ts";
import type {
  ArgsOf,
  Reading,
  ReaderInput,
  ReaderLimits,
  ReadersCode,
  ReadersProblem,
} from "./reading.ts";
import { assignsSecret } from "./secret.ts";

/** What is the same for every observation of one file. */
export type Stamp = {
  readonly validFrom: Instant;
  readonly standing: "observed" | "declared";
  readonly report: ReportKind;
};

/** A reading under way. */
export type Gathering = {
  readonly input: ReaderInput;
  readonly limits: ReaderLimits;
  readonly stamp: Stamp;
  readonly observations: Observation[];
  readonly problems: ReadersProblem[];
  /** How many problems of each code there were, listed or not. */
  readonly problemCounts: Map<ReadersCode, number>;
  /** What may still be observed. */
  readonly purse: Budget;
  work: number;
  /** Where what is told stands in the file, where that is not the place it is told at. */
  placeOf: ((place: string) => string) | null;
  /** When what is told was true, where that is earlier than the stamp says. */
  trueAt: Instant | null;
};

/** The ceilings that apply to one file. */
export function limitsOf(input: ReaderInput): ReaderLimits {
  return { ...defaultLimits, ...input.limits };
}

/** An empty basket. */
export function startGathering(input: ReaderInput, stamp: Stamp): Gathering {
  const limits = limitsOf(input);
  return {
    input,
    limits,
    stamp,
    observations: [],
    problems: [],
    problemCounts: new Map(),
    purse: budget(limits.observations),
    work: 0,
    placeOf: null,
    trueAt: null,
  };
}

/**
 * Adds one statement about a subject.
 * @throws {BudgetExceeded} beyond the ceiling of observations; see {@link withinLimits}
 */
export function observe(into: Gathering, place: string, subject: Subject, says: Statement): void {
  spend(into.purse, 1);
  into.work += 1;
  const { input, stamp, observations } = into;
  observations.push({
    id: `${input.evidence}#${observations.length}` as ObservationId,
    at: { evidence: input.evidence, place: into.placeOf?.(place) ?? place },
    subject,
    validFrom: into.trueAt ?? stamp.validFrom,
    validUntil: null,
    recordedAt: input.receivedAt,
    standing: stamp.standing,
    report: stamp.report,
    says,
  });
}

/** A problem of this engine, made from its parts so that code and arguments belong together. */
export function problem<Code extends ReadersCode>(
  severity: Severity,
  code: Code,
  args: ArgsOf<Code>,
  at: { readonly file: string; readonly place: string },
): ReadersProblem {
  return { code, severity, at, args } as unknown as ReadersProblem;
}

/** Lists a problem, or only counts it when there were enough of its code already. */
export function report<Code extends ReadersCode>(
  into: Gathering,
  severity: Severity,
  [code, args, place]: readonly [code: Code, args: ArgsOf<Code>, place: string],
): void {
  const before = into.problemCounts.get(code) ?? 0;
  into.problemCounts.set(code, before + 1);
  if (before >= into.limits.problemsPerCode) return;
  const at = { file: into.input.name, place: into.placeOf?.(place) ?? place };
  into.problems.push(problem(severity, code, args, at));
}

/** The listed problems, and one notice per code of which more were found than listed. */
export function problemsOf(from: Gathering): readonly ReadersProblem[] {
  const { limits, input, problemCounts, problems } = from;
  const rest: ReadersProblem[] = [];
  for (const [code, count] of problemCounts)
    if (count > limits.problemsPerCode)
      rest.push(
        problem(
          "notice",
          "readers/more-of-the-same",
          { code, count: count - limits.problemsPerCode },
          { file: input.name, place: "" },
        ),
      );
  return [...problems, ...rest];
}

/** The reading of a file of which nothing is taken. */
export function refused<Code extends ReadersCode>(
  input: ReaderInput,
  code: Code,
  args: ArgsOf<Code>,
  place = "",
): Extract<Reading, { readonly ok: false }> {
  return { ok: false, problems: [problem("error", code, args, { file: input.name, place })] };
}

/** Thrown inside a reader when a ceiling other than that of observations is passed. */
export class CeilingPassed extends Error {
  override readonly name: string = "CeilingPassed";
  readonly limit: keyof ReaderLimits;
  readonly max: number;
  constructor(limit: keyof ReaderLimits, max: number) {
    super(`${limit}: more than ${max}`);
    this.limit = limit;
    this.max = max;
  }
}

/** Runs a reader; running out of something becomes a problem that names the ceiling. */
export function withinLimits(input: ReaderInput, reader: () => Reading): Reading {
  try {
    return reader();
  } catch (error) {
    if (error instanceof CeilingPassed)
      return refused(input, "readers/limit", { limit: error.limit, max: error.max });
    if (!(error instanceof BudgetExceeded)) throw error;
    return refused(input, "readers/limit", { limit: "observations", max: error.limit });
  }
}

/**
 * A foreign word fit for a problem's arguments: short, without personal identity numbers, and `?`
 * where it gives a secret away.
 */
export function clipped(text: string): string {
  if (/[:=]\s*\S/.test(text) && assignsSecret(text.slice(0, 8_192))) return "?";
  const kept = withoutPersonalNumbers(text);
  return kept.length <= 64 ? kept : `${kept.slice(0, 63)}…`;
}
