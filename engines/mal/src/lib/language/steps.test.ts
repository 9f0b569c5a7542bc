/** Tests of steps: what each kind may have, what is inherited, and times. */
import { expect, test } from "vitest";
import { compileLanguage } from "./compile-language.ts";
import type { Step } from "./language.ts";

const head = '#id: "test" #version: "1.0.0" ';
const fields = "associations { P [p] * <-- F --> * [f] P  P [q] * <-- G --> * [g] P }";

function compile(parent: string, child: string): ReturnType<typeof compileLanguage> {
  const text = `${head}category K { asset P { ${parent} } asset Q extends P { ${child} } }
  ${fields}`;
  return compileLanguage({ main: "a.mal", read: () => text });
}

function problems(parent: string, child = ""): readonly string[] {
  return compile(parent, child).problems.map(
    ({ code, severity }) => `${severity === "error" ? "" : `${severity} `}${code}`,
  );
}

/** Steps of the sub-asset. */
function heirs(parent: string, child: string): readonly Step[] {
  const result = compile(parent, child);
  expect(result.ok ? [] : result.problems).toEqual([]);
  return result.ok ? (result.language.assets[1]?.steps ?? []) : [];
}

function heir(parent: string, child: string): Step | undefined {
  return heirs(parent, child).find(({ name }) => name === "s");
}

const call = (name: string, ...values: number[]) => ({ kind: "call", name, arguments: values });

test("[L21] a redeclared step keeps its kind", () => {
  expect(problems("| s", "& s")).toEqual(["mal/kind-changed"]);
  expect(problems("| s", "| s")).toEqual([]);
});

test("[L21] only attack steps have a risk", () => {
  expect(problems("# d {C}")).toEqual(["mal/risk-on-gate"]);
  expect(problems("E e {} <- f")).toEqual(["mal/risk-on-gate"]);
  expect(problems("| s {C, I, C}")).toEqual(["warning mal/duplicate-risk"]);
  expect(problems("| s {X}")).toEqual(["mal/unexpected"]);
});

test("[L22] E and !E require something and take no time; other steps require nothing", () => {
  expect(problems("E e")).toEqual(["mal/requires-missing"]);
  expect(problems("!E e")).toEqual(["mal/requires-missing"]);
  expect(problems("E e [1] <- f")).toEqual(["mal/time-misplaced"]);
  for (const kind of ["|", "&", "#"])
    expect(problems(`${kind} s <- f`)).toEqual(["mal/requires-misplaced"]);
  expect(problems("!E e <- f, g")).toEqual(["warning mal/several-not-exist"]);
  expect(problems("E e <- f, g")).toEqual([]);
});

test("[L23] a step without brackets inherits its time, [] is Zero", () => {
  expect(heir("| s [Exponential(2)]", "| s")?.time).toEqual(call("Exponential", 2));
  expect(heir("| s [Exponential(2)]", "| s []")?.time).toEqual(call("Zero"));
  expect(heir("| s [Exponential(2)]", "| s [Infinity]")?.time).toEqual(call("Infinity"));
  expect(heir("# s [Enabled]", "# s")?.time).toEqual(call("Enabled"));
  expect(heir("| s", "| s")?.time).toBeNull();
});

test("[L24] a step without braces inherits its risk, {} is none of them", () => {
  const risk = { confidentiality: true, integrity: false, availability: true };
  expect(heir("| s {C, A}", "| s")?.risk).toEqual(risk);
  expect(heir("| s {C, A}", "| s {}")?.risk).toEqual({
    confidentiality: false,
    integrity: false,
    availability: false,
  });
  expect(heir("| s", "| s")?.risk).toBeNull();
});

test("[L25] tags are put together, own first; of metadata the own text wins", () => {
  const step = heir('| s @a @b user info: "up" more info: "m"', '| s @c @a user info: "own"');
  expect([step?.tags, step?.meta]).toEqual([["c", "a", "b"], { user: "own", more: "m" }]);
});

const self = (type: string) => ({ kind: "self", type });
const field = (name: string) => ({ kind: "field", name, type: "P" });

test("[L26] requirements written again replace the inherited ones", () => {
  expect(heir("E s <- f", "E s <- g")?.requires).toEqual([field("g")]);
  expect(heir("E s <- f", "E s -> t | t")?.requires).toEqual([field("f")]);
});

test("[L27] -> replaces what is inherited, +> adds to it, neither keeps it", () => {
  const parent = "| s -> t, f.t | t";
  const inherited = [
    { from: self("P"), step: "t" },
    { from: field("f"), step: "t" },
  ];
  const own = { from: field("g"), step: "t" };
  expect(heir(parent, "| s")?.reaches).toEqual(inherited);
  expect(heir(parent, "| s -> g.t")?.reaches).toEqual([own]);
  expect(heir(parent, "| s +> g.t")?.reaches).toEqual([...inherited, own]);
  expect(problems("| t", "| s +> t")).toEqual(["mal/nothing-to-extend"]);
});

