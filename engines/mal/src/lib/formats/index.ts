/** Formats of other tools for MAL: languages, models and graphs in and out. */
export { placedProblems } from "./place-problems.ts";
export { defaultFormatLimits } from "./problems.ts";
export type { Expected, FormatLimitName, FormatLimits, FormatProblem } from "./problems.ts";
export { readLangspec } from "./read-langspec.ts";
export type { LangspecInput, ReadLangspec } from "./read-langspec.ts";
export { readModel } from "./read-model.ts";
export type { ModelFormat } from "./gathered-model.ts";
export type { LoadedModel, ModelInput, ModelMetadata, ReadModel } from "./read-model.ts";
export type { Attacker, AttackerStart } from "./read-attackers.ts";
export { readScad } from "./read-scad.ts";
export { langspecText } from "./write-langspec.ts";
export { toolboxGraphText, toolboxNodeNames } from "./write-graph.ts";
export type { GraphSource } from "./write-graph.ts";
export { modelText } from "./write-model.ts";
export type { DocumentForm } from "./write-model.ts";
