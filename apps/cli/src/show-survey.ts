/** `plan --worlds`: a plan against other objectives, attackers and worlds, and over a year. */
import type { Dials, PlanSurvey, SurveyAsked } from "@vallgrav/platform/api";
import type { Rooms } from "@vallgrav/server";
import { computeSurvey } from "./compute.ts";
import { roughSek, sek, share, table, visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

function payOffLines({ payOff }: PlanSurvey, { words, language }: Speaker): readonly string[] {
  const { objectives } = words.survey;
  const names = payOff.objectives.map((name) => objectives[name]);
  const rows = payOff.plans.map(({ objective, leaves, gap }) => [
    objectives[objective],
    ...leaves.map((left) => (left === null ? "–" : share(left, language))),
    share(gap, language),
  ]);
  const places = [...payOff.objectives.map((_, at) => at + 1), payOff.objectives.length + 1];
  const counts = (values: readonly number[]): string =>
    [...new Set(values)].map((count) => whole(count, language)).join(", ");
  const { runs = [] } = payOff;
  const planning = payOff.plans.flatMap(({ planningRuns }) => planningRuns ?? []);
  return [
    words.survey.payOff,
    ...table([[words.survey.plan, ...names, words.survey.missed], ...rows], places),
    ...(runs.length === 0 ? [] : [words.survey.stands(counts(planning), counts(runs))]),
    ...(payOff.inEvery.length === 0 ? [] : [words.survey.inEvery(payOff.inEvery.join(", "))]),
  ];
}

function attackerLines({ attackers }: PlanSurvey, { words, language }: Speaker): readonly string[] {
  const both = (before: string, after: string): string => `${before} → ${after}`;
  const held = ({ resistance }: Dials): string => share(resistance.probabilityHolds, language);
  const money = ({ damage }: Dials): string => roughSek(damage.sek.mean, language);
  const rows = attackers.map(({ name, before, after }) => [
    name[language],
    both(held(before), held(after)),
    both(money(before), money(after)),
  ]);
  return table([words.survey.attackers, ...rows], [1, 2]);
}

function worldLines({ worlds }: PlanSurvey, { words, language }: Speaker): readonly string[] {
  if (worlds === null) return [];
  const rows = worlds.measures.map((measure) => {
    const { dependsOn, isSafe } = measure;
    const told = isSafe
      ? ` (${words.survey.safe})`
      : dependsOn === null
        ? ""
        : ` (${words.survey.dependsOn(dependsOn.name[language])})`;
    return [
      share(measure.share, language),
      `${share(measure.low, language)}–${share(measure.high, language)}`,
      `${measure.name[language]}${told}`,
    ];
  });
  const { worlds: count, inner } = worlds;
  return [
    "",
    words.survey.worlds(whole(count, language), whole(inner, language)),
    ...table([words.survey.measures, ...rows], [0, 1]),
  ];
}

function yearLines(survey: PlanSurvey, { words, language }: Speaker): readonly string[] {
  const { yearly, breakEven } = survey;
  const { campaignsPerYear } = breakEven;
  const pays =
    campaignsPerYear === null
      ? words.survey.paysNever
      : words.survey.pays(whole(Math.max(1, Math.floor(1 / campaignsPerYear)), language));
  if (yearly === null) return ["", pays];
  const { before, after, frequency } = yearly;
  const { low, high, source } = frequency;
  return [
    "",
    words.survey.yearly(String(low), String(high), visible(source)),
    ...table(
      [
        words.survey.year,
        [words.survey.yearMean, roughSek(before.mean, language), roughSek(after.mean, language)],
        [words.survey.yearWorst, roughSek(before.p99, language), roughSek(after.p99, language)],
      ],
      [1, 2],
    ),
    pays,
  ];
}

/** Tells a plan from all sides. */
export async function showSurvey(
  rooms: Rooms,
  { budgetSek, terms, worlds, frequency }: SurveyAsked,
  speaker: Speaker,
): Promise<Told> {
  const { words, language } = speaker;
  const answer = await computeSurvey(rooms, { budgetSek, terms, worlds, frequency }, speaker);
  if (!answer.ok) return refused(answer.problems);
  const { survey } = answer;
  const objective = words.survey.objectives[terms.objective];
  return {
    exit: 0,
    document: survey,
    lines: [
      words.survey.lead(sek(budgetSek, language), objective),
      "",
      ...payOffLines(survey, speaker),
      "",
      ...attackerLines(survey, speaker),
      ...worldLines(survey, speaker),
      ...yearLines(survey, speaker),
      "",
      words.plan.always,
    ],
    problems: [],
    object: survey.run.id,
  };
}