test("[L28] own steps stand before inherited ones that are not declared again", () => {
  expect(heirs("| a | b | c", "| d | b").map(({ name, owner }) => [name, owner])).toEqual([
    ["d", "Q"],
    ["b", "Q"],
    ["a", "P"],
    ["c", "P"],
  ]);
});

test("[L34] distributions have their names, numbers of arguments and ranges", () => {
  const time = (text: string): readonly string[] => problems(`| s [${text}]`);
  const good = [
    "Bernoulli(0)",
    "Bernoulli(1)",
    "Binomial(10, 0.5)",
    "Exponential(0.1)",
    "Gamma(1, 2)",
    "LogNormal(0, 1)",
    "Pareto(1, 2)",
    "TruncatedNormal(0, 1)",
    "Uniform(1, 1)",
    "Zero",
    "Infinity()",
    "EasyAndCertain",
    "EasyAndUncertain()",
    "HardAndCertain",
    "HardAndUncertain",
    "VeryHardAndCertain",
    "VeryHardAndUncertain",
    "3.5",
  ];
  for (const text of good) expect([text, time(text)]).toEqual([text, []]);
  const outside = [
    "Bernoulli(1.1)",
    "Binomial(1.5, 0.5)",
    "Binomial(1, 2)",
    "Exponential(0)",
    "Gamma(0, 1)",
    "Gamma(1, 0)",
    "LogNormal(1, 0)",
    "Pareto(0, 1)",
    "Pareto(1, 0)",
    "TruncatedNormal(1, 0)",
    "Uniform(2, 1)",
  ];
  for (const text of outside)
    expect([text, time(text)]).toEqual([text, ["mal/distribution-range"]]);
  for (const text of ["Bernoulli", "Exponential(1, 2)", "Zero(1)"])
    expect(time(text)).toEqual(["mal/distribution-arguments"]);
  expect(time("Weibull(1)")).toEqual(["mal/unknown-distribution"]);
  for (const text of ["-1", "1e-3", "Exponential(-1)"])
    expect(time(text)[0]).toMatch(/^mal\/(unexpected|digit)/);
  expect(problems(`| s [${"9".repeat(400)}]`)).toEqual(["mal/number-too-large"]);
});

test("[L34] a time without a value, or below zero, is warned of where it stands", () => {
  const warned = (time: string): readonly string[] => problems(`| s [${time}]`);
  for (const time of ["0 / 0", "1 + Infinity - Infinity", "0 * Infinity", "Zero / Zero + 1"])
    expect(warned(time)).toEqual(["warning mal/time-without-value"]);
  for (const time of ["1 - 2", "(0 - 1) * 3", "Zero - 1"])
    expect(warned(time)).toEqual(["warning mal/time-below-zero"]);
  for (const time of ["2 - 1", "5 + (1 - 2)", "Exponential(1) - 2", "1 / 0", "Infinity"])
    expect(warned(time)).toEqual([]);
});

test("[L35] defences take Enabled, Disabled or Bernoulli alone, attack steps no Enabled", () => {
  for (const text of ["Enabled", "Disabled", "Bernoulli(0.3)"])
    expect(problems(`# d [${text}]`)).toEqual([]);
  for (const text of [
    "",
    "1",
    "Zero",
    "Exponential(1)",
    "Enabled * Disabled",
    "1 - Bernoulli(0.3)",
  ])
    expect([text, problems(`# d [${text}]`)]).toEqual([text, ["mal/distribution-misplaced"]]);
  for (const text of ["Enabled", "1 + Disabled"])
    expect(problems(`| s [${text}]`)).toEqual(["mal/distribution-misplaced"]);
});

test("[L35] chances of never have no meaning directly under -, / and ^", () => {
  for (const operator of ["-", "/", "^"])
    for (const chance of ["Bernoulli(0.5)", "EasyAndUncertain"]) {
      expect(problems(`| s [1 ${operator} ${chance}]`)).toEqual(["mal/distribution-misplaced"]);
      expect(problems(`| s [${chance} ${operator} 1]`)).toEqual(["mal/distribution-misplaced"]);
    }
  for (const text of ["1 - (2 * Bernoulli(0.5))", "1 + Bernoulli(0.5)", "1 - HardAndUncertain"])
    expect(problems(`| s [${text}]`)).toEqual([]);
});

test("[L11] the time of an effect is not used, which is a warning", () => {
  expect(problems("| effect s [1]")).toEqual(["warning mal/time-on-effect"]);
});
