/** Random scenes with cycles, gates of every kind, shared draws, parameters and latent measures. */
import fc from "fast-check";
import type { TimeExpression } from "../../attack-graph.ts";
import type {
  Gate,
  GraphEffect,
  LatentMeasures,
  LocalTime,
  Parameter,
  Response,
} from "../../scene.ts";
import type { NodeSketch, SceneSketch } from "./build-graph.ts";
import { call, days, exponential, fixed } from "./build-graph.ts";

/** A scene to build, and the effects of its measures by node name. */
export type Sketched = {
  readonly sketch: SceneSketch;
  readonly latent: LatentMeasures;
};

const timeArbitrary: fc.Arbitrary<TimeExpression> = fc.oneof(
  fc.constant(days(0)),
  fc.integer({ min: 0, max: 4 }).map(days),
  fc.constantFrom(0.05, 0.5, 2).map(exponential),
  fc.constant(call("HardAndUncertain")),
  fc.constant(call("Uniform", 1, 3)),
  fc.constant<TimeExpression>({
    kind: "add",
    left: { kind: "multiply", left: call("Bernoulli", 0.7), right: exponential(1) },
    right: call("LogNormal", 0, 0.5),
  }),
);

/** A probability, now and then as a beta prior: its quantile is by far the dearest draw. */
const probability = (id: string): fc.Arbitrary<Parameter> =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(0.1, 0.5, 0.8).map((value) => fixed(id, value)) },
    { weight: 1, arbitrary: fc.constant<Parameter>({ id, prior: { kind: "beta", a: 4, b: 1 } }) },
  );

const parametersArbitrary: fc.Arbitrary<readonly Parameter[]> = fc.tuple(
  fc.constant(fixed("rare", 0.1)),
  probability("coverage"),
  probability("effect"),
  fc.constant<Parameter>({ id: "bias", prior: { kind: "normal", mean: 0, sd: 0.8 } }),
  fc.constant<Parameter>({ id: "scale", prior: { kind: "normal", mean: 0, sd: 1 } }),
  fc.constant(fixed("often", 0.9)),
);

const key = fc.constantFrom("k0", "k1", "k2", "k3", "k4");

const gateArbitrary: fc.Arbitrary<Partial<Gate>> = fc.record({
  coverage: fc.constantFrom(0, 1),
  evidence: fc.constantFrom(0, 0, 1.5, -1.5, Infinity, -Infinity),
  biases: fc.constantFrom([], [], [3]),
  effectiveness: fc.constantFrom(-1, 0, 2),
  stateKey: key,
  effectKey: key,
});

type Part = {
  readonly kind: NodeSketch["kind"];
  readonly from: readonly number[];
  readonly time: TimeExpression | null;
  readonly local: Partial<LocalTime> | null;
  readonly on: number | null;
  readonly exists: boolean;
  readonly gate: Partial<Gate> | null;
};

function partArbitrary(count: number): fc.Arbitrary<Part> {
  return fc.record({
    kind: fc.constantFrom(
      "or",
      "or",
      "or",
      "and",
      "and",
      "defence",
      "defence",
      "exist",
      "notExist",
    ),
    from: fc.array(fc.nat(count - 1), { maxLength: 4 }),
    time: fc.option(timeArbitrary),
    local: fc.option(fc.record({ time: timeArbitrary, scale: fc.constantFrom(-1, 4), key })),
    on: fc.option(fc.constantFrom(0, 0.3, 0.9, 1)),
    exists: fc.boolean(),
    gate: fc.option(gateArbitrary),
  });
}

const isStep = ({ kind }: Part): boolean => kind === "or" || kind === "and";

const detectorArbitrary = fc.record({
  at: fc.nat(999),
  type: fc.constantFrom("agent", "log"),
  technique: fc.constantFrom("t0", "t1"),
  coverage: fc.constantFrom(-1, -1, 0, 1),
  evidence: fc.constantFrom(0, 1.5, -Infinity),
  biases: fc.constantFrom([], [3]),
  stateKey: key,
  sensitivity: fc.constantFrom(2, 5, 5),
  alertDelay: fc.constantFrom(days(0), days(0.5), call("Uniform", 0, 2)),
});

