/** The door of this engine; see README and SPEC. */
export * from "./lib/problem.ts";
