/**
 * Package URLs (`pkg:type/namespace/name@version?qualifiers#subpath`, ECMA-427): read and written.
 */
import { succeed, type Result } from "@vallgrav/kernel";
import { refuse, type AdvisoriesProblem } from "../advisories-problem.ts";
import { purlTypes, type PurlType } from "./purl-types.ts";

/**
 * A package URL in its parts, decoded and in their normal form; null for a part that is not there.
 */
export type Purl = {
  /** Lower case. */
  readonly type: string;
  /** Segments between slashes, none of them empty. */
  readonly namespace: string | null;
  readonly name: string;
  readonly version: string | null;
  /** Keys in lower case and sorted; no empty values. */
  readonly qualifiers: Readonly<Record<string, string>>;
  readonly subpath: string | null;
};

/** The parts of a package URL as somebody gives them, before they are checked. */
export type PurlParts = {
  readonly type: string;
  readonly namespace?: string | null;
  readonly name: string;
  readonly version?: string | null;
  readonly qualifiers?: Readonly<Record<string, string>> | null;
  readonly subpath?: string | null;
};

/** Longest text taken as a package URL, in characters. */
export const purlCharacters = 4096;

const typeForm = /^[a-z][a-z\d.-]*$/;
const keyForm = /^[a-z][a-z\d._-]*$/;

type Broken = ReturnType<typeof refuse>;

