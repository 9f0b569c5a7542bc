/** What the language part of the engine shows. */
export { compileLanguage } from "./compile-language.ts";
export type { CompiledLanguage, CompileInput } from "./compile-language.ts";
export { resolvePath } from "./gather.ts";
export type { ReadFile } from "./gather.ts";
export type {
  Asset,
  AssetExpression,
  Association,
  AssociationEnd,
  Category,
  Detector,
  Field,
  Language,
  Meta,
  Reach,
  RiskFlags,
  Step,
  Variable,
} from "./language.ts";
export { languageText } from "./language-text.ts";
export { defaultLanguageLimits } from "./problems.ts";
export type { Compat, LanguageLimits, LanguageProblem, LimitName } from "./problems.ts";
export type * from "./syntax.ts";
