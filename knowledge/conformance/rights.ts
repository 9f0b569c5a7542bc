/**
 * Every access right of a published directory collection: a link of the attack language, or a
 * reason why it gives an intruder nothing. Counts are of distinct rights (holder, right, object,
 * own or inherited), as the collector lists them.
 */
import type { DirectoryRight } from "@vallgrav/kernel";
import { municipalInstance } from "../src/index.ts";
import { fieldsOfRight, rightsWithoutStep } from "../src/municipal/rights.ts";
import { type Collection, collectionIn, type Comparison } from "./published.ts";

const listed = 10_667;
const mostSkipped = 100;

/** What became of each distinct right, counted by right and kind of object. */
function fatesOf({ model, keys }: Collection): ReadonlyMap<string, Map<string, number>> {
  const { instance, look } = municipalInstance(model);
  const links = new Set(instance.links.map(({ from, field, to }) => `${from} ${field} ${to}`));
  const assets = new Map(
    model.assets.flatMap(({ claims, id }) => claims.map(({ value }) => [value, id] as const)),
  );
  const reasons = new Set(rightsWithoutStep.map(({ right, kind }) => `${right} ${kind}`));
  const fates = new Map<string, Map<string, number>>();
  const count = (fate: string, what: string): void => {
    const found = fates.get(fate) ?? new Map<string, number>();
    fates.set(fate, found.set(what, (found.get(what) ?? 0) + 1));
  };
  for (const key of keys) {
    const [object = "", holder = "", right = ""] = key.split(" ");
    const [to, from] = [assets.get(object), assets.get(holder)];
    const kind = to === undefined ? undefined : look.byId.get(to)?.kind;
    if (to === undefined || from === undefined || kind === undefined) count("unknown", right);
    else if (from === to) count("over itself", right);
    else {
      const fields = fieldsOfRight(right as DirectoryRight, kind);
      const isLinked = fields.some((field) => links.has(`${from} ${field} ${to}`));
      const isReasoned = reasons.has(`${right} ${kind}`);
      count(isLinked ? "step" : isReasoned ? "reason" : "skipped", `${right} over ${kind}`);
    }
  }
  return fates;
}

function sumOf(counts: ReadonlyMap<string, number> | undefined): number {
  return [...(counts?.values() ?? [])].reduce((sum, count) => sum + count, 0);
}

function told(counts: ReadonlyMap<string, number> | undefined): string {
  return [...(counts ?? [])].map(([what, count]) => `${what} ${count}`).join(", ");
}

/** Runs every comparison. @param shared folder of the sample data */
export function run(shared: string): readonly Comparison[] {
  const collection = collectionIn(shared);
  const fates = fatesOf(collection);
  const steps = fates.get("step") ?? new Map<string, number>();
  const kinds = new Set([...steps.keys()].map((what) => what.split(" ")[0]));
  const skipped = sumOf(fates.get("skipped")) + sumOf(fates.get("unknown"));
  const counts = [...fates].map(([fate, found]) => `${fate} ${sumOf(found)}`).join(", ");
  return [
    {
      name: "distinct rights listed",
      passed: collection.keys.size === listed,
      detail: `${collection.keys.size}: ${counts}`,
    },
    {
      name: "all 22 kinds of right become steps",
      passed: kinds.size === 22,
      detail: told(steps),
    },
    {
      name: `at most ${mostSkipped} rights skipped`,
      passed: skipped <= mostSkipped,
      detail: `${skipped}: ${told(fates.get("skipped"))} ${told(fates.get("unknown"))}`,
    },
  ];
}
