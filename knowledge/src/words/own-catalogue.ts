/** Words for what is wrong with an own measure. */
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";

type OwnCatalogueProblem = Extract<
  PlatformProblem,
  { readonly code: "protect/bad-measure" | "protect/too-many-added" }
>;

/** In Swedish. */
export const ownCatalogueSv: Phrases<OwnCatalogueProblem> = {
  "protect/bad-measure": (p) =>
    `Den egna åtgärden ”${p.id}” går inte att lägga till. Ge den ett namn på högst 120 tecken och ett ` +
    "id som own-vakt.",
  "protect/too-many-added": () => "Det finns redan 50 egna åtgärder. Ta bort en som inte behövs.",
};

/** In English. */
export const ownCatalogueEn: Phrases<OwnCatalogueProblem> = {
  "protect/bad-measure": (p) =>
    `The own measure “${p.id}” cannot be added. Give it a name of at most 120 characters and an id such ` +
    "as own-guard.",
  "protect/too-many-added": () =>
    "There are 50 measures of your own already. Take away one that is not needed.",
};
