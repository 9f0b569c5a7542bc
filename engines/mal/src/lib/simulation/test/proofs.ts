/**
 * All proofs of a step in a small graph without chance, found by trying them: for each OR one
 * parent, without circles. Imports nothing of what it is held against.
 */

const never = Number.POSITIVE_INFINITY;

/** A step by its number in the list; `alarm` is δ, Infinity where nothing watches. */
export type PlainStep = {
  readonly kind: "or" | "and";
  readonly from: readonly number[];
  readonly days: number;
  readonly alarm: number;
  readonly isEntry: boolean;
};

/** A proof: per step, the steps it follows from. Entries follow from nothing. */
type Proof = ReadonlyMap<number, readonly number[]>;

/** Every proof of `goal`, each as one choice of a parent per OR. Exponential. */
function proofsOf(steps: readonly PlainStep[], goal: number): readonly Proof[] {
  const found: Proof[] = [];
  const extend = (proof: Proof, open: readonly number[]): void => {
    const [at, ...rest] = open;
    if (at === undefined) {
      if (isWellFounded(proof, goal)) found.push(proof);
      return;
    }
    const step = steps[at];
    if (step === undefined || proof.has(at)) return extend(proof, rest);
    if (step.isEntry) return extend(new Map(proof).set(at, []), rest);
    if (step.from.length === 0) return;
    const choices = step.kind === "and" ? [step.from] : step.from.map((parent) => [parent]);
    for (const choice of choices) extend(new Map(proof).set(at, choice), [...rest, ...choice]);
  };
  extend(new Map(), [goal]);
  return found;
}

function isWellFounded(proof: Proof, goal: number): boolean {
  const under = new Set<number>();
  const done = new Set<number>();
  const visit = (at: number): boolean => {
    if (done.has(at)) return true;
    if (under.has(at)) return false;
    under.add(at);
    const isFine = (proof.get(at) ?? []).every(visit);
    under.delete(at);
    done.add(at);
    return isFine;
  };
  return visit(goal);
}

/** The longest way down to each step of the proof from `goal`: days after its completion. */
function remaining(steps: readonly PlainStep[], proof: Proof, goal: number): Map<number, number> {
  const after = new Map<number, number>();
  const walk = (at: number, days: number): void => {
    after.set(at, Math.max(after.get(at) ?? 0, days));
    const own = proof.get(at)?.length === 0 ? 0 : (steps[at]?.days ?? 0);
    for (const parent of proof.get(at) ?? []) walk(parent, days + own);
  };
  walk(goal, 0);
  return after;
}

function timeOf(steps: readonly PlainStep[], proof: Proof, at: number): number {
  const from = proof.get(at) ?? [];
  if (from.length === 0) return 0;
  return (steps[at]?.days ?? 0) + Math.max(...from.map((parent) => timeOf(steps, proof, parent)));
}

/** Of the proofs of `goal`: how many, how many leave every alarm enough time, the fastest such. */
export function tryProofs(
  steps: readonly PlainStep[],
  goal: number,
): { readonly proofs: number; readonly quiet: number; readonly fastest: number } {
  const proofs = proofsOf(steps, goal);
  const quiet = proofs.filter((proof) =>
    [...remaining(steps, proof, goal)].every(([at, left]) => left <= (steps[at]?.alarm ?? never)),
  );
  const times = quiet.map((proof) => timeOf(steps, proof, goal));
  return { proofs: proofs.length, quiet: quiet.length, fastest: Math.min(never, ...times) };
}
