/** The version orderings by name, and the two doors to them: a key, and a comparison. */
import { apkKey } from "./apk.ts";
import { cranKey, genericKey, hackageKey } from "./dotted.ts";
import { dpkgKey } from "./dpkg.ts";
import { isVersionText, type Order } from "./key.ts";
import { mavenKey } from "./maven.ts";
import { packagistKey } from "./packagist.ts";
import { comparePep440, pep440Key } from "./pep440.ts";
import { rpmKey } from "./rpm.ts";
import { rubygemsKey } from "./rubygems.ts";
import { nugetKey, pubKey, semverKey } from "./semver.ts";

/** The name of a way to order versions; `generic` for what has no scheme of its own. */
export type VersionScheme =
  | "apk"
  | "cran"
  | "dpkg"
  | "generic"
  | "hackage"
  | "maven"
  | "nuget"
  | "packagist"
  | "pep440"
  | "pub"
  | "rpm"
  | "rubygems"
  | "semver";

const keys: Readonly<Record<VersionScheme, (text: string) => string | null>> = {
  apk: apkKey,
  cran: cranKey,
  dpkg: dpkgKey,
  generic: genericKey,
  hackage: hackageKey,
  maven: mavenKey,
  nuget: nugetKey,
  packagist: packagistKey,
  pep440: pep440Key,
  pub: pubKey,
  rpm: rpmKey,
  rubygems: rubygemsKey,
  semver: semverKey,
};

/** Every scheme, by name. */
export const versionSchemes: readonly VersionScheme[] = (
  Object.keys(keys) as readonly VersionScheme[]
).toSorted();

/** Orders that compare two texts faster than by making their keys; the same orders. */
const comparisons: Readonly<Partial<Record<VersionScheme, (a: string, b: string) => Order>>> = {
  pep440: comparePep440,
};

/** A text as its scheme takes it, or null where no scheme can: what RPM cannot tell is one sign. */
function takenAs(scheme: VersionScheme, text: string): string | null {
  if (isVersionText(text)) return text;
  if (scheme !== "rpm") return null;
  const plain = text.replace(/[^\0-\u007F]/g, "_");
  return isVersionText(plain) ? plain : null;
}

/**
 * The sort key of a version: of two versions of one scheme the one with the lower key, compared as
 * strings by code unit, is the earlier, and equal keys are equal versions. Null where the text is
 * no version of the scheme. Keys hold code units below 256 only. Cost: linear in the text.
 */
export function versionKey(scheme: VersionScheme, text: string): string | null {
  const taken = takenAs(scheme, text);
  return taken === null ? null : keys[scheme](taken);
}

/** −1, 0 or 1 as the first version is earlier, equal or later; null where one is no version. */
export function compareVersions(scheme: VersionScheme, a: string, b: string): -1 | 0 | 1 | null {
  const compare = comparisons[scheme];
  if (compare !== undefined) return isVersionText(a) && isVersionText(b) ? compare(a, b) : null;
  const first = versionKey(scheme, a);
  const second = versionKey(scheme, b);
  if (first === null || second === null) return null;
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
