/** Measures cut into parts, to make a catalogue as large as a bench asks for. */
import { drawKey, uniform } from "@vallgrav/kernel";
import type { GraphEffect } from "@vallgrav/mal";
import { handOn, opened } from "../src/protect/handed.ts";
import { acts } from "../src/protect/network.ts";
import type { Prepared } from "../src/protect/setting.ts";

/** How many parts each measure is cut into: those that act on most are cut most. */
function partsFor(effects: readonly number[], count: number): number[] {
  const parts = effects.map(() => 1);
  for (let have = parts.length; have < count; have += 1) {
    let most = -1;
    let best = 1;
    for (const [at, many] of effects.entries()) {
      const each = many / (parts[at] ?? 1);
      if (each > best) [best, most] = [each, at];
    }
    if (most < 0) throw new Error(`there is only enough for ${have} measures`);
    parts[most] = (parts[most] ?? 1) + 1;
  }
  return parts;
}

/**
 * The same setting with so many measures: each part acts on the things of its share, drawn by their
 * name. What a measure softens, and detectors and their response, stay with its first part; what
 * requires or excludes it requires or excludes that part.
 * @param count as many as there are, or fewer: nothing is cut
 */
export function cutMeasures(prepared: Prepared, count: number): Prepared {
  const { setting, candidates } = prepared;
  const municipal = opened(setting.municipal);
  const { graph } = municipal.scene;
  const parts = partsFor(
    municipal.latent.map((effects) =>
      [...effects].reduce((sum, { kind }) => sum + (kind === "control" ? 1 : 0), 0),
    ),
    count,
  );
  const key = drawKey("parts of measures");
  const partOf = (effect: GraphEffect, of: number): number =>
    effect.kind === "control" || effect.kind === "slower"
      ? Math.floor(of * uniform(key, graph.assetOf[effect.node] ?? 0, 0))
      : 0;
  const cut = parts.flatMap((of, at) =>
    Array.from({ length: of }, (_, part) => ({ at, of, part })),
  );
  const named = (id: string, part: number): string => (part === 0 ? id : `${id}#${part + 1}`);
  return {
    ...prepared,
    candidates: cut.flatMap(({ at, of, part }) => {
      const whole = candidates[at];
      if (whole === undefined) return [];
      const costs = Object.entries(whole.costs).map(([name, cost]) => [name, cost / of]);
      return [{ ...whole, id: named(whole.id, part), costs: Object.fromEntries(costs) }];
    }),
    setting: {
      ...setting,
      measures: cut.flatMap(({ at, part }) => {
        const whole = setting.measures[at];
        if (whole === undefined) return [];
        const isWhole = part === 0 || !acts(whole);
        const effects = isWhole
          ? whole.effects
          : whole.effects.filter((effect) => acts({ ...whole, effects: [effect] }));
        return [{ ...whole, id: named(whole.id, part), effects }];
      }),
      municipal: handOn({
        ...municipal,
        latent: cut.map(({ at, of, part }) =>
          [...(municipal.latent[at] ?? [])].filter((effect) => partOf(effect, of) === part),
        ),
      }),
    },
  };
}
