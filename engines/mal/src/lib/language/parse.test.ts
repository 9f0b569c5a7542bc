/** Tests of grammar: what is read, what is refused and where, and that no text makes it throw. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LanguageLimits } from "./problems.ts";
import { compileLanguage } from "./compile-language.ts";
import type { Asset, Step } from "./language.ts";

const head = '#id: "test" #version: "1.0.0" ';

function compile(
  text: string,
  limits: Partial<LanguageLimits> = {},
): ReturnType<typeof compileLanguage> {
  return compileLanguage({ main: "a.mal", read: () => text, limits });
}

/** Codes with places of all problems. */
function problems(text: string, limits: Partial<LanguageLimits> = {}): readonly string[] {
  return compile(text, limits).problems.map(({ code, at }) => `${code}@${at?.place ?? ""}`);
}

function assets(text: string): readonly Asset[] {
  const result = compile(head + text);
  expect(result.ok ? [] : result.problems).toEqual([]);
  return result.ok ? result.language.assets : [];
}

function stepOf(members: string, name = "a"): Step | undefined {
  return assets(`category K { asset X { ${members} } }`)[0]?.steps.find((s) => s.name === name);
}

const fields = `associations { X [from] * <-- F --> * [f] X  X [back] * <-- G --> * [g] X }`;

test("[L6] keywords may be names, with a warning", () => {
  const text = `${head}category info { asset asset { | E | let | C E A <- f }}
    associations { asset [t] * <-- _ --> * [f] asset }`;
  const result = compile(text);
  expect(result.ok).toBe(true);
  expect(result.problems.map(({ code, args }) => [code, args])).toEqual(
    ["info", "asset", "E", "let", "C", "A"].map((name) => ["mal/reserved-name", { name }]),
  );
});

test("[L7] every slip is reported with its place, and reading goes on behind it", () => {
  const text = `#id "x"
category K {
  asset A {
    | a ->
    | b { X }
    let = f
    | c
    )
    | d [1] {C}
  }
  asset { | x }
  asset B { | e -> }
  nonsense
}
associations {
  A [a] 1 <- F --> * [b] B
  A [c] * <-- G --> [d] B
}
stray`;
  expect(problems(text)).toEqual([
    "mal/unexpected@1:5",
    "mal/unexpected@5:5",
    "mal/unexpected@5:11",
    "mal/unexpected@6:9",
    "mal/unexpected@8:5",
    "mal/unexpected@9:13",
    "mal/unexpected@11:9",
    "mal/unexpected@12:20",
    "mal/unexpected@13:3",
    "mal/unexpected@16:11",
    "mal/unexpected@17:21",
    "mal/unexpected@19:1",
  ]);
});

test("[L7] a missing brace is one problem where the next thing begins", () => {
  expect(problems(`${head}\ncategory K {\nasset A {\n| a\nasset B {\n| b\n}\n}`)).toEqual([
    "mal/unexpected@5:1",
  ]);
  expect(problems(`${head}\ncategory K {\nasset A { | a`)).toEqual([
    "mal/unexpected@3:14",
    "mal/unexpected@3:14",
  ]);
  expect(problems("")).toEqual(["mal/missing-define@", "mal/missing-define@"]);
});

test("[L7] the order inside a step is fixed", () => {
  for (const part of ["[1] {C}", "{C} @x", "@x action", "-> a <- f"])
    expect(compile(`${head}category K { asset X { | a ${part} } }`).ok).toBe(false);
});

