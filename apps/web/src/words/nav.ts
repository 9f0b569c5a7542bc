/** Short names of functions and pages, as the menu has them. */

/** Swedish; its shape is law for the other. */
export const svNav = {
  position: "Läge",
  govern: "Styra",
  identify: "Känna",
  protect: "Skydda",
  detect: "Upptäcka",
  respond: "Hantera",
  recover: "Återställa",
  sources: "Underlag",
  ways: "Vägar in",
  plan: "Plan",
  measures: "Åtgärder",
  costs: "Kostnadsblad",
  audit: "Logg",
  accounts: "Konton",
  opinions: "Yttranden",
  questions: "Tolv frågor",
  map: "Karta",
  judging: "Stämmer det?",
  asking: "Fråga ägarna",
  search: "Sök",
};

/** English. */
export const enNav: typeof svNav = {
  position: "Position",
  govern: "Govern",
  identify: "Identify",
  protect: "Protect",
  detect: "Detect",
  respond: "Respond",
  recover: "Recover",
  sources: "Sources",
  ways: "Ways in",
  plan: "Plan",
  measures: "Measures",
  costs: "Cost sheet",
  audit: "Log",
  accounts: "Accounts",
  opinions: "Opinions",
  questions: "Twelve questions",
  map: "Map",
  judging: "Is that right?",
  asking: "Ask the owners",
  search: "Search",
};
