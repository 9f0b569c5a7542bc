/** The door of the attack-graph engine; see README and SPEC. */
export * from "./lib/attack-graph.ts";
export * from "./lib/instance-model.ts";
export * from "./lib/scene.ts";
export * from "./lib/packed-scene.ts";
export type * from "./lib/packed-rows.ts";
export * from "./lib/row-book.ts";
export * from "./lib/rows.ts";
export * from "./lib/language/index.ts";
export * from "./lib/graph/index.ts";
export * from "./lib/formats/index.ts";
export * from "./lib/simulation/index.ts";