test("[L8] limits end reading with a problem that names them", () => {
  const deep = "(".repeat(20);
  const nest = (text: string): string => `${head}category K { asset X { ${text} } } ${fields}`;
  const depth = problems(nest(`let v = ${deep}f`), { depth: 10 });
  expect(depth).toEqual(["mal/too-deep@1:73"]);
  expect(problems(nest(`| a [${deep}1]`), { depth: 10 })[0]).toContain("mal/too-deep@");
  expect(problems(nest(`let v = f${".f".repeat(20)}`), { expressionParts: 10 })[0]).toContain(
    "mal/too-large@",
  );
  expect(problems(nest("| a"), { characters: 10 })).toEqual(["mal/too-large@"]);
  expect(problems(nest("| a | b"), { members: 5 })[0]).toContain("mal/too-large@");
  expect(problems("$ $ $ $", { problems: 2 })).toEqual([
    "mal/unexpected-character@1:1",
    "mal/unexpected-character@1:3",
    "mal/more-problems@",
  ]);
  const chain = Array.from({ length: 60 }, (_, n) => `let v${n} = v${n + 1}()`).join(" ");
  expect(problems(nest(`${chain} let v60 = f`), { depth: 10 })[0]).toContain("mal/too-deep@");
  const heirs = Array.from({ length: 20 }, (_, n) => `asset A${n} extends A${n + 1} {}`).join(" ");
  expect(problems(`${head}category K { ${heirs} asset A20 {} }`, { depth: 10 })[0]).toContain(
    "mal/too-deep@",
  );
});

const valid = `#id: "org.example.test"
#version: "1.2.3"
category K user info: "text" {
  abstract asset A {
    let v = (f \\/ g[B])* - f.g
    | action s @hidden {C, I} [Exponential(0.1) * 2 ^ 3 - Zero] user info: """
      block
      """
      ! det.one (f.s lab, s) logs [tpr: 0.9, fpr: .1]
      -> v().s, f*.t
    & t {} [] //! comment
    # d [Bernoulli(0.5)] -> s
    E e <- f, g -> s
    !E n <- f /\\ g +> s
  }
  asset B extends A { | s +> t }
}
associations { A [f] 0..1 <-- F --> 1..* [g] A  B [h] * <-- F --> 2..3 [i] A meta info: "m" }
`;

test("[L9] no text makes the compiler throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(typeof compile(text).ok).toBe("boolean");
    }),
  );
  const words = fc.constantFrom(
    ...'| & # E !E ! { } [ ] ( ) . .. * + - / ^ , @ : = <- -> +> <-- --> \\/ /\\ " //! /* */'.split(
      " ",
    ),
    "\n",
    " ",
    "1",
    ".5",
    '"x"',
    "asset ",
    "abstract ",
    "category ",
    "associations ",
    "include ",
    "let ",
    "info",
    "action ",
    "effect ",
    "A ",
    "B ",
    "f",
    "s",
    "extends ",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      expect(typeof compile(parts.join("")).ok).toBe("boolean");
      expect(typeof compile(`${head}category K { asset A { | s ${parts.join("")}`).ok).toBe(
        "boolean",
      );
    }),
    { numRuns: 1_000 },
  );
});

test("[L9] nor does any mutation of a valid language, and errors have places", () => {
  const edit = fc.record({
    at: fc.nat(valid.length),
    drop: fc.nat(12),
    put: fc.oneof(
      fc.constant(""),
      fc.string({ maxLength: 3 }),
      fc.constantFrom("}", "{", "(", "f", "*"),
    ),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let text = valid;
      for (const { at, drop, put } of edits) text = text.slice(0, at) + put + text.slice(at + drop);
      const result = compile(text);
      for (const { at, severity } of result.problems)
        if (severity === "error" && at !== null) expect(at.place).toMatch(/^[0-9]+:[0-9]+$/);
      expect(result.ok).toBe(!result.problems.some(({ severity }) => severity === "error"));
    }),
    { numRuns: 1_000 },
  );
});

test("[L10] postfixes bind to the unit before them, set operators associate to the left", () => {
  const language = assets(
    `category K { asset X { let a = f.g* let b = f \\/ g - f /\\ g let c = f.(g)[X] } } ${fields}`,
  );
  const type = "X";
  const f = { kind: "field", name: "f", type } as const;
  const g = { kind: "field", name: "g", type } as const;
  const union = { kind: "union", left: f, right: g, type };
  const difference = { kind: "difference", left: union, right: f, type };
  expect(language[0]?.variables).toEqual([
    {
      name: "a",
      expression: { kind: "collect", left: f, right: { kind: "transitive", of: g, type }, type },
    },
    { name: "b", expression: { kind: "intersection", left: difference, right: g, type } },
    {
      name: "c",
      expression: { kind: "collect", left: f, right: { kind: "subtype", of: g, type }, type },
    },
  ]);
});

