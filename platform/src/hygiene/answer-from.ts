/** Gives work that asks as it goes what a resolver says. */
import type { Asking } from "@vallgrav/domains";
import type { Resolver } from "./resolver.ts";

/** Runs the work to its end, each question put to the resolver. */
export async function answerFrom<T>(work: Asking<T>, resolver: Resolver): Promise<T> {
  let step = work.next();
  while (step.done !== true) step = work.next(await resolver.ask(step.value));
  return step.value;
}
