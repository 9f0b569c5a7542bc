/** The words of both dials against every attacker. */

/** Swedish; its shape is law for the other. */
export const svAttackers = {
  title: "Angripare",
  others: "Andra angripare",
  heading: "Läget räknas mot en sorts angripare. Andra kommer in på andra sätt.",
  headingReady: (name: string, share: string) =>
    `Minst står ni emot ${name}: ni håller i ${share} av försöken.`,
  lead:
    "Varje angripare har egna mätare, i dag och med planens åtgärder. De slås aldrig ihop: ett medeltal skulle " +
    "dölja den värsta.",
  otherwise:
    "Allt på sidan gäller en enda sorts angripare. Mot en annan kan ni stå sämre: den kommer in på andra sätt " +
    "och är ute efter annat.",
  never: "De slås aldrig ihop: ett medeltal skulle dölja den värsta.",
  timeToday: "Når målet i dag inom",
  holdsToday: (days: string) => `Hålls ute i ${days} dagar, i dag`,
  all: "Båda mätarna för var och en",
  ask: "Räkna mot alla angripare",
  askNote: "Tar några minuter. Sidan kan lämnas; arbetet går vidare och svaret sparas.",
  notReady: "Läget måste vara räknat först.",
  again: "Räkna igen",
  rate: (times: string, reference: string) =>
    `Kommer omkring ${times} gånger så ofta som ${reference} (vårt antagande, osäkert på en faktor tio).`,
  reference: "Läget på första sidan är räknat mot den här.",
  figure: "Mått",
  today: "I dag",
  after: "Med åtgärderna",
  payOff: "Hur planer för olika mål står sig mot varandra visas på planens sida.",
  payOffLink: "Till planen",
};

/** English. */
export const enAttackers: typeof svAttackers = {
  title: "Attackers",
  others: "Other attackers",
  heading: "The position is computed against one kind of attacker. Others come by other ways.",
  headingReady: (name, share) =>
    `You resist ${name} the least: you hold in ${share} of the campaigns.`,
  lead:
    "Each attacker has dials of its own, today and with the plan's measures. They are never merged: a mean " +
    "would hide the worst.",
  otherwise:
    "All of the page is about one kind of attacker. Against another you may stand worse: it comes by other " +
    "ways and for other ends.",
  never: "They are never merged: a mean would hide the worst.",
  timeToday: "Reaches an objective today within",
  holdsToday: (days) => `Held out for ${days} days, today`,
  all: "Both dials for each of them",
  ask: "Compute against all attackers",
  askNote: "Takes some minutes. The page may be left; the work goes on and the answer is kept.",
  notReady: "The position must be computed first.",
  again: "Compute again",
  rate: (times, reference) =>
    `Comes about ${times} times as often as ${reference} (our assumption, uncertain by a factor of ten).`,
  reference: "The position on the first page is computed against this one.",
  figure: "Figure",
  today: "Today",
  after: "With the measures",
  payOff: "How plans for different aims compare is shown on the page of the plan.",
  payOffLink: "To the plan",
};
