/** What a page's headers ask of browsers (RFC 6797, Fetch, Referrer Policy, RFC 6265bis). */

/** Headers as they came: names in lower case, each line for itself. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** All values of a header, in their order. */
export function headerValues(headers: Headers, name: string): readonly string[] {
  return headers.filter(([one]) => one === name).map(([, value]) => value);
}

/** HTTPS alone, for so long (RFC 6797 §6.1). */
export type Hsts = {
  readonly maxAgeSeconds: number;
  readonly includesSubdomains: boolean;
  readonly isPreloadable: boolean;
};

/** Reads the first header of strict transport; null where there is none, or it is invalid. */
export function readHsts(headers: Headers): Hsts | "invalid" | null {
  const [value] = headerValues(headers, "strict-transport-security");
  if (value === undefined) return null;
  const parts = value.split(";").map((part) => part.trim().toLowerCase());
  const ages = parts.flatMap((part) => {
    const age = /^max-age\s*=\s*(?:"(?<quoted>\d+)"|(?<plain>\d+))$/u.exec(part)?.groups;
    return age === undefined ? [] : [Number(age["quoted"] ?? age["plain"])];
  });
  const [maxAgeSeconds, another] = ages;
  if (maxAgeSeconds === undefined || another !== undefined) return "invalid";
  return {
    maxAgeSeconds,
    includesSubdomains: parts.includes("includesubdomains"),
    isPreloadable: parts.includes("preload"),
  };
}

/** How much of an address goes along to other sites. */
export type ReferrerPolicy = "private" | "middling" | "leaky" | "unknown" | "absent";

// A map, since the word comes from elsewhere: an object would answer to "__proto__" too.
const referrer: ReadonlyMap<string, ReferrerPolicy> = new Map([
  ["no-referrer", "private"],
  ["same-origin", "private"],
  ["strict-origin", "middling"],
  ["strict-origin-when-cross-origin", "middling"],
  ["", "middling"],
  ["origin", "leaky"],
  ["origin-when-cross-origin", "leaky"],
  ["no-referrer-when-downgrade", "leaky"],
  ["unsafe-url", "leaky"],
]);

/** The policy that counts is the last that is named. */
export function readReferrerPolicy(headers: Headers): ReferrerPolicy {
  const named = headerValues(headers, "referrer-policy").flatMap((value) => value.split(","));
  const last = named.at(-1)?.trim().toLowerCase();
  return last === undefined ? "absent" : (referrer.get(last) ?? "unknown");
}

/** Whether other sites may frame the page, by the old header alone: its first value counts. */
export function forbidsFraming(headers: Headers): boolean {
  const [value = ""] = headerValues(headers, "x-frame-options");
  return /^(?:DENY|SAMEORIGIN)$/iu.test(value.trim());
}

/** Whether browsers are told not to guess types. */
export function forbidsGuessing(headers: Headers): boolean {
  const [value = ""] = headerValues(headers, "x-content-type-options");
  return value.split(",")[0]?.trim().toLowerCase() === "nosniff";
}

/** What is wrong with a cookie. */
export type CookieFlaw = "not-secure" | "script-readable" | "no-same-site" | "invalid-same-site";

/** A cookie by its name alone: values are nobody's business here. */
export type CookieFacts = { readonly name: string; readonly flaws: readonly CookieFlaw[] };

/** Most cookies of a page that are looked at. */
const mostCookies = 50;

function cookieOf(line: string): CookieFacts {
  const [first = "", ...rest] = line.split(";").map((part) => part.trim());
  const name = first.split("=")[0]?.trim().slice(0, 100) ?? "";
  const attributes = new Map(
    rest.map((part): [string, string] => {
      const [key = "", value = ""] = part.split("=");
      return [key.trim().toLowerCase(), value.trim().toLowerCase()];
    }),
  );
  const isSecure = attributes.has("secure");
  const sameSite = attributes.get("samesite");
  const flaws: CookieFlaw[] = [];
  if (!isSecure) flaws.push("not-secure");
  if (/login|sess/iu.test(name) && !attributes.has("httponly")) flaws.push("script-readable");
  if (sameSite === undefined) flaws.push("no-same-site");
  else if (!["strict", "lax", "none"].includes(sameSite) || (sameSite === "none" && !isSecure))
    flaws.push("invalid-same-site");
  return { name, flaws };
}

/** The cookies a page sets, and what is wrong with each. */
export function readCookies(headers: Headers): readonly CookieFacts[] {
  return headerValues(headers, "set-cookie").slice(0, mostCookies).map(cookieOf);
}
