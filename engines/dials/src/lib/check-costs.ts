/** What can be wrong with the input of a cost sheet. */
import type { CostInput } from "./cost-sheet.ts";
import type { DialsProblem } from "./problems.ts";

const error = { severity: "error", at: null } as const;

function badAmounts(unit: string, fields: Readonly<Record<string, number>>): DialsProblem[] {
  return Object.entries(fields)
    .filter(([, value]) => !(value >= 0 && value < Infinity))
    .map(([field]) => ({ code: "dials/bad-amount", ...error, args: { unit, field } }));
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function extraWorkProblems({ extraWork }: CostInput): DialsProblem[] {
  const problems: DialsProblem[] = [];
  for (const { unit, staff, hourlySek, atWork, outages } of extraWork) {
    problems.push(...badAmounts(unit, { staff, hourlySek }));
    if (atWork !== null && !(atWork.length === 168 && Array.from(atWork).every(isShare)))
      problems.push({ code: "dials/bad-profile", ...error, args: { unit } });
    for (const { startHour, endHour, share } of outages) {
      if (!isShare(share))
        problems.push({ code: "dials/bad-share", ...error, args: { id: unit, value: share } });
      // An undamaged service starts at Infinity and ends at 0: that is not wrong.
      if (!(startHour >= 0)) problems.push(...badAmounts(unit, { startHour }));
      problems.push(...badAmounts(unit, { endHour }));
    }
  }
  return problems;
}

/** Keys that would be booked twice. */
function duplicates(keys: readonly (readonly [driver: string, unit: string])[]): DialsProblem[] {
  const seen = new Set<string>();
  const problems: DialsProblem[] = [];
  for (const [driver, unit] of keys) {
    const key = `${driver}\u0000${unit}`;
    if (seen.has(key))
      problems.push({ code: "dials/duplicate-unit", ...error, args: { unit, driver } });
    seen.add(key);
  }
  return problems;
}

/** All of it: amounts below zero or not finite, shares outside 0–1, and whatever stands twice. */
export function checkCosts(input: CostInput): readonly DialsProblem[] {
  const { response, restoration, ownRestoration, extraWork, breach, lost, fineSek } = input;
  const { fixedSek, perPersonSek, exposed } = breach;
  const pieces = [...restoration, ...lost];
  return [
    ...badAmounts("strike", { hourOfWeek: input.strikeHourOfWeek }),
    ...(response === null ? [] : badAmounts("response", response)),
    ...pieces.flatMap(({ unit, count, priceSek }) => badAmounts(unit, { count, priceSek })),
    ...ownRestoration.flatMap(({ unit, hours, hourlySek }) =>
      badAmounts(unit, { hours, hourlySek }),
    ),
    ...extraWorkProblems(input),
    ...badAmounts("breach", { fixedSek, perPersonSek }),
    ...exposed.flatMap(({ group, persons }) => badAmounts(group, { persons })),
    ...badAmounts("fine", { fineSek }),
    ...duplicates([
      ...pieces.map(({ driver, unit }) => [driver, unit] as const),
      ...exposed.map(({ group }) => ["person-notified", group] as const),
      ...ownRestoration.map(({ unit }) => ["own-restoration", unit] as const),
      ...extraWork.map(({ unit }) => ["working-time", unit] as const),
    ]),
  ];
}
