/** Lists of `tag=value` with semicolons between, as DMARC, MTA-STS and TLS-RPT write them. */

/** Tags in their order. */
export type TagList = readonly (readonly [tag: string, value: string])[];

/** Most tags that are read. */
const mostTags = 50;

/** The tags of a text; null where a part is no tag with a value. */
export function parseTags(text: string): TagList | null {
  const parts = text.split(";").map((part) => part.trim());
  if (parts.at(-1) === "") parts.pop();
  if (parts.length > mostTags) return null;
  const tags: (readonly [string, string])[] = [];
  for (const part of parts) {
    const found = /^(?<tag>[A-Za-z0-9_-]+)\s*=\s*(?<value>.*)$/u.exec(part)?.groups;
    if (found === undefined) return null;
    tags.push([(found["tag"] ?? "").toLowerCase(), (found["value"] ?? "").trim()]);
  }
  return tags;
}

/** A tag's value, the first where it stands several times. */
export function tagValue(tags: TagList, tag: string): string | null {
  return tags.find(([name]) => name === tag)?.[1] ?? null;
}
