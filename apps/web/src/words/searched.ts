/** The words of how far the search for a plan was after how much work. */

/** Swedish; its shape is law for the other. */
export const svSearched = {
  title: "Så långt kom sökningen",
  lead:
    "Ju mer som prövas, desto bättre paket hittas och desto mer bevisas. Arbetet räknas i prövade angrepp: " +
    "ett paket prövat mot ett genomspelat angrepp.",
  early: (runs: string, all: string, gap: string) =>
    `En plan fanns redan på ${runs} av ${all} genomspelade angrepp; där kunde högst ${gap} av den möjliga ` +
    "minskningen ha missats. Den säger inget om de andra angreppen.",
  work: "Prövade angrepp",
  remains: "Återstår",
  bound: "Bevisad gräns",
  gap: "Kan ha missats, högst",
};

/** English. */
export const enSearched: typeof svSearched = {
  title: "How far the search came",
  lead:
    "The more is tried, the better packages are found and the more is proven. Work is counted in attacks " +
    "tried: one package held against one played attack.",
  early: (runs, all, gap) =>
    `There was a plan on ${runs} of ${all} played campaigns before; in those at most ${gap} of the possible ` +
    "reduction could have been missed. It says nothing of the others.",
  work: "Attacks tried",
  remains: "Remains",
  bound: "Proven bound",
  gap: "May have been missed, at most",
};