const responseArbitrary: fc.Arbitrary<Response> = fc.record({
  triage: fc.constantFrom(days(0), days(0.25), exponential(4)),
  staffing: fc.constantFrom(
    { periodHours: 168, gapsHours: [] },
    { periodHours: 168, gapsHours: [15, 15, 15, 15, 63] },
  ),
  containment: fc.constantFrom(days(0), days(1), exponential(1)),
  success: fc.constantFrom(2, 5, 5),
});

type Effect = { readonly at: number; readonly strength: number };

function latentOf(
  parts: readonly Part[],
  measures: readonly (readonly Effect[])[],
  detectors: number,
): LatentMeasures {
  return measures.map((effects) =>
    effects.flatMap(({ at, strength }): readonly GraphEffect[] => {
      if (at % 7 === 0 && detectors > 0)
        return [{ kind: "sees", detector: at % detectors, coverage: strength }];
      if (at % 7 === 1) {
        const part = (["triage", "wait", "containment"] as const)[at % 3] ?? "wait";
        return [{ kind: "faster", part, factor: 1 - strength }];
      }
      const node = at % parts.length;
      const part = parts[node];
      if (part?.kind === "defence") return [{ kind: "control", node, coverage: strength } as const];
      if (part === undefined || !isStep(part)) return [];
      return [{ kind: "slower", node, factor: 1 + 3 * strength } as const];
    }),
  );
}

/** Random scenes of up to 14 nodes with 3 latent measures. */
export const sketchArbitrary: fc.Arbitrary<Sketched> = fc
  .integer({ min: 2, max: 14 })
  .chain((count) =>
    fc
      .record({
        parts: fc.array(partArbitrary(count), { minLength: count, maxLength: count }),
        entries: fc.array(
          fc.record({
            at: fc.nat(count - 1),
            available: fc.constantFrom(0, 0.5, 1, 1),
            delay: fc.constantFrom(days(0), days(0), days(1.5), exponential(1)),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        objectives: fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 3 }),
        closed: fc.array(fc.nat(count - 1), { maxLength: 1 }),
        measures: fc.array(
          fc.array(fc.record({ at: fc.nat(999), strength: fc.constantFrom(0.2, 0.6, 1) }), {
            maxLength: 6,
          }),
          { minLength: 3, maxLength: 3 },
        ),
        detectors: fc.array(detectorArbitrary, { maxLength: 8 }),
        response: fc.option(responseArbitrary, { freq: 9 }),
        stealth: fc.constantFrom(1, 0.6),
        timing: fc.constantFrom("any", "unstaffed"),
        parameters: parametersArbitrary,
        skillMean: fc.constantFrom(0, 1, -1),
        skillLoading: fc.constantFrom(0, 0.3, 1),
        skillOnTime: fc.constantFrom(0, 0.5),
        patience: fc.constantFrom(call("Infinity"), exponential(0.1)),
        seed: fc.constantFrom("a", "b"),
      })
      .map(
        ({
          parts,
          entries,
          objectives,
          closed,
          measures,
          detectors,
          response,
          parameters,
          patience,
          seed,
          ...skill
        }) => {
          const steps = parts.flatMap((part, at) => (isStep(part) ? [at] : []));
          const stepAt = (at: number): string => `n${steps[at % steps.length] ?? 0}`;
          const some = steps.length > 0;
          const sketch: SceneSketch = {
            nodes: parts.map(({ kind, from, time, on, exists }, at) => ({
              name: `n${at}`,
              kind,
              from: from.map((parent) => `n${parent}`),
              ...(time !== null && { time }),
              ...(kind === "defence" && on !== null && { on }),
              exists,
            })),
            detectors: some
              ? detectors.map(({ at, ...rest }) => ({ at: stepAt(at), ...rest }))
              : [],
            response,
            parameters,
            entries: some ? entries.map(({ at, ...rest }) => ({ at: stepAt(at), ...rest })) : [],
            objectives: some ? [...new Set(objectives.map(stepAt))] : [],
            closed: some ? closed.map(stepAt) : [],
            gates: parts.flatMap(({ kind, gate }, at) =>
              kind === "defence" && gate !== null ? [{ at: `n${at}`, ...gate }] : [],
            ),
            times: parts.flatMap((part, at) =>
              isStep(part) && part.local !== null ? [{ at: `n${at}`, ...part.local }] : [],
            ),
            campaign: { ...skill, patience },
            seed,
          };
          return { sketch, latent: latentOf(parts, measures, some ? detectors.length : 0) };
        },
      ),
  );
