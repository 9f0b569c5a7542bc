/** Words of harm tests and of Vallgrav's own place, in both languages. */
import { numberEn, numberSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";

/** What this file has the words of. */
type ReleaseProblem = Extract<
  PlatformProblem,
  {
    readonly code:
      | "place/bad-copy"
      | "place/too-many"
      | "releases/grounds"
      | "releases/needs-text"
      | "releases/not-yet"
      | "releases/too-many"
      | "releases/unknown"
      | "server/bad-acme";
  }
>;

/** Swedish. */
export const releasesSv: Phrases<ReleaseProblem> = {
  "place/bad-copy": () =>
    "En kopia saknar namn, står två gånger eller ser ut som en hemlighet. Skriv om den.",
  "place/too-many": (p) => `Högst ${numberSv(p.limit)} kopior får plats.`,
  "releases/grounds": () =>
    "Det som inte lämnas ut ska ha ett lagrum, och det som lämnas ut helt ska inte ha något.",
  "releases/needs-text": () =>
    "Något saknas, eller ser ut som en hemlighet: skriv vad som begärs, skälen och vem som beslutat.",
  "releases/not-yet": () => "Tidpunkten har inte varit än. Skriv när begäran kom.",
  "releases/too-many": (p) =>
    `En begäran rymmer högst ${numberSv(p.limit)} beslut. För in den på nytt.`,
  "server/bad-acme": () =>
    "Certifikat med ACME kräver en adress som börjar med https (VALLGRAV_ACME), maskinens namn " +
    "(VALLGRAV_HOSTS), en port för beviset (VALLGRAV_REDIRECT_PORT) och att utfärdarens villkor är " +
    "godtagna (VALLGRAV_ACME_TERMS=agreed).",
  "releases/unknown": () => "Begäran finns inte där. Hämta listan på nytt.",
};

/** English. */
export const releasesEn: Phrases<ReleaseProblem> = {
  "place/bad-copy": () => "A copy has no name, stands twice or looks like a secret. Write it anew.",
  "place/too-many": (p) => `There is room for ${numberEn(p.limit)} copies at most.`,
  "releases/grounds": () =>
    "What is kept back needs a paragraph, and what is released whole must have none.",
  "releases/needs-text": () =>
    "Something is missing, or looks like a secret: what is asked for, the reason, who decided.",
  "releases/not-yet": () => "That moment has not been yet. Enter when the request came.",
  "releases/too-many": (p) =>
    `A request holds ${numberEn(p.limit)} decisions at most. Enter it anew.`,
  "server/bad-acme": () =>
    "A certificate by ACME needs an address that begins with https (VALLGRAV_ACME), names of the " +
    "machine (VALLGRAV_HOSTS), a port for the proof (VALLGRAV_REDIRECT_PORT), and that the " +
    "authority's terms are agreed to (VALLGRAV_ACME_TERMS=agreed).",
  "releases/unknown": () => "There is no such request there. Fetch the list anew.",
};
