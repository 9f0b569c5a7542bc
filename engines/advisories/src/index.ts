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
export type { AdvisoriesProblem, AdvisoriesProblemCode } from "./lib/advisories-problem.ts";
