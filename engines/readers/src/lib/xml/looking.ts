/** Looking into elements of unknown shape, and where an element stands. */
import { clipped } from "../gathering.ts";
import type { XmlElement } from "./xml.ts";

/** The XPath of an element, `/nmaprun[1]/host[3]`; linear in its depth. */
export function xpathOf(element: XmlElement): string {
  const steps: string[] = [];
  for (let one: XmlElement | null = element; one !== null; one = one.parent)
    steps.push(`/${clipped(one.name)}[${one.index}]`);
  return steps.toReversed().join("");
}

/** The first element of that name inside, or null. */
export function childOf(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((one) => one.name === name) ?? null;
}

/** The elements of that name inside, in order. */
export function childrenOf(element: XmlElement | null, name: string): readonly XmlElement[] {
  return element?.children.filter((one) => one.name === name) ?? [];
}

/** The text of the first element of that name inside; empty where there is none. */
export function textIn(element: XmlElement | null, name: string): string {
  return childOf(element, name)?.text ?? "";
}

/** An attribute; empty where there is none. */
export function attributeOf(element: XmlElement | null, name: string): string {
  return element?.attributes.get(name) ?? "";
}

/** Whether the element stands directly in elements of these names, innermost first. */
export function isInside(element: XmlElement, ...names: readonly string[]): boolean {
  let one = element.parent;
  for (const name of names) {
    if (one?.name !== name) return false;
    one = one.parent;
  }
  return true;
}

/** The name of the first element of a text, without its prefix; empty where none begins it. */
export function rootName(text: string): string {
  let at = 0;
  // A prolog has few parts; a text that has more of them is no file of ours.
  for (let parts = 0; parts < 32; parts += 1) {
    while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
    if (text.startsWith("<!--", at)) at = behind(text, at, "-->");
    else if (text.startsWith("<?", at)) at = behind(text, at, "?>");
    else if (text.startsWith("<!", at)) at = behindDoctype(text, at);
    else break;
  }
  const [, name = ""] = /^<(?:[\w.-]{1,64}:)?([\w.-]{1,64})/.exec(text.slice(at, at + 132)) ?? [];
  return name;
}

function behindDoctype(text: string, at: number): number {
  const end = behind(text, at, ">");
  return text.slice(at, end).includes("[") ? behind(text, at, "]>") : end;
}

function behind(text: string, at: number, end: string): number {
  const found = text.indexOf(end, at);
  return found === -1 ? text.length : found + end.length;
}
