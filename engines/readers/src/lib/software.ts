/** Software as subjects: package URLs (purl-spec), and a generic one where a list gives none. */
import type { Claim, Subject } from "@vallgrav/kernel";
import { holdsPersonalNumber } from "./personal-number.ts";
import { assignsSecret } from "./secret.ts";
import { subjectNamed } from "./naming.ts";

/** Name, version and what else a list says of a package. */
export type PackageName = {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  /** Qualifiers in the order of their keys. */
  readonly qualifiers?: readonly (readonly [string, string])[];
};

const purlForm = /^pkg:[a-z][a-z0-9.+-]{0,31}\/[^\s]{1,700}$/i;

/** Qualifiers that name an instance in one list and no package: they would keep the same apart. */
const local = new Set(["package-id", "upstream"]);

/**
 * The claim of a package URL: scheme and type lower-case, without the qualifiers that only mean
 * something inside one list. Null where it is none, or holds what may not be kept.
 */
export function purlClaim(text: string): Claim | null {
  const trimmed = text.trim();
  if (!purlForm.test(trimmed) || isBarred(trimmed)) return null;
  const slash = trimmed.indexOf("/");
  const value = trimmed.slice(0, slash).toLowerCase() + trimmed.slice(slash);
  const question = value.indexOf("?");
  if (question === -1) return { space: "purl", value };
  const hash = value.indexOf("#", question);
  const [query, subpath] =
    hash === -1
      ? [value.slice(question + 1), ""]
      : [value.slice(question + 1, hash), value.slice(hash)];
  const kept = query.split("&").filter((one) => !local.has(one.split("=", 1)[0] ?? ""));
  const rest = kept.length === 0 ? "" : `?${kept.join("&")}`;
  return { space: "purl", value: value.slice(0, question) + rest + subpath };
}

/** Percent-encoding as package URLs want it; half a surrogate pair becomes the replacement sign. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("%3A", ":");
}

/** The package URL of its parts. */
export function purlOf({ type, namespace, name, version, qualifiers = [] }: PackageName): string {
  const space = namespace === "" ? "" : `${namespace.split("/").map(encoded).join("/")}/`;
  const behind = version === "" ? "" : `@${encoded(version)}`;
  const query = qualifiers
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${key}=${encoded(value)}`)
    .join("&");
  return `pkg:${type}/${space}${encoded(name)}${behind}${query === "" ? "" : `?${query}`}`;
}

/** The claim of a package by its parts; null where it has no name, or one that may not be kept. */
export function packageClaim(name: PackageName): Claim | null {
  const parts = [name.namespace, name.name, name.version];
  if (name.name.trim() === "" || parts.some((one) => one.length > 200 || isBarred(one)))
    return null;
  return purlClaim(purlOf(name));
}

/** The text with its percent-encoding undone, as far as that is one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a text may not be kept: encoded it would hide the signs that announce a secret. */
function isBarred(text: string): boolean {
  const plain = decoded(text);
  return holdsPersonalNumber(plain) || assignsSecret(text) || assignsSecret(plain);
}

/** The software a claim names; null for none. */
export function softwareNamed(claim: Claim | null): Subject | null {
  return subjectNamed("software", [claim]);
}
