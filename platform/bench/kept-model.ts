/** What benches of plans and dials begin with: a model, and a watch. */
import { makeModel } from "../src/identify/make-model.ts";
import type { PricedModel } from "../src/protect/setting.ts";
import { exampleModel } from "../src/protect/test/example.ts";
import { openStore } from "../src/storage/index.ts";

/** Processor seconds of all threads, and those by the clock, since this was called. */
export function stopwatch(): () => { readonly work: number; readonly clock: number } {
  const [begun, startMs] = [process.cpuUsage(), performance.now()];
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return { work: (user + system) / 1e6, clock: (performance.now() - startMs) / 1_000 };
  };
}

/**
 * The example, or the model of what a store holds.
 * @param place a home's `vallgrav.db`, or `example`
 */
export async function modelOf(place: string): Promise<PricedModel> {
  if (place === "example") return exampleModel();
  const store = await openStore(place, { recover: false });
  try {
    const made = await makeModel(store);
    if (made === null) throw new Error("the store holds nothing");
    return made;
  } finally {
    await store.close();
  }
}
