/** The kernel's only door: what every room shares. No dependencies, no effects. */
export * from "./brand.ts";
export * from "./budget.ts";
export * from "./canonical.ts";
export * from "./chance.ts";
export * from "./csv.ts";
export * from "./elementary.ts";
export * from "./finding.ts";
export * from "./instant.ts";
export * from "./observation.ts";
export * from "./own.ts";
export * from "./problem.ts";
export * from "./result.ts";
export * from "./special.ts";
export * from "./text.ts";
