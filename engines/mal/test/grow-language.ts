/** Languages grown from the grammar: types, inheritance, expressions that mean something. */
import type { Dice } from "./dice.ts";

type Kind = "|" | "&" | "#" | "E" | "!E";

/** One end of an association, as the type on the other end sees it. */
type Field = { readonly name: string; readonly target: number; readonly reverse: string };

type Type = {
  readonly name: string;
  readonly parent: number | null;
  readonly isAbstract: boolean;
  /** Fields, steps and variables with those inherited. */
  readonly fields: readonly Field[];
  readonly steps: ReadonlyMap<string, Kind>;
};

/** A language's text, and what a model of it needs to know. */
export type Grown = { readonly text: string; readonly types: readonly Type[] };

type World = {
  readonly dice: Dice;
  readonly types: Type[];
  /** Per type: variables that may be used by now, with the type they give. */
  readonly variables: { readonly name: string; readonly on: number; readonly gives: number }[];
};

type Expression = { readonly text: string; readonly gives: number };

function lineage({ types }: World, at: number): readonly number[] {
  const found: number[] = [];
  for (let next: number | null = at; next !== null; next = types[next]?.parent ?? null)
    found.push(next);
  return found;
}

function isWithin(world: World, type: number, above: number): boolean {
  return lineage(world, type).includes(above);
}

/** A hop from a type: one field or variable, or null where it has none. */
function hop(world: World, from: number): Expression | null {
  const { dice, types, variables } = world;
  const calls = variables.filter(({ on }) => isWithin(world, from, on));
  if (calls.length > 0 && dice.chance(0.2)) {
    const { name, gives } = dice.pick(calls);
    return { text: `${name}()`, gives };
  }
  const fields = types[from]?.fields ?? [];
  if (fields.length === 0) return null;
  const { name, target } = dice.pick(fields);
  return { text: name, gives: target };
}

/** Wraps an expression into what keeps or narrows its type. */
function wrap(world: World, from: number, { text, gives }: Expression): Expression {
  const { dice, types } = world;
  const below = [...types.keys()].filter((type) => type !== gives && isWithin(world, type, gives));
  if (below.length > 0 && dice.chance(0.3)) {
    const type = dice.pick(below);
    return { text: `(${text})[${types[type]?.name ?? ""}]`, gives: type };
  }
  if (gives === from && dice.chance(0.3)) return { text: `(${text})*`, gives };
  return { text, gives };
}

/** An expression from a type, nested to a depth; null where the type has no field. */
function express(world: World, from: number, depth: number): Expression | null {
  const { dice } = world;
  const first = hop(world, from);
  if (first === null || depth === 0) return first;
  if (dice.chance(0.35)) {
    const second = express(world, first.gives, depth - 1);
    if (second !== null)
      return wrap(world, from, { text: `${first.text}.${second.text}`, gives: second.gives });
  }
  if (dice.chance(0.35)) {
    const other = express(world, from, depth - 1);
    if (other?.gives === first.gives) {
      const operator = dice.pick(["\\/", "\\/", "/\\", "-"]);
      return { text: `(${first.text} ${operator} ${other.text})`, gives: first.gives };
    }
  }
  return wrap(world, from, first);
}

const times = [
  "[Exponential(0.1)]",
  "[Uniform(1, 3)]",
  "[LogNormal(0, 0.5)]",
  "[HardAndUncertain]",
  "[Bernoulli(0.7) * Exponential(0.5)]",
  "[Gamma(2, 1) + 1]",
  "[2]",
] as const;

/** Where a step leads: some steps of its own type and of types that expressions give. */
function reaches(world: World, from: number): readonly string[] {
  const { dice, types } = world;
  const attackSteps = (type: number): readonly string[] =>
    [...(types[type]?.steps ?? [])].flatMap(([name, kind]) =>
      kind === "|" || kind === "&" ? [name] : [],
    );
  const found: string[] = [];
  for (let more = dice.below(4); more > 0; more -= 1) {
    const expression = dice.chance(0.6) ? express(world, from, 2) : null;
    const steps = attackSteps(expression?.gives ?? from);
    if (steps.length === 0) continue;
    found.push(expression === null ? dice.pick(steps) : `${expression.text}.${dice.pick(steps)}`);
  }
  return [...new Set(found)];
}

