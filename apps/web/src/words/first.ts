/** The words of the first answers: both dials, and plans, before all of their runs are played. */

/** Swedish; its shape is law for the other. */
export const svFirst = {
  lead: (runs: string, all: string) =>
    `Första svar, förfinas: räknat på ${runs} av ${all} genomspelade angrepp. Talen kan ändras inom klamrarna, ` +
    "som krymper allt eftersom. Sedan räknas åtgärderna.",
  leadAll: (all: string) =>
    `Läget i dag är räknat på alla ${all} genomspelade angrepp. Åtgärderna räknas nu.`,
  unit: "Skada per angreppsförsök",
  mean: "Medel",
  between: "Räknefel",
  worst: "De 5\u00A0% värsta",
  sampling:
    "Med 95\u00A0% säkerhet ligger medlet där räknefelet anger. Det ni inte vet kommer till.",
  plan: {
    title: "Första planen, förfinas",
    titleAll: "Planen, söks vidare",
    sum: (budget: string, count: string, cost: string) => `Inom ${budget}: ${count} för ${cost}.`,
    none: (budget: string) => `Inom ${budget} ryms ingen åtgärd som minskar skadan.`,
    on: (runs: string, all: string) =>
      `Vald på ${runs} av ${all} genomspelade angrepp, och kan ändras när fler är genomspelade.`,
    onAll: (all: string) =>
      `Vald på alla ${all} genomspelade angrepp, och kan ändras när sökningen går vidare.`,
    leaves: (remains: string, least: string) =>
      `I de angreppen återstår ${remains} av dagens skada, och minst ${least} av den minskning som ` +
      "över huvud taget går att få för pengarna är tagen.",
    caution: "Hur läget blir med åtgärderna räknas sedan, på andra genomspelade angrepp.",
    measure: "Åtgärd",
    cost: "Kostnad",
  },
};

/** English. */
export const enFirst: typeof svFirst = {
  lead: (runs, all) =>
    `First answer, being refined: computed from ${runs} of ${all} campaigns. The figures may change within the ` +
    "brackets, which shrink as it goes on. Then the measures are computed.",
  leadAll: (all) =>
    `The position today is computed from all ${all} campaigns. The measures are being computed.`,
  unit: "Damage per campaign",
  mean: "Mean",
  between: "Sampling error",
  worst: "The worst 5%",
  sampling:
    "With 95% confidence the mean lies within the sampling error. What you do not know comes on top.",
  plan: {
    title: "The first plan, being refined",
    titleAll: "The plan, being searched on",
    sum: (budget, count, cost) => `Within ${budget}: ${count} for ${cost}.`,
    none: (budget) => `Within ${budget} no measure fits that lessens the damage.`,
    on: (runs, all) =>
      `Chosen on ${runs} of ${all} played campaigns, and may change when more are played.`,
    onAll: (all) => `Chosen on all ${all} played campaigns, and may change as the search goes on.`,
    leaves: (remains, least) =>
      `In these, ${remains} of today's damage remains, and at least ${least} of the reduction that the ` +
      "money can buy at all is taken.",
    caution: "What the position becomes with the measures is computed next, on other campaigns.",
    measure: "Measure",
    cost: "Cost",
  },
};
