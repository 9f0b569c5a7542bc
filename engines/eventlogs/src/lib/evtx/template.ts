/**
 * Templates compiled to what a record needs: a list of fields, each with the value that fills it.
 * What the same template means depends on where in the event it stands.
 */
import type { Shape } from "../shape.ts";
import type { XmlAttribute, XmlElement, XmlNode, XmlPart } from "./parse-binxml.ts";

/** Where in an event something stands: around it, in it, in its three parts. */
export type Context = "root" | "event" | "system" | "data" | "other";

/** One field of a program. What it met last stands in it, as the next record is mostly alike. */
export type FieldStep = {
  readonly name: string;
  /** Parts of the name where values are in it; else null. */
  readonly nameParts: readonly XmlPart[] | null;
  /** The value that is the whole of it, or -1. */
  readonly slot: number;
  readonly isOptional: boolean;
  /** Text without any value in it; null where there is one. */
  readonly constant: string | null;
  /** Text and values in turn. */
  readonly parts: readonly XmlPart[];
  /** What binary XML in its value means. */
  readonly inside: Context;
  from: Shape | null;
  to: Shape | null;
  /** Where in the record a repeated name stands; -1: at the end. */
  at: number;
  lastText: string;
  lastLow: number;
  lastHigh: number;
};

/** Fields in their order. */
export type Program = readonly FieldStep[];

/** A definition: its tree and what has been compiled of it. */
export type Template = {
  readonly root: XmlElement | null;
  readonly programs: Map<Context, Program>;
};

/** A template of a tree. */
export function newTemplate(root: XmlElement | null): Template {
  return { root, programs: new Map() };
}

function joined(parts: readonly XmlPart[]): string {
  return parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
}

function stepOf(
  name: string | readonly XmlPart[],
  parts: readonly XmlPart[],
  inside: Context,
): FieldStep {
  const [only] = parts;
  const isOne = parts.length === 1 && only?.kind === "slot";
  const hasSlot = parts.some(({ kind }) => kind === "slot");
  return {
    name: typeof name === "string" ? name : joined(name),
    nameParts: typeof name === "string" ? null : name,
    slot: isOne && only.kind === "slot" ? only.slot : -1,
    isOptional: parts.length > 0 && parts.every((part) => part.kind === "slot" && part.isOptional),
    constant: hasSlot ? null : joined(parts),
    parts,
    inside,
    from: null,
    to: null,
    at: -1,
    lastText: "",
    lastLow: 0,
    lastHigh: 0,
  };
}

function partsOf(children: readonly XmlNode[]): readonly XmlPart[] {
  return children.filter((child) => child.kind !== "element");
}

function isNamespace({ name }: XmlAttribute): boolean {
  return name === "xmlns" || name.startsWith("xmlns:");
}

/** An element with text and its attributes, under its own name. */
function addLeaf(steps: FieldStep[], element: XmlElement): void {
  const { name, children } = element;
  const parts = partsOf(children);
  const attributes = element.attributes.filter((one) => !isNamespace(one));
  if (parts.length > 0 || attributes.length === 0) steps.push(stepOf(name, parts, "other"));
  for (const attribute of attributes)
    steps.push(stepOf(`${name}_${attribute.name}`, attribute.parts, "other"));
}

function addOther(steps: FieldStep[], element: XmlElement): void {
  const inner = element.children.filter((child) => child.kind === "element");
  if (inner.length === 0) {
    addLeaf(steps, element);
    return;
  }
  for (const attribute of element.attributes)
    if (!isNamespace(attribute))
      steps.push(stepOf(`${element.name}_${attribute.name}`, attribute.parts, "other"));
  for (const one of inner) addOther(steps, one);
}

/** `<Data Name="X">` is the field X, `<Data>` is Data, anything else has its own name. */
function addData(steps: FieldStep[], element: XmlElement): void {
  const named = element.attributes.find(({ name }) => name === "Name");
  const hasInner = element.children.some(({ kind }) => kind === "element");
  if (element.name !== "Data" || hasInner) {
    addOther(steps, element);
    return;
  }
  const parts = partsOf(element.children);
  if (named === undefined) steps.push(stepOf("Data", parts, "data"));
  else {
    const isPlain = named.parts.every(({ kind }) => kind === "text");
    steps.push(stepOf(isPlain ? joined(named.parts) : named.parts, parts, "data"));
  }
}

/** Children of an element, each by what it is there; a value among them may be binary XML. */
function addChildren(
  steps: FieldStep[],
  element: XmlElement,
  context: Context,
  add: (steps: FieldStep[], child: XmlElement) => void,
): void {
  for (const child of element.children)
    if (child.kind === "element") add(steps, child);
    else if (child.kind === "slot") steps.push(stepOf(element.name, [child], context));
}

/** Words for what System has as numbers: under names of their own, save for the event's message. */
function addRendering(steps: FieldStep[], element: XmlElement): void {
  for (const child of element.children)
    if (child.kind === "element") {
      const name = child.name === "Message" ? "Message" : `RenderingInfo_${child.name}`;
      steps.push(stepOf(name, partsOf(child.children), "other"));
    }
}

function addEventPart(steps: FieldStep[], element: XmlElement): void {
  if (element.name === "System") addChildren(steps, element, "system", addLeaf);
  else if (element.name === "EventData") addChildren(steps, element, "data", addData);
  else if (element.name === "RenderingInfo") addRendering(steps, element);
  else addChildren(steps, element, "other", addOther);
}

/** Compiles a tree for where it stands. Linear. */
export function compileTree(root: XmlElement, context: Context): Program {
  const steps: FieldStep[] = [];
  if (context === "root" && root.name === "Event") addChildren(steps, root, "event", addEventPart);
  else if (context === "root" || context === "event") addEventPart(steps, root);
  else if (context === "system") addLeaf(steps, root);
  else if (context === "data") addData(steps, root);
  else addOther(steps, root);
  return steps;
}

/** What a template means there; compiled once. */
export function programOf(template: Template, context: Context): Program {
  const known = template.programs.get(context);
  if (known !== undefined) return known;
  const program = template.root === null ? [] : compileTree(template.root, context);
  template.programs.set(context, program);
  return program;
}
