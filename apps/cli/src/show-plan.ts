/** `plan`: both dials, the measures, and what is proven about them. */
import type { Dials, PlanCalendar, PlanReport, PlanTerms } from "@vallgrav/platform/api";
import { type CalendarAsked, planCalendar } from "@vallgrav/platform/protect";
import type { Role } from "@vallgrav/knowledge";
import type { Rooms } from "@vallgrav/server";
import { computePlan } from "./compute.ts";
import { rough, roughSek, sek, share, span, table, visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";
import type { TimeWord } from "./words.ts";

function timeWord(days: number | null): TimeWord {
  if (days === null) return "holds";
  if (days < 1) return "hours";
  if (days < 7) return "days";
  return days < 30 ? "weeks" : "months";
}

/** Dials before and after something. */
export type DialPair = Pick<PlanReport, "before" | "after">;

/** Both dials say as little as the less certain of the two allows. */
export function isInWords(report: DialPair): boolean {
  return [report.before, report.after].some(({ resistance }) => resistance.speak === "words");
}

function median({ resistance }: Dials, speaker: Speaker, inWords: boolean): string {
  const { words, language } = speaker;
  if (inWords) return words.times[timeWord(resistance.medianDays)];
  return resistance.medianDays === null
    ? words.plan.beyond(whole(resistance.horizonDays, language))
    : span(resistance.medianDays, language);
}

/** Where figures would claim too much, a power of ten says how large. */
function size(value: number, inWords: boolean): number {
  return inWords && value >= 1 ? 10 ** (String(Math.floor(value)).length - 1) : value;
}

/** Both dials in rows, with a heading; `inWords` where figures would claim too much. */
export function dialRows(
  report: DialPair,
  speaker: Speaker,
  inWords: boolean = isInWords(report),
): readonly (readonly string[])[] {
  const { words, language } = speaker;
  const about = inWords ? "≥ " : "";
  const both = (of: (dials: Dials) => string): readonly [string, string] => [
    of(report.before),
    of(report.after),
  ];
  const { damage: _damage, resistance } = report.before;
  const said = (value: number, write: typeof rough): string =>
    `${about}${write(size(value, inWords), language)}`;
  return [
    words.plan.dials,
    [words.plan.median, ...both((dials) => median(dials, speaker, inWords))],
    [
      words.plan.holds(whole(resistance.horizonDays, language)),
      ...both((dials) => share(dials.resistance.probabilityHolds, language)),
    ],
    [words.plan.hours, ...both(({ damage }) => said(damage.serviceHours.mean, rough))],
    [words.plan.persons, ...both(({ damage }) => said(damage.persons.mean, rough))],
    [words.plan.money, ...both(({ damage }) => said(damage.sek.mean, roughSek))],
  ];
}

function gapSentence(report: PlanReport, { words, language }: Speaker): string {
  // Rounded down: "at least" must stay true.
  const least = share(Math.floor((1 - report.gap) * 100 + 1e-9) / 100, language);
  if (!report.finished) return words.plan.gapStopped(least);
  if (report.gap > 0.01) return words.plan.gapLarge(least);
  return words.plan.gapSmall(
    sek(report.budgetSek, language),
    whole(report.runs.planningRuns, language),
  );
}

/** What is to be known of a price besides itself: that it is assumed, or that nobody checked it. */
function cautionOf({ source }: PlanReport["measures"][number], { words }: Speaker): string {
  if (source.kind === "checked" || source.kind === "own") return "";
  return ` (${source.kind === "assumption" ? words.plan.assumption : words.plan.unchecked})`;
}

function measureLines(report: PlanReport, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  if (report.measures.length === 0) return [words.plan.nothing];
  const rows = report.measures.map((measure) => [
    sek(measure.costSek, language),
    whole(measure.hours, language),
    share(measure.contribution, language),
    `${measure.name[language]}${cautionOf(measure, speaker)}`,
  ]);
  return table([words.plan.measures, ...rows], [0, 1, 2]);
}

/** When each measure is begun and done, and what does not get done in time. */
function calendarLines(
  { rows, until }: PlanCalendar,
  { measures }: PlanReport,
  { words, language }: Speaker,
): readonly string[] {
  const names = new Map(measures.map(({ id, name }) => [id, name[language]]));
  const timed = rows.filter(({ from }) => from !== null);
  const late = rows.filter(({ from }) => from === null);
  if (rows.length === 0) return [];
  return [
    "",
    ...table(
      [
        words.plan.calendar,
        ...timed
          .toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1))
          .map(({ id, from, to }) => [from ?? "", to ?? "", names.get(id) ?? id]),
      ],
      [],
    ),
    ...late.map(({ id }) => words.plan.late(names.get(id) ?? id, until)),
  ];
}

/** Who goes on paying, where there is something to go on paying. */
function payerLines(
  { yearlySek }: PlanReport,
  payer: string | null,
  { words, language }: Pick<Speaker, "language" | "words">,
): readonly string[] {
  if (yearlySek === 0) return [];
  const amount = sek(yearlySek, language);
  return [
    payer === null
      ? words.planTerms.noPayer(amount)
      : words.planTerms.payer(amount, visible(payer)),
  ];
}

/** What the plan is proven about, and on which terms other than the usual ones. */
function termLines(report: PlanReport, { words, language }: Speaker): readonly string[] {
  const { yearlySek, hoursByRole, objective, dates = null, yearlyPayer } = report.terms;
  return [
    words.plan.among(whole(report.measures.length + report.considered.length, language)),
    ...(objective === "tail" ? [words.plan.tail] : []),
    ...(objective === "mean" || objective === "tail"
      ? []
      : [words.survey.lead(sek(report.budgetSek, language), words.survey.objectives[objective])]),
    ...(yearlySek === null
      ? []
      : [words.plan.yearly(sek(report.yearlySek, language), sek(yearlySek, language))]),
    ...payerLines(report, yearlyPayer ?? null, { words, language }),
    ...(dates === null ? [] : [words.planTerms.inTime(dates.until)]),
    ...(hoursByRole === null
      ? []
      : Object.entries(hoursByRole).map(([role, most]) =>
          words.plan.roleHours(
            role,
            whole(report.hoursByRole[role as Role] ?? 0, language),
            whole(most, language),
          ),
        )),
  ];
}

function linesOf(report: PlanReport, calendar: PlanCalendar, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  return [
    words.plan.lead(sek(report.budgetSek, language), sek(report.costSek, language)),
    ...report.typicalParts.map((part) => words.plan.typical[part]),
    ...(isInWords(report) ? [words.plan.inWords] : []),
    "",
    ...table(dialRows(report, speaker), [1, 2]),
    "",
    ...measureLines(report, speaker),
    ...calendarLines(calendar, report, speaker),
    "",
    gapSentence(report, speaker),
    ...termLines(report, speaker),
    words.plan.always,
    words.plan.runs(report.run.id, report.afterRun),
  ];
}

/** Tells the plan of a budget, and when its measures are done. */
export async function showPlan(
  rooms: Rooms,
  {
    budgetSek,
    terms,
    when,
  }: {
    readonly budgetSek: number;
    readonly terms: PlanTerms;
    readonly when: CalendarAsked;
  },
  speaker: Speaker,
): Promise<Told> {
  const computed = await computePlan(rooms, budgetSek, speaker, terms);
  if (!computed.ok) return refused(computed.problems);
  const { report } = computed;
  const calendar = planCalendar(report, await rooms.protect.measures(), when);
  return {
    exit: 0,
    document: { ...report, calendar },
    lines: linesOf(report, calendar, speaker),
    problems: [],
    object: report.run.id,
  };
}
