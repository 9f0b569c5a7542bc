/**
 * How much a measure does, figure by figure: a municipality that knows better puts its own in the
 * place of those of the knowledge, within what each can be.
 */
import { unreachable } from "@vallgrav/kernel";
import type { MeasureEffect } from "./measures.ts";

/** What kind of figure it is, for words. */
export type EffectFigureKind =
  | "bridges-cover-first"
  | "bridges-cover-then"
  | "bridges-until-hours"
  | "bridges-works"
  | "control"
  | "faster"
  | "quicker-restore"
  | "restorable"
  | "sees"
  | "shorter-hold"
  | "slower";

/** A figure of an effect. */
export type EffectFigure = {
  /** The same for as long as the effect is the same; unique within a measure. */
  readonly key: string;
  readonly kind: EffectFigureKind;
  /** What it acts on: a step, a part of the response, or empty. */
  readonly on: string;
  readonly value: number;
  /** What it may be, both ends included. */
  readonly low: number;
  readonly high: number;
};

/** A figure of one effect, with how the effect is with another value there. */
type Handle = Omit<EffectFigure, "key"> & {
  readonly where: string;
  readonly put: (value: number) => MeasureEffect;
};

const share = { low: 0, high: 1 } as const;
const mostTimes = 1_000;
const mostHours = 8_760;

function handlesOf(effect: MeasureEffect): readonly Handle[] {
  const handle = (
    kind: EffectFigureKind,
    value: number,
    put: Handle["put"],
    more: Partial<Pick<Handle, "high" | "low" | "on" | "where">> = {},
  ): Handle => ({ kind, on: "", where: "", value, put, ...share, ...more });
  switch (effect.kind) {
    case "control": {
      const more = { on: effect.step, where: effect.where };
      return [handle("control", effect.coverage, (coverage) => ({ ...effect, coverage }), more)];
    }
    case "slower": {
      const more = { on: effect.step, where: effect.where, low: 1, high: mostTimes };
      return [handle("slower", effect.factor, (factor) => ({ ...effect, factor }), more)];
    }
    case "sees": {
      const more = { where: effect.where };
      return [handle("sees", effect.coverage, (coverage) => ({ ...effect, coverage }), more)];
    }
    case "faster": {
      const more = { on: effect.part };
      return [handle("faster", effect.factor, (factor) => ({ ...effect, factor }), more)];
    }
    case "restorable":
      return [
        handle("restorable", effect.probability, (probability) => ({ ...effect, probability })),
      ];
    case "quicker-restore":
      return [handle("quicker-restore", effect.factor, (factor) => ({ ...effect, factor }))];
    case "shorter-hold":
      return [handle("shorter-hold", effect.factor, (factor) => ({ ...effect, factor }))];
    case "bridges":
      return [
        handle("bridges-cover-first", effect.coverFirst, (coverFirst) => ({
          ...effect,
          coverFirst,
          // A routine that is worn out covers no more than one that is fresh.
          coverThen: Math.min(effect.coverThen, coverFirst),
        })),
        handle(
          "bridges-until-hours",
          effect.untilHours,
          (untilHours) => ({ ...effect, untilHours }),
          { high: mostHours },
        ),
        handle("bridges-cover-then", effect.coverThen, (value) => ({
          ...effect,
          coverThen: Math.min(value, effect.coverFirst),
        })),
        handle("bridges-works", effect.works, (works) => ({ ...effect, works })),
      ];
    default:
      return unreachable(effect);
  }
}

/** Effects by figure: each with its key, and the place of its effect. */
function keyed(
  effects: readonly MeasureEffect[],
): readonly { readonly key: string; readonly at: number; readonly handle: Handle }[] {
  const seen = new Map<string, number>();
  return effects.flatMap((effect, at) =>
    handlesOf(effect).map((handle) => {
      const name = [handle.kind, handle.on, handle.where].filter((part) => part !== "").join("/");
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      return { key: before === 0 ? name : `${name}/${before + 1}`, at, handle };
    }),
  );
}

/** The figures of some effects, in their order. */
export function effectFigures(effects: readonly MeasureEffect[]): readonly EffectFigure[] {
  return keyed(effects).map(({ key, handle: { kind, on, value, low, high } }) => {
    return { key, kind, on, value, low, high };
  });
}

/** Effects with own figures in the place of those they have; keys of nothing change nothing. */
export function withOwnEffects(
  effects: readonly MeasureEffect[],
  own: ReadonlyMap<string, number>,
): readonly MeasureEffect[] {
  const changed = [...effects];
  for (const { key } of keyed(effects)) {
    const value = own.get(key);
    if (value === undefined) continue;
    // One effect may have several figures: each is put where those before it are already.
    const now = keyed(changed).find((one) => one.key === key);
    if (now !== undefined) changed[now.at] = now.handle.put(value);
  }
  return changed;
}
