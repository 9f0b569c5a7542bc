/** The door of this engine; see README and SPEC. */
export {
  compareVersions,
  versionKey,
  type VersionScheme,
  versionSchemes,
} from "./lib/versions/schemes.ts";
export {
  makePurl,
  parsePurl,
  purlCharacters,
  type PurlParts,
  type Purl,
  purlText,
} from "./lib/purl/purl.ts";
export type {
  Advisory,
  AdvisorySource,
  Gap,
  Product,
  Severity,
  Span,
  Statement,
  Status,
} from "./lib/advisory/advisory.ts";
export { advisoryLimits, type AdvisoryLimits } from "./lib/advisory/limits.ts";
export { readOsv } from "./lib/advisory/osv.ts";
export { schemeOf, speaksOfRelease, splitEcosystem } from "./lib/packages/ecosystems.ts";
export { type Package, packageOf, releaseOf } from "./lib/packages/packages.ts";
export { judge, type Reason, type Verdict } from "./lib/matching/judge.ts";
export { judgePackage, type Spoken } from "./lib/matching/match.ts";
export type { AdvisoriesProblem, AdvisoriesProblemCode } from "./lib/advisories-problem.ts";
