/**
 * Names of the fields of a record. Records of one kind have the same names in the same order, so
 * the list is made once and shared: what is known of a list holds for all its records.
 */

/** A list of names, and the lists that one more name makes of it. */
export type Shape = {
  readonly names: readonly string[];
  readonly next: Map<string, Shape>;
};

/** Shapes of one reader; a log with ever new names begins anew instead of filling memory. */
export type Shapes = { root: Shape; names: number };

/** Names in all lists kept at once. */
const mostNames = 2_000_000;

/** The ceiling of fields of one record; more are left out. */
export const mostFields = 1_000;

/** Fresh shapes. */
export function newShapes(): Shapes {
  return { root: { names: [], next: new Map() }, names: 0 };
}

/** Where a record's names begin. */
export function rootShape(shapes: Shapes): Shape {
  if (shapes.names > mostNames) {
    shapes.root = { names: [], next: new Map() };
    shapes.names = 0;
  }
  return shapes.root;
}

/** The shape with one more name, at its end; the same shape where the name is there already. */
export function withName(shapes: Shapes, shape: Shape, given: string): Shape {
  // A key of this name would set an object's prototype.
  const name = given === "__proto__" ? "_proto_" : given;
  const known = shape.next.get(name);
  if (known !== undefined) return known;
  const isRepeated = shape.names.includes(name) || shape.names.length >= mostFields;
  const made = isRepeated ? shape : { names: [...shape.names, name], next: new Map() };
  // A name beyond the ceiling is remembered too: ever new ones must not fill memory unseen.
  shapes.names += isRepeated ? 1 : made.names.length;
  shape.next.set(name, made);
  return made;
}
