/** Skada: hours, persons and SEK side by side, never added. */
import type { Damage, PlanReport, Spread } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { DamageBars, type DamageRow } from "../parts/damage-bars.tsx";
import { Services } from "./services.tsx";
import { type DamageUnit, type Manner, sayDamage } from "../words/figures.ts";

/** The three units, today and with the measures. */
export function DamageDial({
  plan,
  manner,
}: {
  readonly plan: PlanReport;
  readonly manner: Manner;
}): ReactNode {
  const { words } = manner;
  const { before, after } = plan;
  return (
    <div className="dial">
      <h2>
        {words.position.damage} <span>– {words.position.damageAsk}</span>
      </h2>
      <p className="note">{words.position.damageNote}</p>
      <DamageBars
        rows={(["hours", "persons", "sek"] as const).map((unit) =>
          rowOf(unit, spreadOf(before.damage, unit), spreadOf(after.damage, unit), manner),
        )}
      />
      <Services plan={plan} manner={manner} />
    </div>
  );
}

/** The spread of a unit. */
export function spreadOf(damage: Damage, unit: DamageUnit): Spread {
  if (unit === "hours") return damage.serviceHours;
  return unit === "persons" ? damage.persons : damage.sek;
}

function rowOf(unit: DamageUnit, before: Spread, after: Spread, manner: Manner): DamageRow {
  const { words } = manner;
  const change = (from: number, to: number): string => {
    const saidFrom = sayDamage(from, unit, manner);
    const saidTo = sayDamage(to, unit, manner);
    return saidFrom === saidTo ? saidFrom : `${saidFrom} → ${saidTo}`;
  };
  return {
    id: unit,
    title: words.position[unit],
    before: { mean: before.mean, tail: before.tail95 },
    after: { mean: after.mean, tail: after.tail95 },
    saidMean: change(before.mean, after.mean),
    saidTail: `${words.position.tail}: ${change(before.tail95, after.tail95)}`,
  };
}
