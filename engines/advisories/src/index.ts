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
export { looksLikeCsaf, readCsaf } from "./lib/advisory/csaf.ts";
export { looksLikeCve, readCve } from "./lib/advisory/cve.ts";
export { looksLikeNvd, readNvd } from "./lib/advisory/nvd.ts";
export { readOsv } from "./lib/advisory/osv.ts";
export { cpeProduct } from "./lib/advisory/configurations.ts";
export {
  type Cpe,
  type CpeAttribute,
  cpeAttributes,
  cpeSpeaksOf,
  cpeVersion,
  parseCpe,
} from "./lib/cpe/cpe.ts";
export { productName, vendorName } from "./lib/packages/named.ts";
export { schemeOf, speaksOfRelease, splitEcosystem } from "./lib/packages/ecosystems.ts";
export { type Package, packageOf, releaseOf } from "./lib/packages/packages.ts";
export { judge, type Reason, type Verdict } from "./lib/matching/judge.ts";
export { judgeNamed, judgePackage, type NamedProduct } from "./lib/matching/match.ts";
export { packStatement, productKey, unpackStatement } from "./lib/matching/packed.ts";
export {
  type Exploited,
  type ExploitedCatalogue,
  looksLikeKev,
  readKev,
} from "./lib/ranking/kev.ts";
export { type EuvdExploited, looksLikeEuvd, readEuvd } from "./lib/ranking/euvd.ts";
export {
  type ExploitScore,
  type ExploitScores,
  looksLikeEpss,
  readEpss,
} from "./lib/ranking/epss.ts";
export type { AdvisoriesProblem, AdvisoriesProblemCode } from "./lib/advisories-problem.ts";
