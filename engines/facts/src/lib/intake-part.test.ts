/** Statements taken in as parts make the model that they make one by one. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation } from "@vallgrav/kernel";
import { end, observe, present } from "../../test/observing.ts";
import { observations, someEvidence } from "../../test/world.ts";
import { intake, takeIn } from "./intake.ts";
import type { Intake } from "./intake.ts";
import { judgementsIn, newestIn, partOf, takePart } from "./intake-part.ts";
import { packedHash } from "./model-text.ts";
import { openModel } from "./open-model.ts";
import { packModel } from "./reconcile.ts";

const digest = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

function taken(all: readonly Observation[]): Intake {
  const into = intake();
  for (const one of all) takeIn(into, one);
  return into;
}

/** The intake of a part that has been on a disk. */
function sent(all: readonly Observation[], into: Intake): void {
  const part = partOf(taken(all));
  if (part === null) throw new Error("nothing is wrong with these");
  takePart(into, structuredClone(part));
}

/** All that comes of an intake, its way back in order. */
function told(into: Intake) {
  const beside = [
    newestIn(into),
    judgementsIn(into)
      .map(({ id }) => id)
      .sort(),
  ];
  const packed = packModel(into, someEvidence, end);
  const { model, statementsOf } = openModel(packed);
  const ways = model.assets.map(({ id }) => statementsOf(id));
  return [packedHash(packed, digest), ...beside, ways, packed.book.columns.length];
}

test("[A1270] parts in any order, and statements beside them, are the same statements", () => {
  let judged = 0;
  const places = fc.array(fc.nat({ max: 2 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(observations, places, fc.boolean(), (some, into, isTurned) => {
      const all = some.map((one, nth): Observation => {
        return { ...one, id: `${one.at.evidence}#${nth * 40}` as Observation["id"] };
      });
      const placeOf = ({ at }: Observation): number => into[Number(at.evidence[1]) - 1] ?? 0;
      const [first, second, beside] = [0, 1, 2].map((place) =>
        all.filter((one) => placeOf(one) === place),
      ) as [Observation[], Observation[], Observation[]];
      const whole = intake();
      for (const one of isTurned ? beside : []) takeIn(whole, one);
      for (const one of isTurned ? [second, first] : [first, second]) sent(one, whole);
      for (const one of isTurned ? [] : beside) takeIn(whole, one);
      // Said once more it changes nothing.
      for (const one of first) takeIn(whole, one);
      judged += whole.judgements.size;
      expect(told(whole)).toEqual(told(taken(all)));
    }),
    { numRuns: 500 },
  );
  expect(judged).toBeGreaterThan(100);
});

test("[A1270] what was wrong, or is called otherwise, is no part; evidence comes once", () => {
  const [odd, plain] = [observe("computer host:a", present), observe("computer host:b", present)];
  expect(partOf(taken([odd]))).toBeNull();
  const one = { ...plain, id: "e1#4" as Observation["id"] };
  const part = partOf(taken([one]));
  expect(partOf(taken([one, { ...one, standing: "declared" }]))).toBeNull();
  const into = taken([one]);
  if (part === null) throw new Error("nothing is wrong with this");
  expect(() => takePart(into, part)).toThrow("evidence of a part is taken in once");
});