function bad(what: string): Broken {
  return refuse("advisories/not-a-purl", { what });
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Everything but letters, digits and `.-_~:` is percent-encoded. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll("%3A", ":")
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The names of types that write a part otherwise than its lower case alone. */
function normalName(type: string, name: string, qualifiers: Purl["qualifiers"]): string {
  if (type === "pypi") return name.replaceAll("_", "-");
  if (type === "pub") return name.replace(/[^a-z\d_]/g, "_");
  const isCaseless = type === "mlflow" && /databricks/i.test(qualifiers["repository_url"] ?? "");
  return isCaseless ? name.toLowerCase() : name;
}

function segments(text: string, isSubpath: boolean): string[] {
  return text
    .split("/")
    .filter((one) => one !== "" && !(isSubpath && (one === "." || one === "..")));
}

function qualifiersOf(
  given: Readonly<Record<string, string>>,
): Result<Purl["qualifiers"], AdvisoriesProblem> {
  const found = new Map<string, string>();
  for (const [written, value] of Object.entries(given)) {
    const key = written.toLowerCase();
    if (!keyForm.test(key) || found.has(key)) return bad("qualifiers");
    if (value !== "") found.set(key, value);
  }
  return succeed(Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

function brokenRule(purl: Purl, rules: PurlType): string | null {
  const { type, namespace, qualifiers } = purl;
  if (rules.namespace === "required" && namespace === null) return "namespace";
  if (rules.namespace === "prohibited" && namespace !== null) return "namespace";
  if (rules.nameForm?.test(purl.name) === false) return "name";
  if (purl.version !== null && rules.versionForm?.test(purl.version) === false) return "version";
  if ((rules.needs ?? []).some((key) => qualifiers[key] === undefined)) return "qualifiers";
  const isConanHalf = type === "conan" && namespace === null && qualifiers["channel"] !== undefined;
  return isConanHalf ? "qualifiers" : null;
}

/**
 * Checks the parts and brings them into their normal form: what the type says of case, what must
 * and must not be there. Total.
 * @returns `advisories/not-a-purl` with the part that is wrong
 */
export function makePurl(parts: PurlParts): Result<Purl, AdvisoriesProblem> {
  const type = parts.type.toLowerCase();
  if (!typeForm.test(type)) return bad("type");
  const qualifiers = qualifiersOf(parts.qualifiers ?? {});
  if (!qualifiers.ok) return qualifiers;
  const rules = purlTypes.get(type) ?? {};
  const cased = (part: "namespace" | "name" | "version" | "subpath", text: string): string =>
    rules.lower?.includes(part) === true ? text.toLowerCase() : text;
  const namespace = segments(parts.namespace ?? "", false).join("/");
  const subpath = segments(parts.subpath ?? "", true).join("/");
  const version = parts.version ?? "";
  const name = normalName(type, cased("name", parts.name), qualifiers.value);
  if (name === "") return bad("name");
  const purl: Purl = {
    type,
    namespace: namespace === "" ? null : cased("namespace", namespace),
    name,
    version: version === "" ? null : cased("version", version),
    qualifiers: qualifiers.value,
    subpath: subpath === "" ? null : cased("subpath", subpath),
  };
  const broken = brokenRule(purl, rules);
  return broken === null ? succeed(purl) : bad(broken);
}

function parseQualifiers(text: string): Result<Record<string, string>, AdvisoriesProblem> {
  const found: [string, string][] = [];
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const value = equals < 0 ? "" : decode(pair.slice(equals + 1));
    if (value === null) return bad("qualifiers");
    found.push([equals < 0 ? pair : pair.slice(0, equals), value]);
  }
  const keys = new Set(found.map(([key]) => key.toLowerCase()));
  return keys.size === found.length ? succeed(Object.fromEntries(found)) : bad("qualifiers");
}

/** Before and after the last of a mark; after is empty where there is none. */
function splitLast(text: string, sign: string): readonly [string, string] {
  const at = text.lastIndexOf(sign);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** Segments decoded one by one, so that an encoded slash cannot make two of one. */
function decodeSegments(text: string, isSubpath: boolean): string | null {
  const decoded = segments(text, isSubpath).map(decode);
  return decoded.includes(null) ? null : decoded.join("/");
}

/**
 * Reads a package URL. Total.
 * @returns `advisories/not-a-purl` with the part that is wrong: `scheme`, `type`, `namespace`,
 * `name`,
 *   `version`, `qualifiers`, `subpath` or `length`
 */
export function parsePurl(text: string): Result<Purl, AdvisoriesProblem> {
  if (text.length > purlCharacters) return bad("length");
  const [withoutSubpath, subpathText] = splitLast(text, "#");
  const [withoutQualifiers, qualifierText] = splitLast(withoutSubpath, "?");
  const colon = withoutQualifiers.indexOf(":");
  if (withoutQualifiers.slice(0, Math.max(colon, 0)).toLowerCase() !== "pkg") return bad("scheme");
  const rest = withoutQualifiers.slice(colon + 1).replace(/^\/+|\/+$/g, "");
  const slash = rest.indexOf("/");
  if (slash < 0) return bad("name");
  const path = rest.slice(slash + 1);
  const sign = path.lastIndexOf("@");
  const isVersioned = sign > path.lastIndexOf("/") || (sign > 0 && path[sign - 1] !== "/");
  const [names, versionText] = isVersioned ? splitLast(path, "@") : [path, ""];
  if (names === "" || (isVersioned && names.endsWith("/"))) return bad("name");
  const parts = segments(names, false);
  const qualifiers = parseQualifiers(qualifierText);
  if (!qualifiers.ok) return qualifiers;
  const namespace = decodeSegments(parts.slice(0, -1).join("/"), false);
  const name = decode(parts.at(-1) ?? "");
  const version = decode(versionText);
  const subpath = decodeSegments(subpathText, true);
  if (namespace === null) return bad("namespace");
  if (name === null) return bad("name");
  if (version === null) return bad("version");
  if (subpath === null) return bad("subpath");
  const type = rest.slice(0, slash);
  return makePurl({ type, namespace, name, version, qualifiers: qualifiers.value, subpath });
}

/** The canonical text of a package URL. */
export function purlText(purl: Purl): string {
  const path = [...segments(purl.namespace ?? "", false), purl.name].map(encode).join("/");
  const version = purl.version === null ? "" : `@${encode(purl.version)}`;
  const pairs = Object.entries(purl.qualifiers).map(([key, value]) => `${key}=${encode(value)}`);
  const qualifiers = pairs.length === 0 ? "" : `?${pairs.join("&")}`;
  const subpath =
    purl.subpath === null ? "" : `#${segments(purl.subpath, true).map(encode).join("/")}`;
  return `pkg:${purl.type}/${path}${version}${qualifiers}${subpath}`;
}
