/**
 * Expressions made ready to be evaluated: equal ones are one program, names are places in tables.
 */
import type { Budget } from "@vallgrav/kernel";
import { invariant, spend, unreachable } from "@vallgrav/kernel";
import type { AssetExpression, Language } from "../language/language.ts";
import type { ResolvedModel } from "./resolve-model.ts";

/**
 * An expression ready for evaluation. Which of the members are used follows from `kind`; they are
 * all there so that programs have one shape.
 */
export type Program = {
  readonly kind: AssetExpression["kind"];
  readonly id: number;
  readonly left: Program | null;
  readonly right: Program | null;
  /** `field`: per type, which of its fields; −1 where it has none of that name. */
  readonly fieldAt: Int32Array | null;
  /** `subtype`: per type, 1 where it is the type asked for or below it. */
  readonly within: Uint8Array | null;
  /** `variable`: its number. */
  readonly variable: number;
};

/** Makes programs of a language's expressions for the types of one model. */
export type ProgramMaker = {
  readonly model: ResolvedModel;
  readonly work: Budget;
  readonly known: Map<AssetExpression, Program>;
  /** Programs by what they do, in terms of the programs of their parts. */
  readonly byKey: Map<string, Program>;
  /** Bodies of the variables met so far, by number. */
  readonly bodies: Program[];
  readonly numbers: Map<string, number>;
  readonly declared: ReadonlyMap<string, AssetExpression>;
};

/** A maker without programs. */
export function newProgramMaker(
  language: Language,
  model: ResolvedModel,
  work: Budget,
): ProgramMaker {
  const declared = new Map<string, AssetExpression>();
  for (const { name, variables } of language.assets)
    for (const variable of variables) declared.set(`${name} ${variable.name}`, variable.expression);
  return {
    model,
    work,
    known: new Map(),
    byKey: new Map(),
    bodies: [],
    numbers: new Map(),
    declared,
  };
}

/** The program of an expression; the same one for equal expressions. */
export function programOf(maker: ProgramMaker, expression: AssetExpression): Program {
  const known = maker.known.get(expression);
  if (known !== undefined) return known;
  const program = findProgram(maker, expression);
  maker.known.set(expression, program);
  return program;
}

function findProgram(maker: ProgramMaker, expression: AssetExpression): Program {
  const { kind } = expression;
  switch (expression.kind) {
    case "self":
      return shared(maker, kind, "self", {});
    case "field":
      return shared(maker, kind, `field ${expression.name}`, { name: expression.name });
    case "variable": {
      const variable = variableNumber(maker, `${expression.owner} ${expression.name}`);
      return shared(maker, kind, `variable ${variable}`, { variable });
    }
    case "transitive": {
      const left = programOf(maker, expression.of);
      // A closure of a closure is that closure.
      return left.kind === kind ? left : shared(maker, kind, `transitive ${left.id}`, { left });
    }
    case "subtype": {
      const left = programOf(maker, expression.of);
      const { type } = expression;
      return shared(maker, kind, `subtype ${left.id} ${type}`, { left, type });
    }
    case "collect":
    case "union":
    case "intersection":
    case "difference": {
      const left = programOf(maker, expression.left);
      const right = programOf(maker, expression.right);
      return shared(maker, kind, `${kind} ${left.id} ${right.id}`, { left, right });
    }
    default:
      return unreachable(expression);
  }
}

type Parts = {
  readonly left?: Program;
  readonly right?: Program;
  readonly name?: string;
  readonly type?: string;
  readonly variable?: number;
};

/** The program of that key, made of its parts if it is not there yet. */
function shared(maker: ProgramMaker, kind: Program["kind"], key: string, parts: Parts): Program {
  const known = maker.byKey.get(key);
  if (known !== undefined) return known;
  const { left = null, right = null, name, type, variable = -1 } = parts;
  const { types } = maker.model;
  if (name !== undefined || type !== undefined) spend(maker.work, types.length);
  const fieldAt =
    name === undefined ? null : Int32Array.from(types, ({ fieldAt: at }) => at.get(name) ?? -1);
  const within =
    type === undefined
      ? null
      : Uint8Array.from(types, ({ asset }) => (asset.lineage.includes(type) ? 1 : 0));
  const program = { kind, id: maker.byKey.size, left, right, fieldAt, within, variable };
  maker.byKey.set(key, program);
  return program;
}

function variableNumber(maker: ProgramMaker, key: string): number {
  const known = maker.numbers.get(key);
  if (known !== undefined) return known;
  const expression = maker.declared.get(key);
  invariant(expression !== undefined, `variable ${key} is declared`);
  // The body comes first, for it may hold other variables; a compiled language has no cycles.
  const body = programOf(maker, expression);
  const number = maker.bodies.length;
  maker.bodies.push(body);
  maker.numbers.set(key, number);
  return number;
}
