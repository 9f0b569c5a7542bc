/**
 * A language's JSON (langspec 1.0.0) written out as source text, so that the compiler can read it.
 */

type Expression = {
  readonly type: string;
  readonly name?: string;
  readonly value?: number;
  readonly arguments?: readonly number[];
  readonly subType?: string;
  readonly stepExpression?: Expression;
  readonly lhs?: Expression;
  readonly rhs?: Expression;
};

type ExpressionList = {
  readonly overrides: boolean;
  readonly stepExpressions: readonly Expression[];
} | null;

type Langspec = {
  readonly defines: Readonly<Record<string, string>>;
  readonly assets: readonly {
    readonly name: string;
    readonly category: string;
    readonly isAbstract: boolean;
    readonly superAsset: string | null;
    readonly variables: readonly { readonly name: string; readonly stepExpression: Expression }[];
    readonly attackSteps: readonly {
      readonly name: string;
      readonly type: string;
      readonly tags: readonly string[];
      readonly ttc: Expression | null;
      readonly requires: ExpressionList;
      readonly reaches: ExpressionList;
    }[];
  }[];
  readonly associations: readonly Association[];
};

type Multiplicity = { readonly min: number; readonly max: number | null };

type Association = {
  readonly name: string;
  readonly leftAsset: string;
  readonly leftField: string;
  readonly leftMultiplicity: Multiplicity;
  readonly rightAsset: string;
  readonly rightField: string;
  readonly rightMultiplicity: Multiplicity;
};

const operators: Readonly<Record<string, string>> = {
  union: " \\/ ",
  intersection: " /\\ ",
  difference: " - ",
  collect: ".",
  addition: " + ",
  subtraction: " - ",
  multiplication: " * ",
  division: " / ",
  exponentiation: " ^ ",
};

const kinds: Readonly<Record<string, string>> = {
  or: "|",
  and: "&",
  defense: "#",
  exist: "E",
  notExist: "!E",
};

function write(expression: Expression | undefined): string {
  if (expression === undefined) return "";
  const { type, name = "", value, lhs, rhs, stepExpression, subType } = expression;
  if (type === "number") return String(value);
  if (type === "function") return `${name}(${(expression.arguments ?? []).join(", ")})`;
  if (type === "variable") return `${name}()`;
  if (type === "transitive") return `(${write(stepExpression)})*`;
  if (type === "subType") return `(${write(stepExpression)})[${subType ?? ""}]`;
  if (lhs === undefined) return name;
  // A step at the end of a path may not stand in a parenthesis of its own.
  const right = rhs?.lhs === undefined ? write(rhs) : `(${write(rhs)})`;
  const left = lhs.lhs === undefined ? write(lhs) : `(${write(lhs)})`;
  return `${left}${operators[type] ?? "?"}${right}`;
}

function list(arrow: string, expressions: ExpressionList): string {
  if (expressions === null || expressions.stepExpressions.length === 0) return "";
  return ` ${arrow} ${expressions.stepExpressions.map(write).join(", ")}`;
}

function bounds({ min, max }: Multiplicity): string {
  return `${min}..${max ?? "*"}`;
}

function asset({
  name,
  isAbstract,
  superAsset,
  variables,
  attackSteps,
}: Langspec["assets"][number]): string {
  const members = [
    ...variables.map((variable) => `let ${variable.name} = ${write(variable.stepExpression)}`),
    ...attackSteps.map((step) => {
      const tags = step.tags.map((tag) => ` @${tag}`).join("");
      const time = step.ttc === null ? "" : ` [${write(step.ttc)}]`;
      const reaches = list(step.reaches?.overrides === false ? "+>" : "->", step.reaches);
      const tail = `${time}${list("<-", step.requires)}${reaches}`;
      return `${kinds[step.type] ?? "?"} ${step.name}${tags}${tail}`;
    }),
  ];
  const parent = superAsset === null ? "" : ` extends ${superAsset}`;
  return `${isAbstract ? "abstract " : ""}asset ${name}${parent} {\n${members.join("\n")}\n}`;
}

/** Source text of a langspec JSON, without its metadata. */
export function sourceOf(json: string): string {
  const { defines, assets, associations } = JSON.parse(json) as Langspec;
  const heads = Object.entries(defines).map(([key, value]) => `#${key}: ${JSON.stringify(value)}`);
  const categories = assets.map((one) => `category ${one.category} {\n${asset(one)}\n}`);
  const lines = associations.map(
    (one) =>
      `${one.leftAsset} [${one.leftField}] ${bounds(one.leftMultiplicity)} <-- ${one.name} --> ` +
      `${bounds(one.rightMultiplicity)} [${one.rightField}] ${one.rightAsset}`,
  );
  return `${heads.join("\n")}\n${categories.join("\n")}\nassociations {\n${lines.join("\n")}\n}\n`;
}
