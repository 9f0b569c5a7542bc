/** The model and its ways as GraphML 1.0: assets are nodes, links and passages of ways edges. */
import { namedLinks, passagesOf, type Shared } from "./link-graph.ts";

const keys = [
  ["type", "node", "string"],
  ["name", "node", "string"],
  ["kind", "edge", "string"],
  ["frequency", "edge", "double"],
  ["techniques", "edge", "string"],
] as const;

/** Signs that XML 1.0 §2.2 does not know: controls, halves of pairs, two that are no characters. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text
    .replaceAll(unwritable, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function data(key: string, value: string | number): string {
  return `<data key="${key}">${escaped(String(value))}</data>`;
}

/** The document, one element a line. Linear. */
export function graphml(shared: Shared): string {
  const { instance, ways } = shared;
  const known = new Set(instance.assets.map(({ id }) => id));
  const edge = (from: string, to: string, inside: string): string =>
    `<edge source="${escaped(from)}" target="${escaped(to)}">${inside}</edge>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(
      ([name, on, type]) =>
        `<key id="${name}" for="${on}" attr.name="${name}" attr.type="${type}"/>`,
    ),
    '<graph id="vallgrav" edgedefault="directed">',
    ...instance.assets.map(
      ({ id, type, name }) =>
        `<node id="${escaped(id)}">${data("type", type)}${data("name", name)}</node>`,
    ),
    ...namedLinks(shared).map(({ from, kind, to }) => edge(from, to, data("kind", kind))),
    ...passagesOf(ways)
      .filter(({ from, to }) => known.has(from) && known.has(to))
      .map(({ from, to, frequency, techniques }) =>
        edge(
          from,
          to,
          data("kind", "way") +
            data("frequency", frequency) +
            data("techniques", techniques.join(" ")),
        ),
      ),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}
