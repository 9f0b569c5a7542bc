/** Command lines, right and wrong. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";

const noSize = { threads: null, outer: null, inner: null, seed: null };

function parsed(line: string): unknown {
  const result = parseArguments(line === "" ? [] : line.split(" "));
  return result.ok ? result.command : result.problem;
}

test("[CL1] every verb with its options", () => {
  expect(parsed("")).toEqual({ verb: "help" });
  expect(parsed("help")).toEqual({ verb: "help" });
  expect(parsed("plan -h")).toEqual({ verb: "help", about: "plan" });
  expect(parsed("help plan")).toEqual({ verb: "help", about: "plan" });
  expect(parsed("help dance")).toEqual({ code: "unknown-verb", verb: "dance" });
  expect(parsed("version")).toEqual({ verb: "version" });
  expect(parsed("--version")).toEqual({ verb: "version" });
  expect(parsed("import a b --json")).toEqual({ verb: "import", paths: ["a", "b"], json: true });
  expect(parsed("import a --mapping m.json")).toEqual({
    verb: "import",
    paths: ["a"],
    mapping: "m.json",
    json: false,
  });
  expect(parsed("import -- --a")).toEqual({ verb: "import", paths: ["--a"], json: false });
  expect(parsed("status --json")).toEqual({ verb: "status", json: true });
  expect(parsed("example load")).toEqual({ verb: "example", json: false });
  expect(parsed("example write --to x --size full --seed 1")).toEqual({
    verb: "write-example",
    to: "x",
    size: "full",
    seed: "1",
    json: false,
  });
  expect(parsed("plan --budget 1200000")).toEqual({
    verb: "plan",
    budgetSek: 1_200_000,
    terms: { yearlySek: null, hoursByRole: null, objective: "mean" },
    when: { from: null, until: null },
    survey: null,
    size: noSize,
    json: false,
  });
  expect(parsed("paths --threads 2 --outer 4 --inner=3 --seed=-x")).toEqual({
    verb: "paths",
    size: { threads: 2, outer: 4, inner: 3, seed: "-x" },
    json: false,
  });
  expect(parsed("explain --run r --sample 0")).toEqual({
    verb: "explain",
    run: "r",
    sample: 0,
    size: noSize,
    json: false,
  });
  expect(parsed("update a.zip b --db d")).toEqual({
    verb: "update",
    paths: ["a.zip", "b"],
    db: "d",
    json: false,
  });
  expect(parsed("match bom.json --json")).toEqual({
    verb: "match",
    inventory: "bom.json",
    db: null,
    json: true,
  });
  expect(parsed("calculate a.json")).toEqual({ verb: "calculate", path: "a.json", json: false });
  expect(parsed("collect ad")).toEqual({ verb: "collect", source: "ad", ldap: null });
  expect(parsed("collect ad --ldap ldaps://dc1 --user u --ca c.pem --to o.json")).toEqual({
    verb: "collect",
    source: "ad",
    ldap: {
      url: "ldaps://dc1",
      user: "u",
      passwordFile: null,
      authoritiesFile: "c.pem",
      to: "o.json",
    },
    json: false,
  });
  expect(parsed("rules check a b")).toEqual({
    verb: "rules",
    act: "check",
    paths: ["a", "b"],
    json: false,
  });
  expect(parsed("rules explain --rules r --rule x e --json")).toEqual({
    verb: "rules",
    act: "explain",
    rules: "r",
    rule: "x",
    events: "e",
    json: true,
  });
  expect(parsed("rules coverage --rules r --rules s --layer a b")).toEqual({
    verb: "rules",
    act: "coverage",
    rules: ["r", "s"],
    paths: ["a", "b"],
    layer: true,
    json: true,
  });
  expect(parsed("hunt --rules r --rules s --level low --since 2026-01-02 -- a b")).toEqual({
    verb: "hunt",
    rules: ["r", "s"],
    paths: ["a", "b"],
    sinceMs: 1_767_312_000_000,
    level: "low",
    remains: false,
    threads: null,
    report: null,
    resume: null,
    json: false,
  });
  expect(parsed("serve")).toEqual({ verb: "serve", port: null, host: null, organisations: null });
  expect(parsed("serve --port 0 --host ::1")).toEqual({
    verb: "serve",
    port: 0,
    host: "::1",
    organisations: null,
  });
});

test("[CL1] mal with its acts, and options that take several values", () => {
  const simulate = "mal simulate --lang l --model m --entry a:s b:s --entry=c:s --goal g:s";
  const asked = {
    verb: "mal",
    act: "simulate",
    lang: "l",
    model: "m",
    entries: ["a:s", "b:s", "c:s"],
    goals: ["g:s"],
    samples: 1_000,
    seed: "x",
    threads: null,
    compat: null,
    json: false,
  };
  expect(parsed(`${simulate} --samples 1000 --seed x`)).toEqual(asked);
  expect(parsed(`${simulate} h:s --samples 1000 --seed x --threads 2 --json`)).toEqual({
    ...asked,
    goals: ["g:s", "h:s"],
    threads: 2,
    json: true,
  });
  expect(parsed("mal simulate --lang l --model m --entry a:s")).toEqual({
    code: "missing",
    verb: "mal simulate",
    options: ["goal", "samples", "seed"],
  });
  expect(parsed(`${simulate} --samples 0 --seed x`)).toMatchObject({ code: "not-whole" });
  expect(parsed(`${simulate} --samples 9 --seed x --full`)).toMatchObject({
    code: "unknown-option",
  });
  expect(
    parsed(`mal simulate more --lang l --model m --entry a --goal b --samples 1 --seed x`),
  ).toEqual({ code: "too-much", word: "more" });
  expect(parsed("mal graph --lang l --model m --entry a")).toMatchObject({
    code: "unknown-option",
  });
  expect(parsed("mal walk")).toEqual({ code: "say-mal" });
});

test("[CL2] what is wrong is said by its kind", () => {
  const howRules = [
    "rules check PATH …",
    "rules import FILE|ADDRESS",
    "rules explain --rules PATH --rule ID EVENTS",
    "rules coverage --rules PATH [LOG …]",
  ];
  for (const line of ["rules", "rules check", "rules nonsense x"])
    expect(parsed(line)).toEqual({ code: "say", how: howRules });
  expect(parsed("rules coverage x")).toEqual({
    code: "missing",
    verb: "rules coverage",
    options: ["rules"],
  });
  expect(parsed("rules check --rule x a")).toEqual({ code: "unknown-option", option: "--rule" });
  expect(parsed("rules explain e --rule x")).toEqual({
    code: "missing",
    verb: "rules explain",
    options: ["rules"],
  });
  expect(parsed("collect ad --ldap ldaps://dc1")).toEqual({
    code: "missing",
    verb: "collect ad --ldap",
    options: ["user"],
  });
  expect(parsed("collect ad --to x")).toEqual({ code: "unknown-option", option: "--to" });
  expect(parsed("collect moon")).toEqual({
    code: "say",
    how: ["ad", "entra", "hyperv", "intune", "veeam"].map((name) => `collect ${name}`),
  });
  expect(parsed("nothing")).toEqual({ code: "unknown-verb", verb: "nothing" });
  expect(parsed("toString")).toEqual({ code: "unknown-verb", verb: "toString" });
  expect(parsed("status --force")).toEqual({ code: "unknown-option", option: "--force" });
  expect(parsed("status --constructor=1")).toEqual({
    code: "unknown-option",
    option: "--constructor",
  });
  expect(parsed("status --budget 1")).toEqual({ code: "unknown-option", option: "--budget" });
  expect(parsed("serve --json")).toEqual({ code: "unknown-option", option: "--json" });
  expect(parsed("plan --budget")).toEqual({ code: "needs-value", option: "budget" });
  expect(parsed("plan --budget --json")).toEqual({ code: "needs-value", option: "budget" });
  expect(parsed("status --json=yes")).toEqual({ code: "takes-no-value", option: "json" });
  for (const budget of ["1e6", "1.5", "abc", "1000000000001", "0x10"])
    expect(parsed(`plan --budget ${budget}`)).toEqual({
      code: "not-whole",
      option: "budget",
      low: 0,
      high: 1e12,
    });
  expect(parsed("plan")).toEqual({ code: "missing", verb: "plan", options: ["budget"] });
  expect(parsed("explain --run r")).toEqual({
    code: "missing",
    verb: "explain",
    options: ["sample"],
  });
  expect(parsed("import")).toEqual({ code: "no-files" });
  expect(parsed("update")).toEqual({ code: "say", how: ["update FILE …"] });
  expect(parsed("match")).toEqual({ code: "say", how: ["match INVENTORY"] });
  expect(parsed("match a b")).toEqual({ code: "too-much", word: "b" });
  expect(parsed("example")).toMatchObject({ code: "say" });
  expect(parsed("example load --to x")).toEqual({ code: "unknown-option", option: "--to" });
  expect(parsed("example write")).toMatchObject({ code: "missing", options: ["to"] });
  expect(parsed("example load more")).toEqual({ code: "too-much", word: "more" });
  expect(parsed("status more")).toEqual({ code: "too-much", word: "more" });
});

test("[CL2] no line of words makes the parser throw", () => {
  const verbs = [
    "import",
    "plan",
    "explain",
    "serve",
    "--budget",
    "--json",
    "-h",
    "--",
    "--port=1",
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...verbs))), (argv) => {
      expect(typeof parseArguments(argv).ok).toBe("boolean");
    }),
  );
});

test("[CL80] what-if takes measures to switch on and off, at least one", () => {
  const terms = { yearlySek: null, hoursByRole: null, objective: "mean" };
  const size = { threads: null, outer: null, inner: null, seed: null };
  expect(parsed("what-if --with a,b --without c --budget 600000 --json")).toEqual({
    verb: "what-if",
    budgetSek: 600_000,
    with: ["a", "b"],
    without: ["c"],
    terms,
    size,
    json: true,
  });
  expect(parsed("what-if --without c")).toEqual({
    verb: "what-if",
    budgetSek: 1_200_000,
    with: [],
    without: ["c"],
    terms,
    size,
    json: false,
  });
  for (const line of ["what-if", "what-if --with ,"])
    expect(parsed(line)).toEqual({
      code: "say",
      how: ["what-if --with ID,…", "what-if --without ID,…"],
    });
});

test("[CL81] plan takes yearly money, hours by role and an objective", () => {
  const line = "plan --budget 1 --yearly 2 --hours operations=3,services=0 --objective tail";
  expect(parsed(line)).toMatchObject({
    terms: { yearlySek: 2, hoursByRole: { operations: 3, services: 0 }, objective: "tail" },
  });
  for (const wrong of ["hours gardeners=1", "hours operations", "hours operations=1,operations=2"])
    expect(parsed(`plan --budget 1 --${wrong}`)).toMatchObject({ code: "say" });
  expect(parsed("plan --budget 1 --objective best")).toEqual({
    code: "say",
    how: ["plan --objective mean|tail|worst|all|falls|hours|persons|sek"],
  });
  expect(parsed("plan --budget 1 --from 2027-01 --until 2027-06")).toMatchObject({
    when: { from: "2027-01", until: "2027-06" },
    terms: { dates: { from: "2027-01", until: "2027-06" } },
  });
  for (const wrong of ["from 2027-13", "until soon", "from 2027-02 --until 2027-01"])
    expect(parsed(`plan --budget 1 --${wrong}`)).toMatchObject({ code: "say" });
  const paid = "--yearly 5 --payer Kommunstyrelsen";
  expect(parsed(`what-if --with a ${paid} --until 2027-06`)).toMatchObject({
    terms: {
      yearlySek: 5,
      yearlyPayer: "Kommunstyrelsen",
      dates: { from: null, until: "2027-06" },
    },
  });
  expect(parsed(`plan --budget 1 --payer ${"x".repeat(201)}`)).toMatchObject({ code: "say" });
  expect(parsed("plan --budget 1 --yearly some")).toMatchObject({ code: "not-whole" });
});

test("[CL220] plan takes worlds, and a range of campaigns with its source", () => {
  const survey = (line: string): unknown => {
    const command = parsed(`plan --budget 1 ${line}`);
    return Reflect.get(Object(command), "survey");
  };
  expect(survey("--objective worst")).toBeNull();
  expect(survey("--worlds 50")).toEqual({ worlds: 50, frequency: null });
  expect(survey("--frequency 0.02-2 --source antagande")).toEqual({
    worlds: 0,
    frequency: { low: 0.02, high: 2, source: "antagande" },
  });
  expect(survey("--worlds 0 --frequency 1 --source x")).toEqual({
    worlds: 0,
    frequency: { low: 1, high: 1, source: "x" },
  });
  for (const wrong of ["--frequency 1-2", "--source x", "--frequency often --source x"])
    expect(parsed(`plan --budget 1 ${wrong}`)).toMatchObject({ code: "say" });
  expect(parsed("plan --budget 1 --worlds 201")).toMatchObject({ code: "not-whole" });
});
