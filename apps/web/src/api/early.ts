/**
 * Questions that were asked before the page that needs their answers is there. Each answer is taken
 * once, and only while it is fresh: whoever asks later, or after something was changed, asks anew.
 */
import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** As long as an answer is good for everybody (`main.tsx`), ms. */
const freshMs = 5_000;

type Early = {
  readonly askedMs: number;
  readonly answer: Promise<unknown>;
  readonly key: QueryKey | null;
  /** The answer in a list of its own when it has come. */
  come: readonly [answer: unknown] | null;
  isAwaited: boolean;
};

const asked = new Map<string, Early>();

/**
 * Keeps a question under the path that it asks.
 * @param key by which pages know its answer; null where they keep another thing by it
 */
export function keepEarly(path: string, key: QueryKey | null, answer: Promise<unknown>): void {
  const early: Early = { askedMs: performance.now(), answer, key, come: null, isAwaited: true };
  asked.set(path, early);
  answer.then(
    (said) => {
      early.come = [said];
      early.isAwaited = false;
    },
    // Whoever takes it hears of it.
    () => {
      early.isAwaited = false;
    },
  );
}

/** When all that was asked has come or failed, with what was asked in turn. */
export async function earlyCame(): Promise<void> {
  for (;;) {
    const awaited = [...asked.values()].filter(({ isAwaited }) => isAwaited);
    if (awaited.length === 0) return;
    await Promise.allSettled(awaited.map(({ answer }) => answer));
  }
}

/** Takes what was asked by that path, if it was and is fresh. */
export function takeEarly(path: string): Promise<unknown> | null {
  const early = asked.get(path);
  asked.delete(path);
  return early !== undefined && performance.now() - early.askedMs < freshMs ? early.answer : null;
}

/** Hands on all that has come, so that it is there when the page is first drawn. */
export function handOnEarly(client: QueryClient): void {
  for (const [path, { key, come }] of asked)
    if (come !== null && key !== null) {
      client.setQueryData(key, come[0]);
      asked.delete(path);
    }
}

/** Forgets what nobody has taken: something is being changed. */
export function forgetEarly(): void {
  asked.clear();
}
