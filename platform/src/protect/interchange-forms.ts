/** Which forms of other tools the model can be had in. */

/** Forms that can be asked for, with the tool each is for. */
export const interchangeForms = [
  "graphml",
  "model",
  "navigator",
  "navigator-ics",
  "opengraph",
] as const;

/** One of {@link interchangeForms}. */
export type InterchangeForm = (typeof interchangeForms)[number];
