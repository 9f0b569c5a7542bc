/**
 * Tests of expressions over assets: types, variables, set operators, closures, subtypes, reaches.
 */
import { expect, test } from "vitest";
import { compileLanguage } from "./compile-language.ts";

const head = '#id: "test" #version: "1.0.0" ';

/** Short names such as `A` are reserved in malc; what is said of that is tested elsewhere. */
function isNoNameWarning({ code }: { readonly code: string }): boolean {
  return code !== "mal/reserved-name";
}
const world = `category W { abstract asset Base { | hit }
  asset A extends Base { | go } asset B extends Base { | run } asset C extends B { | fly }
  asset Lone { | stand } }
associations {
  X [x1] * <-- ToA --> * [a] A  X [x2] * <-- ToB --> * [b] B  X [x3] * <-- ToL --> * [l] Lone
  X [up] * <-- Next --> * [n] X  Y [y] * <-- Only --> * [o] X  A [o1] * <-- AB --> * [ab] B
}`;

function problems(members: string, other = ""): readonly string[] {
  const text = `${head}category K { asset X { | s # d ${members} }
    asset Y extends X { | deep ${other} } } ${world}`;
  return compileLanguage({ main: "a.mal", read: () => text })
    .problems.filter(isNoNameWarning)
    .map(({ code, severity, args }) =>
      [severity === "error" ? "" : severity, code, ...Object.values(args)].join(" ").trim(),
    );
}

/** Static type of an expression from X. */
function typeOf(expression: string): string | undefined {
  const text = `${head}category K { asset X { let v = ${expression} }
    asset Y extends X {} } ${world}`;
  const result = compileLanguage({ main: "a.mal", read: () => text });
  expect(result.problems.filter(isNoNameWarning)).toEqual([]);
  return result.ok ? result.language.assets[0]?.variables[0]?.expression.type : undefined;
}

test("[L29] a field has its far asset's type and a path the type of its end", () => {
  expect(typeOf("a")).toBe("A");
  expect(typeOf("a.ab")).toBe("B");
  expect(typeOf("(n.n).(a.ab)")).toBe("B");
  expect(problems("let v = a.b")).toEqual(["mal/unknown-field A b"]);
  expect(problems("let v = s")).toEqual(["mal/unknown-field X s"]);
  expect(problems("let v = o")).toEqual(["mal/unknown-field X o"]);
  expect(problems("", "let v = o")).toEqual([]);
});

test("[L30] variables are known on their asset and below, and may refer to each other", () => {
  expect(problems("let v = w().ab let w = a | t -> v().run", "| u -> v().run")).toEqual([]);
  expect(problems("let v = w()")).toEqual(["mal/unknown-variable X w"]);
  expect(problems("let v = n", "let w = x2().b")).toEqual(["mal/unknown-variable Y x2"]);
});

test("[L30] cycles of variables are errors, found by declaration and not by name", () => {
  expect(problems("let v = v()")).toEqual(["mal/variable-cycle X v"]);
  expect(problems("let v = n.w() let w = n.v()")).toEqual(["mal/variable-cycle X v"]);
  const text = `${head}category K { asset P { let r = q.r() } asset Q { let r = p } }
    associations { P [p] * <-- F --> * [q] Q }`;
  expect(compileLanguage({ main: "a.mal", read: () => text }).problems).toEqual([]);
});

test("[L31] set operators give the nearest common ancestor", () => {
  for (const operator of ["\\/", "/\\", "-"]) {
    expect(typeOf(`a ${operator} b`)).toBe("Base");
    expect(typeOf(`b[C] ${operator} b`)).toBe("B");
    expect(problems(`let v = a ${operator} l`)).toEqual(["mal/no-common-type A Lone"]);
  }
});

test("[L32] a subtype descends from what it narrows, a closure stays in its start's type", () => {
  expect(typeOf("b[C]")).toBe("C");
  expect(typeOf("b[B]")).toBe("B");
  expect(problems("let v = b[A]")).toEqual(["mal/not-a-subtype A B"]);
  expect(problems("let v = b[Base]")).toEqual(["mal/not-a-subtype Base B"]);
  expect(problems("let v = b[None]")).toEqual(["mal/unknown-asset None"]);
  expect(typeOf("n*")).toBe("X");
  expect(typeOf("(n[Y])*")).toBe("Y");
  expect(typeOf("n*[Y]")).toBe("Y");
  expect(problems("let v = a*")).toEqual(["mal/closure-leaves-type A X"]);
  expect(problems("", "let v = n*")).toEqual(["mal/closure-leaves-type X Y"]);
});

test("[L33] reaches end in a step of the type they lead to; requirements end in assets", () => {
  expect(problems("| t -> s, n.s, (n.n).s, n.(n.s), n*.s, b[C].fly, a.hit")).toEqual([]);
  expect(problems("| t -> b.fly")).toEqual(["mal/unknown-step B fly"]);
  expect(problems("| t -> none")).toEqual(["mal/unknown-step X none"]);
  expect(problems("| t -> n")).toEqual(["mal/unknown-step X n"]);
  for (const end of ["n.s \\/ n.t", "n.s*", "n()", "n[Y]"])
    expect(problems(`| t -> ${end}`)[0]).toMatch(/^mal\/(not-a-step|unknown-step)/);
  expect(problems("E e <- n.s")).toEqual(["mal/unknown-field X s"]);
});

test("[L33] a reach that leads to a gate is a warning", () => {
  expect(problems("| t -> n.d")).toEqual(["warning mal/reach-to-gate X d"]);
});
