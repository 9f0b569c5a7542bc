/** What a room says of the faults its tests must find: data read from its `mutants.ts`. */
import { parse } from "../syntax.ts";
import type { Tree } from "../tree.ts";

/** One fault: a text of one file, replaced by another. */
export type Fault = {
  readonly name: string;
  /** Path in the repository. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly text: string;
  readonly replacement: string;
  /** What it would do to whoever relies on the room. */
  readonly why: string;
  /** Path of the test file that probably notices; if it does not, all of the room's are run. */
  readonly first: string;
};

/** Faults planted in a copy of the house, and the folder whose tests must find them. */
export type Planted = {
  readonly kind: "planted";
  readonly name: string;
  readonly tests: string;
  readonly faults: readonly Fault[];
};

/** A test that changes the room's rules itself, and prints how many changes it missed. */
export type Own = {
  readonly kind: "own";
  readonly name: string;
  readonly test: string;
  /** The rule its test names, as in `SV31`. */
  readonly rule: string;
  /** Finds two numbers in what it prints: changes made, changes missed. */
  readonly counted: RegExp;
};

export type Planting = Planted | Own;

function text(value: unknown, key: string, of: string): string {
  const found: unknown = Reflect.get(Object(value), key);
  if (typeof found === "string" && found !== "") return found;
  throw new TypeError(`${of}: ${key} must be a text`);
}

function readFault(value: unknown, of: string): Fault {
  const name = text(value, "name", of);
  const take = (key: string): string => text(value, key, `${of}, ${name}`);
  const replacement: unknown = Reflect.get(Object(value), "replacement");
  if (typeof replacement !== "string")
    throw new TypeError(`${of}, ${name}: replacement must be a text`);
  return {
    name,
    file: take("file"),
    text: take("text"),
    replacement,
    why: take("why"),
    first: take("first"),
  };
}

/** Reads what a `mutants.ts` exports. @throws {TypeError} where it is not of the form above */
export function readPlanting(value: unknown, of: string): Planting {
  const name = text(value, "name", of);
  const faults: unknown = Reflect.get(Object(value), "faults");
  if (faults === undefined) {
    const counted: unknown = Reflect.get(Object(value), "counted");
    if (!(counted instanceof RegExp)) throw new TypeError(`${of}: counted must be an expression`);
    const [test, rule] = [text(value, "test", of), text(value, "rule", of)];
    return { kind: "own", name, test, rule, counted };
  }
  if (!Array.isArray(faults) || faults.length === 0)
    throw new TypeError(`${of}: faults must be a list of some`);
  const tests = text(value, "tests", of);
  return { kind: "planted", name, tests, faults: faults.map((one) => readFault(one, of)) };
}

/** The file with the fault in it; null where its text does not stand there exactly once. */
export function mutated(source: string, { text: was, replacement }: Fault): string | null {
  const at = source.indexOf(was);
  if (at < 0 || source.includes(was, at + 1)) return null;
  return source.slice(0, at) + replacement + source.slice(at + was.length);
}

/** What is wrong with the faults themselves, in words: none of these would prove anything. */
export function idleFaults({ faults }: Planted, tree: Tree): readonly string[] {
  const names = new Set<string>();
  return faults.flatMap((fault) => {
    const { name, file, first } = fault;
    const isTwice = names.has(name);
    names.add(name);
    if (isTwice) return [`${name}: there are two of this name`];
    const source = tree.get(file);
    if (source === undefined) return [`${name}: there is no ${file}`];
    if (!tree.has(first)) return [`${name}: there is no test ${first}`];
    const changed = mutated(source, fault);
    if (changed === null) return [`${name}: its text does not stand exactly once in ${file}`];
    if (changed === source) return [`${name}: changes nothing`];
    const errors = parse(`mutated/${name}/${file}`, changed).errors.length;
    return errors > 0 ? [`${name}: ${file} is no program with it`] : [];
  });
}
