/** The words of how far the search for a plan was after how much work. */

/** Swedish; its shape is law for the other. */
export const svSearched = {
  title: "Så långt kom sökningen",
  lead:
    "Ju mer som prövas, desto bättre paket hittas och desto mer bevisas. Arbetet räknas i prövade angrepp: " +
    "ett paket prövat mot ett genomspelat angrepp.",
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
  work: "Attacks tried",
  remains: "Remains",
  bound: "Proven bound",
  gap: "May have been missed, at most",
};
