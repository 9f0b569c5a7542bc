/** Words of what is turned away: too much comes at once, or too slowly. In both languages. */
import { countEn, countSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";

type CrowdedProblem = Extract<
  PlatformProblem,
  {
    readonly code: "accounts/busy" | "request/no-room" | "request/too-slow" | "session/busy";
  }
>;

/** Swedish. */
export const crowdedSv: Phrases<CrowdedProblem> = {
  "accounts/busy": (p) =>
    "Många försöker logga in just nu. Vänta " +
    `${countSv(p.seconds, "sekund", "sekunder")} och försök igen.`,
  "request/no-room": () =>
    "Disken som Vallgrav ligger på har inte plats för det som skickades, och inget av det sparades. " +
    "Be den som sköter servern att göra plats, och skicka sedan igen.",
  "request/too-slow": () =>
    "Det som skickades kom för långsamt, och inget av det sparades. Försök igen från ett snabbare nät.",
  "session/busy": () => "Många försöker logga in just nu. Vänta några sekunder och försök igen.",
};

/** English. */
export const crowdedEn: Phrases<CrowdedProblem> = {
  "accounts/busy": (p) =>
    `Many are signing in right now. Wait ${countEn(p.seconds, "second", "seconds")} and try again.`,
  "request/no-room": () =>
    "The disk that Vallgrav is on has no room for what was sent, and nothing of it was kept. " +
    "Ask whoever runs the server to make room, then send it again.",
  "request/too-slow": () =>
    "What was sent came too slowly, and nothing of it was kept. Try again from a faster network.",
  "session/busy": () => "Many are signing in right now. Wait some seconds and try again.",
};
