/** Words for what is wrong with an entry of what really happened. */
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";

type RealityProblem = Extract<
  PlatformProblem,
  {
    readonly code:
      | "protect/bad-reality"
      | "protect/cannot-be-entered"
      | "protect/no-frequency"
      | "protect/no-such-check";
  }
>;

const whatSv: ReadonlyMap<string, string> = new Map([
  ["on", "Dagen ska vara en dag som har varit, skriven ÅÅÅÅ-MM-DD."],
  ["source", "Ange vem eller vad uppgiften kommer från, högst 300 tecken och inget personnummer."],
  ["sent", "Antalet utskick ska vara mellan 1 och 1 000 000."],
  ["followed", "De som följde betet ska vara ett antal, högst så många som utskicken."],
  ["tried", "Antalet prövade kopior ska vara mellan 1 och 10 000."],
  ["restored", "De som gick att återställa ska vara ett antal, högst så många som prövades."],
  ["days", "Dagarna ska vara mer än 0 och högst 365."],
  ["start", "Underlaget har ingen sådan början eller inget sådant mål. Läs in katalogen först."],
  ["checks", "Det finns redan 500. Ta bort en som inte behövs."],
]);

const whatEn: ReadonlyMap<string, string> = new Map([
  ["on", "The day should be one that has been, written YYYY-MM-DD."],
  ["source", "Say who or what it is from, in 300 characters at most and no identity number."],
  ["sent", "The number sent should be between 1 and 1,000,000."],
  ["followed", "Those who followed the lure should be a number, at most as many as were sent."],
  ["tried", "The number of copies tried should be between 1 and 10,000."],
  ["restored", "Those that could be restored should be a number, at most as many as were tried."],
  ["days", "The days should be more than 0 and at most 365."],
  ["start", "What is known has no such start or goal. Read the directory first."],
  ["checks", "There are 500 already. Take away one that is not needed."],
]);

/** In Swedish. */
export const realitySv: Phrases<RealityProblem> = {
  "protect/bad-reality": (p) => whatSv.get(p.what) ?? `Uppgiften ”${p.what}” går inte att använda.`,
  "protect/cannot-be-entered": () => "Det går inte att föra in så. Rätta det som står nedan.",
  "protect/no-frequency": () => "Ingen frekvens gäller längre. Se efter vad som gäller nu.",
  "protect/no-such-check": () => "Prövningen finns inte längre. Hämta sidan på nytt.",
};

/** In English. */
export const realityEn: Phrases<RealityProblem> = {
  "protect/bad-reality": (p) => whatEn.get(p.what) ?? `The value “${p.what}” cannot be used.`,
  "protect/cannot-be-entered": () => "It cannot be entered like that. Correct what stands below.",
  "protect/no-frequency": () => "No frequency holds any longer. Look up what holds now.",
  "protect/no-such-check": () => "That check is no longer there. Reload the page.",
};
