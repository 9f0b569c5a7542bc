/**
 * What a page fetches from others, as its HTML says: scripts, styles, frames, pictures. What a
 * script fetches once it runs is not seen.
 */

/** What a page fetches. */
export type PageSources = {
  /** Other hosts, each once, in order of the alphabet. */
  readonly others: readonly string[];
  /** Those of them whose scripts or styles come without a checksum (SRI). */
  readonly unsealed: readonly string[];
  /** Hosts that are asked over plain HTTP. */
  readonly plain: readonly string[];
};

/** Most characters of a page, elements and hosts that are looked at. */
const [longestPage, mostElements, mostHosts] = [600_000, 5_000, 100];

const element = /<(script|link|img|iframe|source|video|audio|embed|object)\b([^<>]{0,3000})>/giu;
const attribute = /([a-z-]{1,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;
const absolute = /^(https?:)?\/\/(?:[^/?#@]{0,100}@)?([a-z0-9.-]{1,253})(?=[:/?#]|$)/iu;

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single, bare] of text.matchAll(attribute)) {
    const key = name.toLowerCase();
    // Of several the first counts (HTML §13.2.5.33).
    if (!found.has(key)) found.set(key, (double ?? single ?? bare ?? "").trim());
  }
  return found;
}

/** Comments and the contents of scripts are no elements. */
function withoutComments(html: string): string {
  let [text, at] = ["", 0];
  for (;;) {
    const start = html.indexOf("<!--", at);
    if (start < 0) return text + html.slice(at);
    text += html.slice(at, start);
    const end = html.indexOf("-->", start + 4);
    if (end < 0) return text;
    at = end + 3;
  }
}

const fetched = /\b(?:stylesheet|preload|modulepreload|icon|manifest)\b/iu;

/** The address an element fetches; null where it fetches none. */
function sourceOf(name: string, attributes: ReadonlyMap<string, string>): string | null {
  if (name === "object") return attributes.get("data") ?? null;
  if (name !== "link") return attributes.get("src") ?? null;
  return fetched.test(attributes.get("rel") ?? "") ? (attributes.get("href") ?? null) : null;
}

/** Whether a host is the page's own, or stands under the same name. */
function isOwn(host: string, page: string): boolean {
  const bare = page.replace(/^www\./u, "");
  return host === bare || host.endsWith(`.${bare}`);
}

const sorted = (hosts: ReadonlySet<string>): readonly string[] =>
  [...hosts].toSorted().slice(0, mostHosts);

/**
 * Reads a page.
 * @param host the page's own, in lower case
 */
export function readSources(html: string, host: string): PageSources {
  const [others, unsealed, plain] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let left = mostElements;
  for (const [, tag = "", rest = ""] of withoutComments(html.slice(0, longestPage)).matchAll(
    element,
  )) {
    if (left === 0) break;
    left -= 1;
    const name = tag.toLowerCase();
    const attributes = attributesOf(rest);
    const [, scheme, found] = absolute.exec(sourceOf(name, attributes) ?? "") ?? [];
    if (found === undefined) continue;
    const other = found.toLowerCase();
    if (scheme?.toLowerCase() === "http:") plain.add(other);
    if (isOwn(other, host)) continue;
    others.add(other);
    const runs = name === "script" || /\bstylesheet\b/iu.test(attributes.get("rel") ?? "");
    if (runs && (attributes.get("integrity") ?? "") === "") unsealed.add(other);
  }
  return { others: sorted(others), unsealed: sorted(unsealed), plain: sorted(plain) };
}
