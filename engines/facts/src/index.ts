/** The door of the facts engine; see README and SPEC. */
export * from "./lib/model.ts";
