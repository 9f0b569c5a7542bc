/** What is made of a model once, since a model never changes; it is gone with the model. */
import { setImmediate as nextTurn } from "node:timers/promises";

/** Long work in steps, between which others may have their turn. */
export type Steps<T> = Generator<undefined, T>;

/** Does all steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does one step after the other, with requests answered between them. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await nextTurn();
  }
}

/**
 * Looks at each item of a list; a step is as many of them as take some milliseconds.
 * @yields between steps
 */
export function* inSteps<T>(
  list: readonly T[],
  look: (item: T, at: number) => void,
  many = 2_000,
): Steps<void> {
  for (const [at, item] of list.entries()) {
    if (at % many === many - 1) yield;
    look(item, at);
  }
}

/** Makes something of a thing once, as long as somebody holds the thing. */
export function perModel<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const kept = made.get(of) ?? { value: make(of) };
    made.set(of, kept);
    return kept.value;
  };
}

/** The same for what is asked of it in words besides; the oldest go when there are many. */
export function perModelAsked<K extends object, T>(
  most: number,
  make: (of: K, asked: string) => T,
): (of: K, asked: string) => T {
  const answersOf = perModel<K, Map<string, { readonly value: T }>>(() => new Map());
  return (of, asked) => {
    const answers = answersOf(of);
    const kept = answers.get(asked) ?? { value: make(of, asked) };
    answers.delete(asked);
    answers.set(asked, kept);
    const oldest = answers.keys().next().value;
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return kept.value;
  };
}
