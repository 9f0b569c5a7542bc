/** One planted violation per house rule. */
import { expect, test } from "vitest";
import { checkTidy, excuse, exceptions } from "./tidy.ts";
import { asvsFile, checkClaims, decisionsFile, threatFile, trustFile } from "./tidy/claims.ts";
import { checkDependencies, dependencyDecision } from "./tidy/dependencies.ts";
import { checkDocuments } from "./tidy/documents.ts";
import { checkPurity } from "./tidy/purity.ts";
import { checkTables } from "./tidy/tables.ts";
import { checkRules } from "./tidy/rules.ts";
import { checkSize } from "./tidy/size.ts";
import { checkTraces } from "./tidy/traces.ts";
import { readTree, repositoryRoot } from "./tree.ts";
import type { Finding, Tree } from "./tree.ts";

function tree(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files));
}

function brief(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, file }) => `${rule} ${file}`);
}

test("[H10] files and lines have a largest size; prose, links and fixtures are excused", () => {
  const long = `/** ${"x".repeat(110)} */`;
  const prose = `/** */\nconst sv = "${"ord ".repeat(40)}";`;
  const link = `/** */\n// https://example.se/${"x".repeat(100)}`;
  expect(
    brief(
      checkSize(
        tree({
          "kernel/src/a.ts": `/** a */${"\n".repeat(401)}`,
          "kernel/src/b.ts": long,
          "kernel/src/c.ts": link,
          "kernel/src/d.ts": prose,
          "knowledge/src/d.ts": prose,
          "kernel/fixtures/b.ts": long,
        }),
      ),
    ),
  ).toEqual(["lines kernel/src/a.ts", "columns kernel/src/b.ts:1", "columns kernel/src/d.ts:2"]);
});

test("[H11] files are kebab-case, well named, and say first what they are for", () => {
  expect(
    brief(
      checkSize(
        tree({
          "kernel/src/string-utils.ts": "/** x */",
          "kernel/src/common.ts": "/** x */",
          "kernel/src/attackGraph.ts": "/** x */",
          "kernel/src/commons-house.ts": "/** x */",
          "tools/setup.mjs": "#!/usr/bin/env node",
          "kernel/src/bare.ts": "export {};",
        }),
      ),
    ),
  ).toEqual([
    "name kernel/src/string-utils.ts",
    "name kernel/src/common.ts",
    "name kernel/src/attackGraph.ts",
    "first-comment kernel/src/bare.ts",
  ]);
});

const spec = "# Rules\n**[R1]** one\n**[R2]** two\n";

test("[H12] rules and tests name each other, both ways", () => {
  const found = checkRules(
    tree({
      "engines/a/SPEC.md": `${spec}**[R4]** four **[R4]** again`,
      "engines/a/src/a.test.ts":
        'test("[R1] one", f); test.skipIf(x)(`[R9] nine ${y}`, f); test.each([1])("none", f);',
      "engines/a/src/b.test.ts": 'test("[R1, R4] both", f);',
      "platform/a.test.ts": 'test("free", f);',
      "engines/b/SPEC.md": "nothing here",
    }),
  );
  expect(found.read).toBe(5);
  expect(found.findings.map(({ file, what }) => `${file} ${what}`)).toEqual([
    "engines/a/SPEC.md [R4] stands twice",
    "engines/b/SPEC.md no rule **[X1]** found",
    "engines/a/src/a.test.ts:1 [R9] is not in engines/a/SPEC.md",
    'engines/a/src/a.test.ts:1 the test names no rule of engines/a/SPEC.md: "none"',
    "engines/a/SPEC.md no test names [R2]",
  ]);
});

test("[H13] tests are neither switched off nor singled out, and say what is thrown", () => {
  const lines = [
    'test.skip("a", f);',
    'describe.only("b", f);',
    'it.todo("c");',
    "expect(f).toThrow();",
    "expect(f).rejects.toThrowError();",
    "expect(f).not.toThrow();",
    "expect(f).toThrow(RangeError);",
    'test.skipIf(x)("d", f);',
    'test.runIf(x)("e", f);',
    '// test("f", f);',
    "// test it well",
  ];
  expect(brief(checkRules(tree({ "platform/a.test.ts": lines.join("\n") })).findings)).toEqual(
    [1, 2, 3, 4, 5, 10].map((line) => `test platform/a.test.ts:${line}`),
  );
});

test("[H14] links and paths in documents lead somewhere", () => {
  const readme = [
    "[a](docs/a.md) [b](docs/b.md) [c](docs/a.md#the-first) [d](docs/a.md#nope) ![e](docs)",
    "[f](https://example.se/x) `kernel/src/a.ts` `kernel/src/nope.ts` `src/nope.ts` `kernel/`",
    "```\n[g](nope.md) `kernel/nope.ts`\n```",
  ].join("\n");
  const own = "`src/a.ts` `src/nope.ts` [up](../README.md)";
  const found = checkDocuments(
    tree({
      "README.md": readme,
      "docs/a.md": "# A\n## The first\n",
      "kernel/package.json": "{}",
      "kernel/src/a.ts": "",
      "kernel/README.md": own,
    }),
  );
  expect(found.map(({ file, what }) => `${file} ${what}`)).toEqual([
    "README.md the link docs/b.md leads nowhere",
    "README.md no heading for docs/a.md#nope",
    "README.md the path kernel/src/nope.ts does not exist",
    "kernel/README.md the path src/nope.ts does not exist beside this document",
  ]);
});

