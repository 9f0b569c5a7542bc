/**
 * What things, and what is said of them, are called, for pages that name things: apart from the
 * words of problems, which are ten times as many and come when there is a problem.
 */
export { assetKindWords } from "./asset-kinds.ts";
export { fieldWord, kindWord } from "./column-names.ts";
export { exposureText } from "./exposure.ts";
export type { LanguageCode } from "./phrases.ts";
export { assetName, unshouted } from "./place-names.ts";
export { propertyWord, valueWord } from "./properties.ts";
export { relationWord } from "./relations.ts";
export { sheetFieldWord } from "./sheet-fields.ts";