function stepText(world: World, type: number, name: string, kind: Kind, isNew: boolean): string {
  const { dice } = world;
  const parts = [`    ${kind} ${name}`];
  if (dice.chance(0.1)) parts.push("@seen");
  if (kind === "#") parts.push(dice.pick(["", "", "[Bernoulli(0.5)]", "[Enabled]", "[Disabled]"]));
  if ((kind === "|" || kind === "&") && dice.chance(0.1)) parts.push("{C, A}");
  if ((kind === "|" || kind === "&") && dice.chance(0.4)) parts.push(dice.pick(times));
  if (dice.chance(0.1)) parts.push('user info: "says what it is"');
  if (kind === "E" || kind === "!E") {
    const needs = express(world, type, 1);
    parts.push(`<- ${needs?.text ?? ""}`);
  }
  const targets = reaches(world, type);
  if (targets.length > 0)
    parts.push(`${isNew || dice.chance(0.5) ? "->" : "+>"} ${targets.join(", ")}`);
  return parts.filter((part) => part !== "").join(" ");
}

/** Types with what they inherit; steps of one lineage keep their kind. */
function growTypes(dice: Dice): { readonly types: Type[]; readonly associations: string[] } {
  const count = 2 + dice.below(4);
  const parents = Array.from({ length: count }, (_, at) =>
    at > 0 && dice.chance(0.4) ? dice.below(at) : null,
  );
  const own: Field[][] = parents.map(() => []);
  const associations: string[] = [];
  for (let link = 0; link < count + dice.below(3); link += 1) {
    const [left, right] = [dice.below(count), dice.below(count)];
    const [toLeft, toRight] = [`l${link}`, `r${link}`];
    own[left]?.push({ name: toRight, target: right, reverse: toLeft });
    own[right]?.push({ name: toLeft, target: left, reverse: toRight });
    const many = dice.chance(0.9) ? "*" : dice.pick(["0..1", "1", "1..*"]);
    associations.push(
      `  T${left} [${toLeft}] * <-- Link${link} --> ${many} [${toRight}] T${right}`,
    );
  }
  const types: Type[] = [];
  parents.forEach((parent, at) => {
    const above = parent === null ? undefined : types[parent];
    const steps = new Map(above?.steps);
    const fields = [...(above?.fields ?? []), ...(own[at] ?? [])];
    for (let more = 2 + dice.below(4); more > 0; more -= 1) {
      const kind = dice.pick<Kind>(["|", "|", "|", "&", "&", "&", "#", "E", "!E"]);
      if ((kind === "E" || kind === "!E") && fields.length === 0) continue;
      const name = `${{ "|": "o", "&": "a", "#": "d", E: "e", "!E": "n" }[kind]}${dice.below(5)}`;
      steps.set(name, kind);
    }
    types.push({ name: `T${at}`, parent, isAbstract: dice.chance(0.05), fields, steps });
  });
  return { types, associations };
}

/** Grows a language that, but for slips of this generator, compiles. */
export function growLanguage(dice: Dice): Grown {
  const { types, associations } = growTypes(dice);
  const world: World = { dice, types, variables: [] };
  const assets = types.map((type, at) => {
    const lines: string[] = [];
    const variable = dice.chance(0.5) ? express(world, at, 2) : null;
    if (variable !== null) {
      lines.push(`    let v${at} = ${variable.text}`);
      world.variables.push({ name: `v${at}`, on: at, gives: variable.gives });
    }
    const above = type.parent === null ? undefined : types[type.parent];
    for (const [name, kind] of type.steps) {
      const isNew = above?.steps.has(name) !== true;
      const isGate = kind === "E" || kind === "!E";
      if (!isNew && (isGate || dice.chance(0.7))) continue;
      lines.push(stepText(world, at, name, kind, isNew));
    }
    const head = `${type.isAbstract ? "abstract " : ""}asset ${type.name}`;
    const from = above === undefined ? "" : ` extends ${above.name}`;
    return `  ${head}${from} {\n${lines.join("\n")}\n  }`;
  });
  const head = '#id: "se.example.grown"\n#version: "1.0.0"';
  const text =
    `${head}\ncategory Grown {\n${assets.join("\n")}\n}\n` +
    `associations {\n${associations.join("\n")}\n}\n`;
  return { text, types };
}

const pieces = [
  "{",
  "}",
  "[",
  ")",
  "->",
  "<-",
  "*",
  ".",
  "\\/",
  '"',
  "//",
  "E",
  "asset",
  "1e9",
  "å",
];

/** The text with a few pieces cut, doubled or put in: whatever it is, the compiler returns. */
export function damageText(text: string, dice: Dice): string {
  let damaged = text;
  for (let edits = 1 + dice.below(3); edits > 0; edits -= 1) {
    const at = dice.below(damaged.length + 1);
    const end = at + dice.below(12);
    const put = dice.chance(0.5) ? dice.pick(pieces) : damaged.slice(at, end).repeat(2);
    damaged = damaged.slice(0, at) + put + damaged.slice(dice.chance(0.5) ? at : end);
  }
  return damaged;
}