test("[L10] in times, products bind before sums and powers associate to the right", () => {
  const number = (value: number) => ({ kind: "number", value });
  const two = (kind: string, left: object, right: object) => ({ kind, left, right });
  expect(stepOf("| a [1 - 2 - 3 * 4 ^ 5 ^ 6]")?.time).toEqual(
    two(
      "subtract",
      two("subtract", number(1), number(2)),
      two("multiply", number(3), two("power", number(4), two("power", number(5), number(6)))),
    ),
  );
  expect(stepOf("| a [(1 + 2) / .5]")?.time).toEqual(
    two("divide", two("add", number(1), number(2)), number(0.5)),
  );
});

test("[L11] a mode is read where a name follows, otherwise it is the name", () => {
  expect(stepOf("| action a")?.mode).toBe("action");
  expect(stepOf("| effect a")?.mode).toBe("effect");
  expect(stepOf("| action", "action")?.mode).toBeNull();
  expect(stepOf("| action action", "action")?.mode).toBe("action");
  expect(stepOf('| effect user info: "x"', "effect")?.meta).toEqual({ user: "x" });
  const [asset] = assets(`category K { asset X { | action E e <- f } } ${fields}`);
  expect(asset?.steps.map(({ name, mode }) => [name, mode])).toEqual([
    ["action", null],
    ["e", null],
  ]);
  expect(problems(`${head}category K { asset X { # action d } }`)).toEqual([
    "mal/mode-on-gate@1:63",
  ]);
  const heirs = assets("category K { asset P { | effect a } asset Q extends P { | a [1] } }");
  expect(heirs[1]?.steps[0]?.mode).toBe("effect");
});

test("[L12] detectors are kept with their context, type and rates", () => {
  const [asset] = assets(`category K { asset X {
    | a ! one.two (f.a src, a) logs [fpr: 0.1, tpr: 0.9]
        //! three [tpr: 1]
      -> a
  } } ${fields}`);
  const f = { kind: "field", name: "f", type: "X" };
  expect(asset?.steps[0]?.detectors).toEqual([
    {
      name: "one.two",
      context: [
        { label: "src", reach: { from: f, step: "a" } },
        { label: null, reach: { from: { kind: "self", type: "X" }, step: "a" } },
      ],
      type: "logs",
      truePositive: 0.9,
      falsePositive: 0.1,
    },
    { name: "three", context: [], type: null, truePositive: 1, falsePositive: null },
  ]);
});

test("[L12] a marked comment that is no detector here is a comment, with a warning", () => {
  const text = `${head}category K { asset X {
    //! here
    | a
      //! this is no detector
  } }
  //! nor here`;
  const result = compile(text);
  expect(result.ok).toBe(true);
  expect(problems(text)).toEqual([
    "mal/detector-as-comment@2:5",
    "mal/detector-as-comment@4:7",
    "mal/detector-as-comment@6:3",
  ]);
});

test("[L12] rates lie in 0–1 and detectors of a step have different names", () => {
  const text = (detectors: string): string => `${head}category K { asset X { | a ${detectors} } }`;
  expect(problems(text("! d [tpr: 1.5]"))[0]).toContain("mal/bad-rate@");
  expect(problems(text("! d ! d"))[0]).toContain("mal/duplicate-detector@");
  expect(problems(text("! d [tpr: 1, tpr: 1]"))[0]).toContain("mal/unexpected@");
  expect(problems(text("! d (a"))[0]).toContain("mal/unexpected@");
});

test("[L13] E! is an error of its own", () => {
  const text = `${head}category K { asset X { E! a <- f } } ${fields}`;
  expect(problems(text)).toEqual(["mal/not-exist-spelling@1:54"]);
});
