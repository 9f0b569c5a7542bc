/** The words of the plan page: choosing by hand, and why each measure is in or not. */

/** Swedish; its shape is law for the other. */
export const svPlan = {
  title: "Plan",
  heading: (budget: string, count: string, cost: string) =>
    `Planen för ${budget}: ${count} för ${cost}.`,
  headingNone: (budget: string) => `För ${budget} ryms ingen åtgärd i planen.`,
  headingHand: (count: string, cost: string) => `Ditt val: ${count} för ${cost}.`,
  lead:
    "Kryssa i och ur åtgärder och se priset direkt. Vad ditt val gör med motståndet och skadan räknas när " +
    "du ber om det, på samma genomspelade angrepp som planen.",
  notYet: "Det finns ingen plan än. Den räknas när läget är räknat.",
  soFar: "Planen räknas. Under tiden står här den bästa hittills.",
  choice: "Välj åtgärder",
  measure: "Åtgärd",
  switchOn: (measure: string) => `Ta med ${measure}`,
  state: "I planen",
  states: { kept: "ja", left: "nej", added: "tillagd", removed: "borttagen" },
  cost: "Kostnad",
  hours: "Egna timmar",
  why: "Varför",
  sum: (count: string, cost: string, hours: string) =>
    `Ditt val: ${count}, ${cost} och ${hours} egna timmar.`,
  left: (left: string) => `${left} är kvar av budgeten.`,
  over: (over: string) => `Det är ${over} över budgeten.`,
  hoursOver: (over: string, limit: string) =>
    `Det är ${over} timmar mer än de ${limit} egna timmar som planen räknar med.`,
  hand: "Ditt val",
  dialsOfPlan: "Mätarna nedan gäller planen, inte ditt val.",
  showResult: "Visa svaret",
  heldByHours: (limit: string) =>
    `Det är de egna timmarna som tar slut, inte pengarna: planen räknar med högst ${limit} (vårt antagande; ändra ` +
    "det under Egna gränser).",
  unchanged: "Du har inte ändrat något. Det här är planen.",
  play: "Räkna på mitt val",
  reset: "Tillbaka till planen",
  again: "Räkna igen",
  mayNot: "Du ser priset på ditt val. Vad det gör med läget kan de räkna som får ändra underlaget.",
  result: "Så blir det med ditt val",
  outcome: (hand: string, handRange: string, plan: string, planRange: string) =>
    `Med ditt val återstår ${hand} av dagens skada (95\u00A0%: ${handRange}). Med planen återstår ${plan} ` +
    `(${planRange}).`,
  changed: (added: string, removed: string) => {
    const parts = [
      ...(added === "" ? [] : [`Tillagt: ${added}.`]),
      ...(removed === "" ? [] : [`Borttaget: ${removed}.`]),
    ];
    return parts.join(" ");
  },
  stale: "Du har ändrat ditt val sedan detta räknades.",
  today: "i dag",
  withPlan: "med planen",
  withHand: "med ditt val",
  figure: "Mått",
  calendar: "Kalender",
  calendarLead:
    "När var och en görs, om de egna timmarna fördelas jämnt över året: det som andra bygger på först, sedan " +
    "det som bidrar mest. Det är en följd att utgå från, inte ett löfte.",
  from: "Börja",
  until: "Klart senast",
  begins: "Börjar",
  done: "Klar",
  months: "Månader",
  waits: "Väntar på",
  waitsFor: {
    hours: "egna timmar",
    time: "tar längre tid än det finns",
    measure: (other: string) => `att ”${other}” är klar`,
  },
  allDone: (month: string) => `Allt är klart till och med ${month}.`,
  late: (count: number, text: string, until: string) =>
    `${count === 1 ? "En åtgärd blir inte klar" : `${text} åtgärder blir inte klara`} till och med ${until}.`,
  reasons: {
    contributes: (share: string) => `Utan den återstår ${share} mer av dagens skada.`,
    barely: "Minskar skadan med mindre än en procent här. Den kräver inget köp.",
    barelyPaid: "Minskar skadan med mindre än en procent utöver de andra.",
    tooDear: "Kostar mer än hela budgeten.",
    noEffect: "Ger ingen märkbar minskning på egen hand.",
    needs: (other: string) => `Fungerar bara tillsammans med ”${other}”, som inte är med.`,
    excluded: (other: string) => `Går inte att ha samtidigt som ”${other}”, som är med.`,
    noMoney: (left: string) => `Ryms inte i de ${left} som är kvar. Planens åtgärder ger mer ihop.`,
    noHours: (left: string) => `Ryms inte i de ${left} egna timmar som är kvar.`,
    noMore: "Ryms, men sökningen fann ingen nytta av den utöver de valda.",
  },
};

