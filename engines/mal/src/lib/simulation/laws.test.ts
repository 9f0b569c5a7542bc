/** What must hold of every run of every scene. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LatentMeasures, Scene } from "../scene.ts";
import { checkScene } from "./check-scene.ts";
import { explain } from "./explain.ts";
import { hitSets, measuresIn } from "./hit-sets.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";
import { sketchArbitrary } from "./test/arbitrary-scene.ts";
import type { SceneSketch } from "./test/build-graph.ts";
import { buildScene } from "./test/build-graph.ts";
import { monotoneFailures } from "./test/monotone-law.ts";
import { referenceRun } from "./test/reference.ts";
import { play, proof, witness } from "./witness.ts";

const never = Number.POSITIVE_INFINITY;
const plan = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)).map((bits) => Uint8Array.from(bits));
const range = { outerFrom: 0, outerTo: 2, inner: 2 };
const runs = [0, 1].flatMap((outer) => [0, 1].map((inner) => ({ outer, inner })));

function timesOf(scene: Scene, latent: LatentMeasures, chosen: Uint8Array): number[] {
  return [...simulate(prepare(scene, latent), chosen, range).times];
}

test("[S10] the reference computes the same times from the explanation alone", () => {
  let reached = 0;
  let late = 0;
  let delayed = 0;
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const scene = buildScene(sketch);
      expect(checkScene(scene, latent).filter(({ severity }) => severity === "error")).toEqual([]);
      const prepared = prepare(scene, latent);
      const { times, unopposed } = simulate(prepared, chosen, range);
      runs.forEach((run, at) => {
        const explanation = explain(prepared, chosen, run);
        const reference = referenceRun(JSON.parse(JSON.stringify(explanation)));
        sketch.objectives.forEach((name, objective) => {
          const place = at * sketch.objectives.length + objective;
          for (const [computed, expectedOf] of [
            [times, reference.times],
            [unopposed, reference.unopposed],
          ] as const) {
            const time = computed[place] ?? Number.NaN;
            const expected = expectedOf.get(`${name}:step`) ?? never;
            if (time !== expected) expect(Math.abs(time / expected - 1)).toBeLessThan(1e-9);
          }
          const time = times[place] ?? Number.NaN;
          if (time < never) reached += 1;
          if (time > 0 && time < never) late += 1;
          if (time > (unopposed[place] ?? Number.NaN)) delayed += 1;
        });
      });
    }),
    { numRuns: 1_500 },
  );
  // The scenes must be worth something: most runs neither trivial nor impossible.
  expect(reached).toBeGreaterThan(1_000);
  expect(late).toBeGreaterThan(500);
  expect(delayed).toBeGreaterThan(25);
});

test("[S11] choosing more measures never brings a time forward, run by run", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, plan, ({ sketch, latent }, some, others) => {
      const scene = buildScene(sketch);
      const more = some.map((bit, at) => bit | (others[at] ?? 0));
      const before = timesOf(scene, latent, some);
      timesOf(scene, latent, more).forEach((time, at) => {
        expect(time).toBeGreaterThanOrEqual((before[at] ?? 0) * (1 - 1e-12));
      });
    }),
    { numRuns: 500 },
  );
});

test("[S61] measures flipped on in a thousand seeded scenes make no run worse", () => {
  const tally = { runs: 0, moved: 0, stopped: 0 };
  const failures = fc
    .sample(sketchArbitrary, { seed: 61, numRuns: 1_000 })
    .flatMap((sketched, number) => monotoneFailures(sketched, number, tally));
  expect(failures).toEqual([]);
  expect(tally.runs).toBe(4_000);
  expect(tally.moved).toBeGreaterThan(50);
  expect(tally.stopped).toBeGreaterThan(15);
});

test("[S12] rearranging the nodes changes no time", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, fc.infiniteStream(fc.nat()), (sketched, chosen, dice) => {
      const { sketch, latent } = sketched;
      const order = sketch.nodes.map((_, at) => ({ at, by: dice.next().value ?? 0 }));
      order.sort((a, b) => a.by - b.by);
      const placeOf = new Map(order.map(({ at }, place) => [at, place]));
      const moved: SceneSketch = {
        ...sketch,
        nodes: order.flatMap(({ at }) => sketch.nodes[at] ?? []),
      };
      const movedLatent = latent.map((effects) =>
        effects.map((effect) =>
          "node" in effect ? { ...effect, node: placeOf.get(effect.node) ?? -1 } : effect,
        ),
      );
      expect(timesOf(buildScene(moved), movedLatent, chosen)).toEqual(
        timesOf(buildScene(sketch), latent, chosen),
      );
    }),
    { numRuns: 300 },
  );
});

test("[S13] without entries and free steps nothing is ever reached", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const gates = new Set(
        sketch.nodes.filter(({ kind }) => kind !== "or" && kind !== "and").map(({ name }) => name),
      );
      const nodes = sketch.nodes.map((node) => ({
        ...node,
        from: (node.from ?? []).filter((parent) => !gates.has(parent)),
      }));
      const times = timesOf(buildScene({ ...sketch, nodes, entries: [] }), latent, chosen);
      expect(times.every((time) => time === never)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("[S14] an OR that loses a parent is never reached earlier", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, fc.nat(), ({ sketch, latent }, chosen, which) => {
      const before = timesOf(buildScene(sketch), latent, chosen);
      const nodes = sketch.nodes.map((node) =>
        node.kind === "or"
          ? { ...node, from: (node.from ?? []).filter((_, at) => at !== which % 4) }
          : node,
      );
      timesOf(buildScene({ ...sketch, nodes }), latent, chosen).forEach((time, at) => {
        expect(time).toBeGreaterThanOrEqual(before[at] ?? 0);
      });
    }),
    { numRuns: 500 },
  );
});

test("[S15] ranges put together give the bits of the whole", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const prepared = prepare(buildScene(sketch), latent);
      const part = (outerFrom: number, outerTo: number) =>
        simulate(prepared, chosen, { outerFrom, outerTo, inner: 3 });
      const whole = part(0, 10);
      const last = part(3, 10);
      const first = part(0, 3);
      expect([...first.times, ...last.times]).toEqual([...whole.times]);
      expect([...first.limits, ...last.limits]).toEqual([...whole.limits]);
    }),
    { numRuns: 100 },
  );
});

const plans = Array.from({ length: 8 }, (_, bits) =>
  Uint8Array.of(bits & 1, (bits >> 1) & 1, (bits >> 2) & 1),
);

test("[S16] while nothing of `hit` is chosen, what fell falls no later", () => {
  let proved = 0;
  let hits = 0;
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const scene = buildScene({ ...sketch, horizonDays: 20 });
      const prepared = prepare(scene, latent);
      const asked = scene.objectives.map((_, at) => at);
      for (const run of runs) {
        const played = play(prepared, chosen, run);
        const fell = asked.filter((at) => (played.times[at] ?? never) <= played.limit);
        const found = proof(played, asked);
        expect(found === null).toBe(fell.length === 0);
        if (found === null) continue;
        proved += 1;
        hits += found.hit.length;
        for (const at of fell) expect(found.nodes).toContain(scene.objectives[at]);
        for (const other of plans.filter((one) => found.hit.every((hit) => one[hit] === 0)))
          for (const at of fell)
            expect(play(prepared, other, run).times[at]).toBeLessThanOrEqual(
              (played.times[at] ?? 0) * (1 + 1e-12),
            );
      }
    }),
    { numRuns: 600 },
  );
  expect(proved).toBeGreaterThan(200);
  expect(hits).toBeGreaterThan(50);
});

test("[W40] the hit sets of one pass are the hits of each proof by itself", () => {
  const seen = { sets: 0, hits: 0, alarmed: 0 };
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const scene = buildScene({ ...sketch, horizonDays: 20 });
      const prepared = prepare(scene, latent);
      for (const run of runs)
        for (const unopposed of [false, true]) {
          const played = play(prepared, chosen, run);
          const times = unopposed ? played.unopposed : played.times;
          const fell = [...times.keys()].filter((at) => (times[at] ?? never) <= played.limit);
          const sets = hitSets(played, fell, { unopposed });
          for (const [index, at] of fell.entries()) {
            const hit = measuresIn(sets, index);
            expect(hit).toEqual(proof(played, [at], { unopposed })?.hit);
            seen.sets += 1;
            seen.hits += hit.length;
          }
          const together = proof(played, fell, { unopposed })?.hit ?? [];
          const union = new Set(fell.flatMap((_, index) => measuresIn(sets, index)));
          expect([...union].sort((a, b) => a - b)).toEqual(together);
          if (played.times !== played.unopposed) seen.alarmed += fell.length;
        }
    }),
    { numRuns: 1_000 },
  );
  expect(seen.sets).toBeGreaterThan(500);
  expect(seen.hits).toBeGreaterThan(100);
  expect(seen.alarmed).toBeGreaterThan(50);
});

test("[S17] every node of a proof follows from nodes of the proof that were there before", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const prepared = prepare(buildScene(sketch), latent);
      for (const run of runs) {
        const { proof: steps, entries, times, gates } = explain(prepared, chosen, run);
        const at = new Map(steps.map((step, place) => [step.node, { ...step, place }]));
        for (const { node, time, parents } of steps) {
          if (gates.some((gate) => gate.node === node)) continue;
          if (parents.length === 0) {
            const delays = entries.filter((entry) => entry.node === node);
            expect(delays.some(({ isThere, delay }) => isThere && delay === time)).toBe(true);
            continue;
          }
          const own = times.find((one) => one.node === node);
          const before = parents.map((parent) => at.get(parent)?.time ?? never);
          expect(time).toBe(Math.max(...before) + (own?.days ?? never));
          for (const parent of parents)
            expect(at.get(parent)?.place ?? never).toBeLessThan(at.get(node)?.place ?? -1);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("[S18] with all gates open the way is the fastest there is", () => {
  fc.assert(
    fc.property(sketchArbitrary, plan, ({ sketch, latent }, chosen) => {
      const scene = buildScene(sketch);
      const prepared = prepare(scene, latent);
      const objectives = scene.objectives.map((_, at) => at);
      const open = buildScene({
        ...sketch,
        gates: [],
        detectors: [],
        nodes: sketch.nodes.map((node) => ({ ...node, on: 0 })),
      });
      const slowOnly = latent.map((effects) =>
        [...effects].filter(({ kind }) => kind === "slower"),
      );
      for (const run of runs) {
        const found = witness(prepared, chosen, run, { objectives, allGatesOpen: true });
        const { times } = play(prepare(open, slowOnly), chosen, run);
        const earliest = Math.min(...times, never);
        expect(found === null).toBe(earliest === never);
        if (found === null) continue;
        const goal = scene.objectives[times.indexOf(earliest)] ?? -1;
        expect(found.times[found.nodes.indexOf(goal)]).toBe(earliest);
        const real = play(prepared, chosen, run).times;
        expect(Math.min(...real, never)).toBeGreaterThanOrEqual(earliest);
      }
    }),
    { numRuns: 300 },
  );
});
