/** The nodes of a graph by everything that edges may find them by. */
import type { Json, Subject } from "@vallgrav/kernel";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";

/** A node that became something. */
export type KnownNode = {
  readonly subject: Subject;
  readonly kinds: readonly string[];
  readonly properties: JsonObject;
};

/** Most nodes with the same value of a property that are looked through for one end of an edge. */
const mostAlike = 64;

/** Nodes under their ids, and under the values of properties that ends have asked for so far. */
export class NodeIndex {
  /** Nodes looked at so far to find the ends of edges. */
  looked = 0;
  readonly #byId = new Map<string, KnownNode>();
  readonly #nodes: KnownNode[] = [];
  readonly #bySubject = new Map<Subject, KnownNode>();
  readonly #byProperty = new Map<string, Map<string, KnownNode[]>>();

  /** Adds a node; ids are compared in upper case. */
  add(id: string, node: KnownNode): void {
    this.#byId.set(id.toUpperCase(), node);
    this.#bySubject.set(node.subject, node);
    this.#nodes.push(node);
  }

  /** The node of an id, or undefined. */
  withId(id: string): KnownNode | undefined {
    return this.#byId.get(id.toUpperCase());
  }

  /** The node that became this subject, or undefined. */
  of(subject: Subject): KnownNode | undefined {
    return this.#bySubject.get(subject);
  }

  /** The only node with all of those properties and perhaps a kind; null where none or several. */
  only(
    wanted: readonly (readonly [key: string, value: string])[],
    kind: string | null,
  ): KnownNode | null {
    const [first, ...rest] = wanted;
    if (first === undefined) return null;
    const alike = this.#having(first[0]).get(first[1]) ?? [];
    if (alike.length > mostAlike) return null;
    this.looked += alike.length;
    const found = alike.filter(
      ({ kinds, properties }) =>
        (kind === null || kinds.includes(kind)) &&
        rest.every(([key, value]) => comparable(member(properties, key)) === value),
    );
    const [one] = found;
    return one === undefined || found.length > 1 ? null : one;
  }

  /** Nodes by the value of one property; made when it is first asked for. Linear, once a key. */
  #having(key: string): ReadonlyMap<string, readonly KnownNode[]> {
    const known = this.#byProperty.get(key);
    if (known !== undefined) return known;
    const made = new Map<string, KnownNode[]>();
    // Hostile files could ask for a new property with every edge: beyond a few they find nothing.
    if (this.#byProperty.size < 16) {
      this.#byProperty.set(key, made);
      this.looked += this.#nodes.length;
      for (const node of this.#nodes) {
        const value = comparable(member(node.properties, key));
        if (value === null) continue;
        const alike = made.get(value);
        if (alike === undefined) made.set(value, [node]);
        else alike.push(node);
      }
    }
    return made;
  }
}

/** A plain value as it is compared: texts without case, since BloodHound stores names so. */
export function comparable(value: Json | undefined): string | null {
  if (typeof value === "string") return `s${value.toUpperCase()}`;
  return typeof value === "number" || typeof value === "boolean"
    ? `${typeof value} ${value}`
    : null;
}

/** What an end of an edge asks for. */
export type Asked =
  | { readonly by: "id"; readonly id: string; readonly kind: string | null }
  | {
      readonly by: "properties";
      readonly wanted: readonly (readonly [key: string, value: string])[];
      readonly kind: string | null;
    };

/** Reads an end: by id, by name, or by properties that all must be equal; null for other forms. */
export function askedOf(value: Json | undefined): Asked | null {
  const end = objectOf(value);
  if (end === null) return null;
  const by = textOf(member(end, "match_by")) ?? "id";
  const kind = textOf(member(end, "kind"));
  const wanted = textOf(member(end, "value"));
  if (by === "id") return wanted === null ? null : { by: "id", id: wanted, kind };
  if (by === "name")
    return wanted === null
      ? null
      : { by: "properties", wanted: [["name", `s${wanted.toUpperCase()}`]], kind };
  if (by !== "property") return null;
  const pairs = (listOf(member(end, "property_matchers")) ?? []).map((one) => {
    const matcher = objectOf(one);
    const key = matcher === null ? null : textOf(member(matcher, "key"));
    const equal = matcher === null ? null : comparable(member(matcher, "value"));
    return key === null || equal === null ? null : ([key, equal] as const);
  });
  if (pairs.length === 0 || pairs.length > 16) return null;
  const all = pairs.filter((pair) => pair !== null);
  return all.length < pairs.length ? null : { by: "properties", wanted: all, kind };
}