/** English. */
export const enPlan: typeof svPlan = {
  title: "Plan",
  heading: (budget, count, cost) => `The plan for ${budget}: ${count} for ${cost}.`,
  headingNone: (budget) => `For ${budget} no measure fits into the plan.`,
  headingHand: (count, cost) => `Your choice: ${count} for ${cost}.`,
  lead:
    "Tick and untick measures and see the price at once. What your choice does to resistance and damage is " +
    "computed when you ask for it, on the same simulated attacks as the plan.",
  notYet: "There is no plan yet. It is computed with the position.",
  soFar: "The plan is being computed. Meanwhile the best so far stands here.",
  choice: "Choose measures",
  measure: "Measure",
  switchOn: (measure) => `Include ${measure}`,
  state: "In the plan",
  states: { kept: "yes", left: "no", added: "added", removed: "removed" },
  cost: "Cost",
  hours: "Own hours",
  why: "Why",
  sum: (count, cost, hours) => `Your choice: ${count}, ${cost} and ${hours} own hours.`,
  left: (left) => `${left} of the budget is left.`,
  over: (over) => `That is ${over} over the budget.`,
  hoursOver: (over, limit) =>
    `That is ${over} hours more than the ${limit} own hours that the plan counts on.`,
  hand: "Your choice",
  dialsOfPlan: "The dials below are of the plan, not of your choice.",
  showResult: "Show the answer",
  heldByHours: (limit) =>
    `Own hours run out, not money: the plan counts on ${limit} at most (our assumption; change it under Limits of ` +
    "your own).",
  unchanged: "You have changed nothing. This is the plan.",
  play: "Compute my choice",
  reset: "Back to the plan",
  again: "Compute again",
  mayNot:
    "You see the price of your choice. What it does to the position can be computed by those who may change the facts.",
  result: "What your choice does",
  outcome: (hand, handRange, plan, planRange) =>
    `With your choice ${hand} of today's damage remains (95%: ${handRange}). With the plan ${plan} remains ` +
    `(${planRange}).`,
  changed: (added, removed) => {
    const parts = [
      ...(added === "" ? [] : [`Added: ${added}.`]),
      ...(removed === "" ? [] : [`Removed: ${removed}.`]),
    ];
    return parts.join(" ");
  },
  stale: "You have changed your choice since this was computed.",
  today: "today",
  withPlan: "with the plan",
  withHand: "with your choice",
  figure: "Figure",
  calendar: "Calendar",
  calendarLead:
    "When each is done, if the own hours are spread evenly over the year: what others build on first, then " +
    "what contributes most. It is an order to begin from, not a promise.",
  from: "Begin",
  until: "Done by",
  begins: "Begins",
  done: "Done",
  months: "Months",
  waits: "Waits for",
  waitsFor: {
    hours: "own hours",
    time: "takes longer than there is",
    measure: (other) => `“${other}” to be done`,
  },
  allDone: (month) => `All is done by the end of ${month}.`,
  late: (count, text, until) =>
    `${count === 1 ? "One measure is" : `${text} measures are`} not done by the end of ${until}.`,
  reasons: {
    contributes: (share) => `Without it ${share} more of today's damage remains.`,
    barely: "Lowers the damage by less than one per cent here. Nothing has to be bought for it.",
    barelyPaid: "Lowers the damage by less than one per cent beyond the others.",
    tooDear: "Costs more than the whole budget.",
    noEffect: "Makes no noticeable difference by itself.",
    needs: (other) => `Works only together with “${other}”, which is not in.`,
    excluded: (other) => `Cannot stand beside “${other}”, which is in.`,
    noMoney: (left) =>
      `Does not fit into the ${left} that are left. The plan's measures do more together.`,
    noHours: (left) => `Does not fit into the ${left} own hours that are left.`,
    noMore: "Fits, but the search found no use of it beyond those chosen.",
  },
};
