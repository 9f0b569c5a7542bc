/**
 * What things are called, for pages that name things: apart from the words of problems, which are
 * ten times as many and come when there is a problem.
 */
export { exposureText } from "./exposure.ts";
export type { LanguageCode } from "./phrases.ts";
export { assetName, unshouted } from "./place-names.ts";