test("[H15] what a document says is still to come does not exist yet", () => {
  const text = "<!-- planned -->\n`engines/sigma` `engines/mal`\n<!-- /planned -->";
  expect(
    checkDocuments(tree({ "A.md": text, "engines/mal/package.json": "{}" })).map(
      ({ what }) => what,
    ),
  ).toEqual(["engines/mal is here now: move it out of the planned block"]);
});

test("[H16] pure rooms have no clock, chance, globals or unsteady mathematics", () => {
  const leaks = [
    "const a = new Date();",
    "const b = Math.random();",
    "const c = process.env;",
    "const d = Math.pow(a, 2);",
    "const e = a ** b;",
    "const f = fetch;",
    "const g = Temporal.Now.instant();",
  ];
  const fine = [
    "const a = { Date: 1, process: 2 };",
    "const b = a.process + a.Date;",
    "const c = Math.sqrt(2) + 2 ** 31;",
    "type D = { readonly process: string };",
  ];
  expect(
    brief(
      checkPurity(
        tree({
          "engines/mal/src/a.ts": leaks.join("\n"),
          "engines/mal/src/a.test.ts": leaks.join("\n"),
          "engines/mal/src/b.ts": fine.join("\n"),
          "platform/src/a.ts": leaks.join("\n"),
        }),
      ),
    ),
  ).toEqual(leaks.map((_, index) => `pure engines/mal/src/a.ts:${index + 1}`));
});

test("[H17] nothing points at one machine or at a package host", () => {
  const machine = ["", "work", "place"].join("/");
  const host = ["registry", "npmjs", "org"].join(".");
  expect(
    brief(
      checkTraces(
        tree({
          "a.md": `see ${machine}`,
          "b.md": `from https://${host}/x`,
          "c.md": "see /srv/vallgrav/x and https://example.se/work/x",
          "d.md": "see /srv/vallgrav/main/x",
          "package-lock.json": `"resolved": "https://example.se/a.tgz"`,
        }),
        "/srv/vallgrav/main",
      ),
    ),
  ).toEqual(["trace a.md:1", "trace b.md:1", "trace d.md:1", "trace package-lock.json:1"]);
});

test("[H18] an exception that excuses nothing any more is a finding", () => {
  const finding = { rule: "lines", file: "a.ts:3", what: "" };
  const allowed = [
    { rule: "lines", file: "a.ts", why: "" },
    { rule: "lines", file: "b/", why: "" },
  ];
  expect(brief(excuse([finding], allowed))).toEqual(["exception b/"]);
  expect(brief(excuse([{ ...finding, file: "b/c.ts" }, finding], allowed))).toEqual([]);
});

test("[H29] every runtime dependency has a row with its version", () => {
  const rows = "| a | 1.0.0 | MIT |\n| @x/b, c | 2.0.0 | MIT |";
  const dependencies = { a: "1.0.0", "@x/b": "2.1.0", c: "2.0.0", d: "1.0.0", "@vallgrav/e": "1" };
  const files = { [dependencyDecision]: rows, "package.json": JSON.stringify({ dependencies }) };
  expect(checkDependencies(tree(files)).map(({ what }) => what)).toEqual([
    "@x/b 2.1.0 has no row in 0007",
    "d 1.0.0 has no row in 0007",
  ]);
});

const proof = 'test("[SV1] nobody passes", () => {});';

function claimed(row: string): readonly string[] {
  const files = { [asvsFile]: `id,level,state,why\n${row}\n`, "apps/a/src/a.test.ts": proof };
  return checkClaims(tree({ ...files, [threatFile]: "## stands against\n| a | [SV1] |" }))
    .filter(({ file }) => file === `${asvsFile}:2`)
    .map(({ what }) => what);
}

