/**
 * The XML of one event → the same tree that binary XML gives. Only what events are made of:
 * elements, attributes, text, CDATA, comments, the five entities and numbers of letters. A document
 * type is refused, so nothing can be declared that expands.
 */
import type { XmlAttribute, XmlElement, XmlNode } from "../evtx/parse-binxml.ts";
import { xmlLimits } from "../evtx/parse-binxml.ts";

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
    (all, hex, whole, name) => {
      if (typeof name === "string") return entities.get(name) ?? all;
      const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(whole);
      return code > 0x10_ff_ff ? all : String.fromCodePoint(code);
    },
  );
}

const attribute = /([\w:.-]{1,256})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

function attributesOf(text: string): readonly XmlAttribute[] {
  return Array.from(text.matchAll(attribute), ([, name = "", double, single]) => ({
    name,
    parts: [{ kind: "text", text: decoded(double ?? single ?? "") }],
  }));
}

type Open = {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  children: XmlNode[];
};

const tagName = /^<\/?([A-Za-z_][\w:.-]*)/;

/** Passes over a comment, an instruction or a piece of CDATA, whose text it adds. */
function passSpecial(text: string, at: number, open: Open | undefined): number | null {
  const ends: readonly (readonly [string, string])[] = [
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
    ["<?", "?>"],
  ];
  for (const [begin, end] of ends)
    if (text.startsWith(begin, at)) {
      const to = text.indexOf(end, at + begin.length);
      if (to < 0) return null;
      if (begin === "<![CDATA[")
        open?.children.push({ kind: "text", text: text.slice(at + begin.length, to) });
      return to + end.length;
    }
  return null;
}

function addText(open: Open | undefined, text: string): void {
  if (open !== undefined && text !== "") open.children.push({ kind: "text", text: decoded(text) });
}

function closed({ name, attributes, children }: Open): XmlElement {
  // Space between elements is the writer's, not the event's.
  const hasElements = children.some(({ kind }) => kind === "element");
  const isSpace = (one: XmlNode): boolean => one.kind === "text" && one.text.trim() === "";
  const kept = hasElements ? children.filter((one) => !isSpace(one)) : children;
  return { kind: "element", name, attributes, children: kept };
}

/** The one element of a text; null where it is not well formed or beyond the ceilings. Linear. */
export function parseEventXml(text: string): XmlElement | null {
  const stack: Open[] = [];
  let root: XmlElement | null = null;
  let nodes = 0;
  let at = 0;
  while (root === null) {
    const next = text.indexOf("<", at);
    if (next < 0) return null;
    addText(stack.at(-1), text.slice(at, next));
    const special = passSpecial(text, next, stack.at(-1));
    if (special !== null) {
      at = special;
      continue;
    }
    const end = text.indexOf(">", next);
    const tag = text.slice(next, end + 1);
    const name = tagName.exec(tag)?.[1];
    nodes += 1;
    if (end < 0 || name === undefined || nodes > xmlLimits.nodes) return null;
    at = end + 1;
    const isEnd = tag.startsWith("</");
    const isWhole = tag.endsWith("/>");
    if (!isEnd) {
      if (stack.length >= xmlLimits.depth) return null;
      const inner = tag.slice(name.length + 1, isWhole ? -2 : -1);
      stack.push({ name, attributes: attributesOf(inner), children: [] });
    }
    if (!isEnd && !isWhole) continue;
    const open = stack.pop();
    if (open?.name !== name) return null;
    const element = closed(open);
    const parent = stack.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  }
  return root;
}
