/** The detection and response of one run laid open, as data that JSON can hold. */
import { nodeName } from "../graph/names.ts";
import {
  drawnTime,
  parameterOf,
  probabilityOn,
  stateUniform,
  uniformsOf,
} from "./chance-of-run.ts";
import type { Days } from "./days.ts";
import { daysOf } from "./days.ts";
import {
  fires,
  isContained,
  isInPlace,
  noticeUniform,
  responseDays,
  responseTimes,
  responseUniforms,
} from "./detection.ts";
import type { DrawnTime } from "./layout.ts";
import type { Prepared } from "./prepare.ts";

/** One part of the response; `factor` is what the chosen measures quicken it by. */
export type ExplainedPart = {
  readonly us: readonly number[];
  readonly factor: number;
  /** After the factor. */
  readonly days: Days;
};

/** What follows an alert; contained after `days` if `uSuccess` < `success`, else never. */
export type ExplainedResponse = {
  readonly uSuccess: number;
  readonly success: number;
  readonly isContained: boolean;
  readonly triage: ExplainedPart;
  readonly wait: ExplainedPart;
  readonly containment: ExplainedPart;
  readonly days: Days;
};

/**
 * A detector over a step. In place if `uState` < max(`pOn`, `covered`); it fires if it is and
 * `uNotice` < stealth · `sensitivity`; `delay` after the step the attacker is then contained.
 */
export type ExplainedDetector = {
  readonly node: string;
  readonly type: string;
  readonly technique: string;
  readonly uState: number;
  readonly pOn: number;
  /** Coverage by the measures chosen. */
  readonly covered: number;
  readonly isInPlace: boolean;
  readonly uNotice: number;
  readonly sensitivity: number;
  readonly fires: boolean;
  /** Days from the step to the alert. */
  readonly alert: ExplainedPart;
  readonly delay: Days;
};

/** Lays the response of the run just played open. */
export function explainResponse(prepared: Prepared): ExplainedResponse | null {
  const { layout, work } = prepared;
  const { response } = layout;
  if (response === null) return null;
  const uniforms = responseUniforms(prepared, response);
  const times = responseTimes(prepared, response);
  const part = (at: 0 | 1 | 2, us: Iterable<number>): ExplainedPart => ({
    us: [...us],
    factor: work.quickened[at] ?? 1,
    days: daysOf(times[at]),
  });
  const drawn = (time: DrawnTime): Iterable<number> => uniformsOf(time, work.outer, work.inner);
  return {
    uSuccess: uniforms.success,
    success: parameterOf(prepared, response.success),
    isContained: isContained(prepared),
    triage: part(0, drawn(response.triage)),
    wait: part(1, [uniforms.wait]),
    containment: part(2, drawn(response.containment)),
    days: daysOf(responseDays(prepared)),
  };
}

/** Lays the detectors over the steps that matter open. */
export function explainDetectors(prepared: Prepared): ExplainedDetector[] {
  const { scene, layout, work } = prepared;
  const { step, placement, sense, alertDelay } = layout.detectors;
  return alertDelay.map((drawn, at) => {
    const state = layout.gates.count + at;
    const covered = work.covered[state] ?? 0;
    const alert = drawnTime(drawn, work);
    const isFiring = fires(prepared, at);
    const placed = scene.detectors.at(placement[at] ?? 0);
    return {
      node: nodeName(scene.graph, layout.nodes[step[at] ?? 0] ?? 0),
      type: placed?.type ?? "",
      technique: placed?.technique ?? "",
      uState: stateUniform(prepared, state),
      pOn: probabilityOn(prepared, state),
      covered,
      isInPlace: isInPlace(prepared, at, covered),
      uNotice: noticeUniform(prepared, sense[at] ?? 0),
      sensitivity: parameterOf(prepared, layout.senses.sensitivity[sense[at] ?? 0] ?? 0),
      fires: isFiring,
      alert: {
        us: [...uniformsOf(drawn, work.outer, work.inner)],
        factor: 1,
        days: daysOf(alert),
      },
      delay: daysOf(isFiring ? alert + responseDays(prepared) : Number.POSITIVE_INFINITY),
    };
  });
}