test("[H30] a claim without a tested rule is a finding, and so is a row too few", () => {
  expect(claimed("V1.1.1,2,met,guarded [SV1]")).toEqual([]);
  expect(claimed("V1.1.1,2,met,guarded")).toEqual(["V1.1.1 names no proof"]);
  expect(claimed("V1.1.1,2,met,guarded [SV2]")).toEqual(["no test proves SV2"]);
  expect(claimed("V1.1.1,2,done,guarded [SV1]")).toEqual(["done is no state"]);
  expect(claimed("V1.1.1,2,unmet, ")).toEqual(["V1.1.1 says no reason"]);
  expect(claimed("V1.1.1,3,met,guarded")).toEqual(["is no row: id,level,state,why"]);
  const twice = tree({ [asvsFile]: "h\nV1.1.1,1,unmet,a\nV1.1.1,1,unmet,a\n" });
  expect(checkClaims(twice).map(({ what }) => what)).toEqual([
    "V1.1.1 stands twice",
    "level 1 has 2 rows, not 70",
    "level 2 has 0 rows, not 183",
    "has no row on what stands against",
  ]);
  const threats =
    "## What stands against them\n| Who | What |\n|---|---|\n| a | b |\n| c | [SV2] |";
  expect(
    checkClaims(tree({ [threatFile]: threats }))
      .filter(({ file }) => file.startsWith(threatFile))
      .map(({ file, what }) => `${file} ${what}`),
  ).toEqual([`${threatFile}:4 names no rule`, `${threatFile}:5 no test proves SV2`]);
});

test("[H704] a met demand of trust names a tested rule, and each topic has its demands", () => {
  const found = (rows: string): readonly string[] =>
    checkClaims(
      tree({
        [asvsFile]: "",
        [trustFile]: `topic,demand,state,why\n${rows}`,
        "docs/access.csv": "",
        "apps/a/src/a.test.ts": proof,
      }),
    )
      .filter(({ file }) => file.startsWith(trustFile))
      .map(({ file, what }) => `${file.slice(trustFile.length)} ${what}`);
  const topics = [
    "people routes audit storage interface protection",
    "published jobs gate place operations",
  ].flatMap((some) => some.split(" "));
  const whole = topics.map((topic) => `${topic},a thing,met,[SV1]\n`).join("");
  expect(found(whole)).toEqual([]);
  expect(found(whole.replace("jobs,a thing,met,[SV1]\n", ""))).toEqual([" has no demand of jobs"]);
  const cases: readonly (readonly [string, string | null])[] = [
    ['people,"one, and another",met,[SV1]', null],
    ["people,a thing,met,guarded", "names no proof"],
    ["people,a thing,met,[SV2]", "no test proves SV2"],
    ["people,a thing,partly,[SV1]", "says no reason"],
    ["people,a thing,partly,[SV1]; not tried", null],
    ["people,a thing,missing,not begun", null],
    ["others,a thing,met,[SV1]", "is no row: topic,demand,state,why"],
    ["people,a thing,done,[SV1]", "is no row: topic,demand,state,why"],
  ];
  for (const [row, what] of cases)
    expect([row, found(`${whole}${row}\n`)]).toEqual([row, what === null ? [] : [`:13 ${what}`]]);
  expect(found("").length).toBe(topics.length);
});

test("[H31] a connection that is not listed is a finding, and a listed one that is none", () => {
  const files = {
    [threatFile]: "",
    [decisionsFile]: "| a | `platform/src/a.ts` |\n| b | `platform/src/gone.ts` |",
    "platform/src/a.ts": 'import { connect } from "node:net";',
    "platform/src/b.ts": 'import pg from "pg";\nimport { isIP } from "node:net";',
    "platform/src/c.ts": 'import type { Socket } from "node:net";',
    "apps/server/src/d.ts": 'await fetch("https://example.se");',
    "apps/web/src/e.ts": 'await fetch("/api/status");',
  };
  const found = checkClaims(tree(files)).filter(({ file }) => !/asvs|THREAT/.test(file));
  expect(found.map(({ file, what }) => `${file} ${what.split(" ", 1)[0]}`)).toEqual([
    "platform/src/b.ts pg:",
    "apps/server/src/d.ts fetch:",
    `${decisionsFile} platform/src/gone.ts`,
  ]);
});

test("[H19] the check reads this very repository", () => {
  const report = checkTidy(readTree(repositoryRoot), repositoryRoot, exceptions);
  expect(report.read).toBeGreaterThan(50);
  expect(report.tests).toBeGreaterThan(9);
});

test("[H480] tables are not asked for words of every object", () => {
  const table = "export const kinds: Readonly<Record<string, number>> = { one: 1 };\n";
  const tree = new Map([
    ["engines/some/src/kinds.ts", `${table}export const a = (x: string) => kinds[x];\n`],
    [
      "apps/some/src/asks.ts",
      'import { kinds } from "x";\nexport const b = (x: string) => kinds[x.trim()];\n' +
        "export const c = (x: string) => (Object.hasOwn(kinds, x) ? kinds[x] : 0);\n" +
        'export const d = [own(kinds, "x"), kinds["one"]];\n',
    ],
    ["engines/some/src/other.ts", "const kinds = { one: 1 };\nexport const e = kinds[f()];\n"],
    ["engines/some/src/kinds.test.ts", `${table}export const a = (x: string) => kinds[x];\n`],
  ]);
  expect(checkTables(tree).map(({ file, what }) => [file, what.split(" ", 1)[0]])).toEqual([
    ["engines/some/src/kinds.ts:2", "kinds[x]"],
    ["apps/some/src/asks.ts:2", "kinds[x.trim()]"],
  ]);
});
