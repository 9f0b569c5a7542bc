/** Which vital services are hit, and for how long. */
import type { PlanReport, ServiceDamage } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Table } from "../parts/table.tsx";
import { formatWhole } from "../words/format.ts";
import { type Manner, sayDamage, sayShare } from "../words/figures.ts";

/** Rows shown on a screen until all are asked for, as `position.css` has it; paper has them all. */
const rowsFirst = 5;

type Row = { readonly before: ServiceDamage; readonly after: ServiceDamage | undefined };

/** One row per service, the worst hit first. */
export function Services({
  plan,
  manner,
}: {
  readonly plan: PlanReport;
  readonly manner: Manner;
}): ReactNode {
  const { words, language } = manner;
  const [isAll, setAll] = useState(false);
  const later = new Map(plan.after.damage.perService.map((service) => [service.id, service]));
  const rows: readonly Row[] = plan.before.damage.perService
    .map((before) => ({ before, after: later.get(before.id) }))
    .sort((a, b) => b.before.hours - a.before.hours);
  if (rows.length === 0) return null;
  const say = (hours: number): string => sayDamage(hours, "hours", manner);
  return (
    <div className={isAll ? "services" : "services some"}>
      <h3>{words.position.services}</h3>
      <Table
        caption={words.position.services}
        isCaptionUnseen
        rows={rows}
        keyOf={(row) => row.before.id}
        columns={[
          {
            id: "service",
            heading: words.position.service,
            value: (row) => visible(row.before.name),
            isHeading: true,
          },
          {
            id: "fell",
            heading: words.position.fellShare,
            value: (row) => row.before.fellShare,
            copied: (row) => sayShare(row.before.fellShare, manner),
            show: (row) => sayShare(row.before.fellShare, manner),
            isNumber: true,
          },
          {
            id: "today",
            heading: words.position.hoursToday,
            value: (row) => row.before.hours,
            copied: (row) => say(row.before.hours),
            show: (row) => say(row.before.hours),
            isNumber: true,
          },
          {
            id: "after",
            heading: words.position.hoursAfter,
            value: (row) => row.after?.hours ?? null,
            copied: (row) => (row.after === undefined ? null : say(row.after.hours)),
            show: (row) => (row.after === undefined ? "" : say(row.after.hours)),
            isNumber: true,
          },
        ]}
      />
      {isAll || rows.length <= rowsFirst ? null : (
        <Button look="plain" onPress={() => setAll(true)}>
          {words.position.allServices(formatWhole(rows.length, language))}
        </Button>
      )}
    </div>
  );
}
