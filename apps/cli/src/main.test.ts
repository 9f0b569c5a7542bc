/** The program as it is run: arguments in, exit code, standard output and standard error out. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { once } from "node:events";
import { examplePaths } from "@vallgrav/examples";
import type { ImportReport, PlanCalendar, PlanReport, Status } from "@vallgrav/platform/api";
import { openStore } from "@vallgrav/platform/storage";
import { openKeys } from "@vallgrav/server/rooms";
import { expect, test } from "vitest";
import { type Run, runCli, startCli, temporaryFolder } from "./test/run-cli.ts";

type Imported = ImportReport & { readonly model: string };
type Refused = { readonly problems: readonly { readonly code: string; readonly at: unknown }[] };

function importedOf(run: Run): Imported {
  return JSON.parse(run.out) as Imported;
}

function refusedOf(run: Run): Refused {
  return JSON.parse(run.out) as Refused;
}

function statusOf(run: Run): Status {
  return JSON.parse(run.out) as Status;
}

/** Names of members of a document that the page about documents does not explain. */
function unexplained({ out }: Run): readonly string[] {
  const page = readFileSync(new URL("../../../docs/cli-json.md", import.meta.url), "utf8");
  const explained = new Set(
    [...page.matchAll(/`"?([\w-]+)"?`|"(\w+)"/g)].flatMap(([, a, b]) => [a, b]),
  );
  const names = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === "object" && value !== null)
      for (const [name, member] of Object.entries(value)) {
        names.add(name);
        if (name !== "args") collect(member);
      }
  };
  collect(JSON.parse(out));
  return [...names].filter((name) => !explained.has(name));
}

const small = ["--outer", "4", "--inner", "2"];

test("[CL2] wrong usage: exit 2, nothing on standard output, in one's language", async () => {
  const home = join(temporaryFolder(), "home");
  expect(await runCli(home, ["plan", "--json"])).toEqual({
    code: 2,
    out: "",
    err: "vallgrav: plan behöver --budget\nSe: vallgrav help plan\n",
  });
  expect(await runCli(home, ["dance"], { VALLGRAV_LANG: "en" })).toEqual({
    code: 2,
    out: "",
    err: "vallgrav: there is no command dance\nSee: vallgrav help\n",
  });
});

test("[CL1] help and version answer on standard output and touch nothing", async () => {
  const home = join(temporaryFolder(), "home");
  const help = await runCli(home, ["help"]);
  expect([help.code, help.err, help.out.split("\n")[0]]).toEqual([
    0,
    "",
    "vallgrav: kommunens eget system för cyberförsvar",
  ]);
  expect(await runCli(home, ["version"])).toEqual({ code: 0, out: "0.1.0\n", err: "" });
});

test("[CL30] collect prints a script and touches nothing", async () => {
  const home = join(temporaryFolder(), "home");
  const run = await runCli(home, ["collect", "ad"]);
  expect([run.code, run.err, run.out.slice(0, 2)]).toEqual([0, "", "<#"]);
  expect(existsSync(home)).toBe(false);
});

test("[CL19] what keeps a directory from being collected is said; nothing is left", async () => {
  const folder = temporaryFolder();
  const to = join(folder, "ad.json");
  writeFileSync(join(folder, "password"), "Sommar2026\n");
  const options = ["--user", "u@example.se", "--password-file", join(folder, "password")];
  const collect = (url: string) =>
    runCli(join(folder, "home"), ["collect", "ad", "--ldap", url, ...options, "--to", to]);
  const closed = await collect("ldaps://127.0.0.1:1");
  expect([closed.code, closed.out]).toEqual([1, ""]);
  expect(closed.err).toContain("[collect/ldap-unreachable]");
  expect(closed.err).not.toContain("Sommar2026");
  const odd = await collect("http://127.0.0.1");
  expect(odd.err).toContain("[collect/ldap-address]");
  expect(readdirSync(folder)).toEqual(["password"]);
  writeFileSync(to, "mine");
  const twice = await collect("ldaps://127.0.0.1:1");
  expect([twice.code, twice.err.includes("[cli/exists]")]).toEqual([1, true]);
  expect(readFileSync(to, "utf8")).toBe("mine");
});

test("[CL3] an import says what was declared, read and distinct; again it is known", async () => {
  const home = temporaryFolder();
  const first = await runCli(home, ["import", ...examplePaths(), "--json"]);
  expect(first.code).toBe(0);
  // How long a state lasts is up to the machine; each is said once.
  expect(first.err).toMatch(/^läser in: väntar\n(?:läser in: pågår\n)?läser in: klart\n$/);
  const report = importedOf(first);
  expect(Object.keys(report).join()).toBe("files,kinds,rights,domains,problems,lists,model");
  expect(report.kinds.map(({ kind, declared, read }) => [kind, declared, read])).toEqual([
    ["certtemplates", 2, 2],
    ["computers", 202, 202],
    ["domains", 1, 1],
    ["enterprisecas", 1, 1],
    ["gpos", 2, 2],
    ["groups", 17, 17],
    ["ous", 11, 11],
    ["systems", null, 24],
    ["users", 259, 259],
  ]);
  expect(report.domains).toEqual(["kommun.example.se"]);
  expect(report.files.map(({ already }) => already)).toEqual(report.files.map(() => false));
  const again = importedOf(await runCli(home, ["import", ...examplePaths(), "--json"]));
  expect(again.files.map(({ already }) => already)).toEqual(report.files.map(() => true));
  expect(again.model).toBe(report.model);
});

test("[CL3] a file's own date is used where the source says none", async () => {
  const home = temporaryFolder();
  const register = examplePaths().find((path) => path.endsWith(".csv")) ?? "";
  const run = await runCli(home, ["import", register, "--json"]);
  const [file] = importedOf(run).files;
  expect([run.code, typeof file?.producedAt]).toEqual([0, "string"]);
});

test("[CL4] a truncated file is refused by name and place; nothing is imported", async () => {
  const folder = temporaryFolder();
  const home = join(folder, "home");
  const [whole = ""] = examplePaths().filter((path) => path.endsWith("_users.json"));
  const cut = join(folder, "avbruten_users.json");
  writeFileSync(cut, readFileSync(whole, "utf8").slice(0, 10_000));
  const others = examplePaths().filter((path) => path !== whole);
  const run = await runCli(home, ["import", ...others, cut, "--json"]);
  expect(run.code).toBe(1);
  const { problems } = refusedOf(run);
  expect(problems.filter(({ code }) => code === "readers/truncated-json")).toHaveLength(1);
  expect(run.err).toMatch(/^fel: avbruten_users\.json, rad \d+, tecken \d+: .* \[readers\/trun/m);
  const status = statusOf(await runCli(home, ["status", "--json"]));
  expect([status.assets, status.evidence, status.relations]).toEqual([[], [], 0]);
});

test("[CL4] files that cannot be read are all named, and no job is begun", async () => {
  const folder = temporaryFolder();
  const run = await runCli(join(folder, "home"), [
    "import",
    join(folder, "inga.json"),
    join(folder, "inga.csv"),
    "--json",
  ]);
  expect([run.code, refusedOf(run).problems]).toEqual([
    1,
    [
      {
        code: "cli/unreadable",
        severity: "error",
        at: { file: join(folder, "inga.json"), place: "" },
        args: { reason: "missing" },
      },
      {
        code: "cli/unreadable",
        severity: "error",
        at: { file: join(folder, "inga.csv"), place: "" },
        args: { reason: "missing" },
      },
    ],
  ]);
  expect(run.err).toContain("inga.json: Filen finns inte. [cli/unreadable]\n");
});

test("[CL5] the order of imports does not change the model", async () => {
  const models: string[] = [];
  // The same dates on both: a copy keeps them.
  const folder = join(temporaryFolder(), "files");
  mkdirSync(folder);
  for (const path of examplePaths())
    cpSync(path, join(folder, basename(path)), { preserveTimestamps: true });
  const files = examplePaths().map((path) => join(folder, basename(path)));
  const forwards = temporaryFolder();
  models.push(importedOf(await runCli(forwards, ["import", ...files, "--json"])).model);
  const backwards = temporaryFolder();
  let last = "";
  for (const half of [files.slice(5).toReversed(), files.slice(0, 5).toReversed()])
    last = importedOf(await runCli(backwards, ["import", ...half, "--json"])).model;
  models.push(last);
  expect(models[1]).toBe(models[0]);
});

test("[CL6] the status, for people and as a document", async () => {
  const home = temporaryFolder();
  expect((await runCli(home, ["status"])).out).toBe(
    "Inget är inläst än. Börja med: vallgrav example load\n",
  );
  expect((await runCli(home, ["example", "load"])).code).toBe(0);
  const said = await runCli(home, ["status"]);
  expect([said.code, said.err]).toEqual([0, ""]);
  expect(said.out).toMatch(/^konton +259$/m);
  expect(said.out).toMatch(/^systemregister\.csv /m);
  const english = await runCli(home, ["status"], { VALLGRAV_LANG: "en" });
  expect(english.out).toMatch(/^accounts +259$/m);
});

test("[CL9] a plan is one document, the same for any number of threads", async () => {
  const plans: string[] = [];
  for (const threads of ["1", "2"]) {
    const home = temporaryFolder();
    await runCli(home, ["import", ...examplePaths()]);
    const argv = ["plan", "--budget", "1200000", ...small, "--threads", threads, "--json"];
    const run = await runCli(home, argv);
    // Plans so far are told as they come: how many are seen on the way is the machine's.
    const said = run.err.replaceAll(/^Planen så långt: .*\n/gm, "");
    expect([run.code, said]).toEqual([0, "räknar: väntar\nräknar: pågår\nräknar: klart\n"]);
    plans.push(run.out);
    if (threads === "1") expect(await runCli(home, argv)).toEqual({ ...run, err: "" });
  }
  expect(plans[1]).toBe(plans[0]);
  const plan = JSON.parse(plans[0] ?? "") as PlanReport;
  expect([plan.budgetSek, plan.costSek <= 1_200_000]).toEqual([1_200_000, true]);
}, 180_000);

test("[CL9] [CL250] [CL520] a plan, the ways and one run for people", async () => {
  const home = temporaryFolder();
  await runCli(home, ["example", "load"]);
  const plan = await runCli(home, ["plan", "--budget", "1200000", ...small]);
  expect(plan.out).toMatch(/^För 1 200 000 kr föreslås ett paket som kostar [\d ]+ kr\.$/m);
  const later = ["--from", "2030-01", "--until", "2030-01"];
  const timed = await runCli(home, ["plan", "--budget", "1200000", ...later, ...small, "--json"]);
  const { calendar } = JSON.parse(timed.out) as { readonly calendar: PlanCalendar };
  expect([calendar.from, calendar.until]).toEqual(["2030-01", "2030-01"]);
  const isLate = calendar.rows.map(({ from }) => from === null);
  expect([isLate.includes(true), plan.out.includes("börjar")]).toEqual([false, true]);
  const paths = await runCli(home, ["paths", ...small]);
  expect([paths.code, paths.err]).toEqual([0, ""]);
  expect(paths.out).toMatch(/^Något viktigt föll i \d av 8 genomspelade angrepp\.$/m);
  // Directories shout; told to people they do not.
  expect(paths.out).not.toMatch(/KOMMUN\.EXAMPLE/u);
  const told = await runCli(home, ["plan", "--budget", "1200000", ...small, "--json"]);
  const { measures } = JSON.parse(told.out) as { readonly measures: readonly { id: string }[] };
  const same = await runCli(home, ["what-if", "--with", measures[0]?.id ?? "", ...small]);
  expect(same.out).toContain("Inget är ändrat: det som skulle med är redan med");
  const run = /Körningar: (\S+) /.exec(plan.out)?.[1] ?? "";
  const explained = await runCli(home, ["explain", "--run", run, "--sample", "0", ...small]);
  expect([explained.code, explained.err]).toEqual([0, ""]);
  const unknown = await runCli(home, ["explain", "--run", "x", "--sample", "0", "--json"]);
  expect([unknown.code, refusedOf(unknown).problems[0]?.code]).toEqual([1, "cli/no-such-run"]);
}, 180_000);

test("[CL31] the questions are a file to fill in, and twelve answers give a plan", async () => {
  const home = temporaryFolder();
  const asked = await runCli(home, ["questions", "--json"]);
  expect([asked.code, asked.err]).toEqual([0, ""]);
  const form = JSON.parse(asked.out) as { answers: Record<string, unknown> };
  expect(Object.values(form.answers)).toEqual(Array(12).fill(null));
  const file = join(home, "svar.json");
  writeFileSync(
    file,
    JSON.stringify({
      ...form,
      answers: { ...form.answers, employees: 900, "restore-tried": false },
    }),
  );
  expect((await runCli(home, ["import", file])).code).toBe(0);
  const again = await runCli(home, ["questions"]);
  expect(again.out).toContain("   employees: 900");
  expect(again.out).toContain("   restore-tried: nej");
  expect(again.out).toContain("   servers: obesvarad");
  const plan = await runCli(home, ["plan", "--budget", "1200000", ...small]);
  expect(plan.code).toBe(0);
  expect(plan.out).toContain("Ingen katalog är inläst");
  expect(plan.out).toContain("mätarna talar i ord");
}, 120_000);

test("[CL9] without facts there is no plan, and it says what is missing", async () => {
  const home = temporaryFolder();
  for (const argv of [["plan", "--budget", "5"], ["paths"]]) {
    const run = await runCli(home, [...argv, "--json"]);
    expect([run.code, refusedOf(run).problems[0]?.code]).toEqual([1, "protect/no-model"]);
    expect(run.err).toContain("[protect/no-model]");
  }
});

/** The first line that a server says on standard output. */
async function addressOf(child: ReturnType<typeof startCli>): Promise<string> {
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return line.toString();
}

test("[CL10] serve prints its address, and ends in order on SIGTERM", async () => {
  const home = temporaryFolder();
  const child = startCli(home, ["serve", "--port", "0"]);
  const line = await addressOf(child);
  expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  const answer = await fetch(`${line.trim()}/api/session`);
  expect(await answer.json()).toEqual({ state: "first-run" });
  const second = await runCli(home, ["serve", "--port", "0"]);
  expect([second.code, second.out]).toEqual([1, ""]);
  expect(second.err).toContain("[server/home-in-use]");
  const port = new URL(line).port;
  const taken = await runCli(temporaryFolder(), ["serve", "--port", port]);
  expect([taken.code, taken.out]).toEqual([1, ""]);
  expect(taken.err).toContain("[server/port-taken]");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("[CL10] beside a server that runs, the terminal still works", async () => {
  const home = temporaryFolder();
  const child = startCli(home, ["serve", "--port", "0"]);
  await addressOf(child);
  const loaded = await runCli(home, ["example", "load", "--json"]);
  expect([loaded.code, importedOf(loaded).files]).toEqual([0, expect.any(Array)]);
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("[CL10] serve for others needs their names", async () => {
  const run = await runCli(temporaryFolder(), ["serve", "--host", "0.0.0.0"]);
  expect([run.code, run.out]).toEqual([1, ""]);
  expect(run.err).toContain("[server/needs-host-names]");
});

test("[CL11] our own failure is exit 3 with a reference, standard output empty", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  const run = await runCli(join(file, "home"), ["status", "--json"]);
  expect([run.code, run.out]).toEqual([3, ""]);
  const { reference } = JSON.parse(run.err.split("\n")[0] ?? "") as { reference: string };
  expect(run.err.split("\n")[1]).toBe(
    `Något gick fel hos oss. Referens i loggen ovan: ${reference}`,
  );
});

test("[CL11] a database that is none is said in words", async () => {
  const home = temporaryFolder();
  writeFileSync(join(home, "vallgrav.db"), "this is no database, and longer than a header is");
  const run = await runCli(home, ["status", "--json"]);
  expect([run.code, run.out]).toEqual([3, ""]);
  expect(run.err).toContain("[storage/unavailable]");
});

test("[CL9] every member of every document is explained", async () => {
  const home = temporaryFolder();
  const left: Record<string, readonly string[]> = {};
  const ask = async (...argv: readonly string[]): Promise<Run> => {
    const run = await runCli(home, [...argv, "--json"]);
    left[argv[0] ?? ""] = unexplained(run);
    return run;
  };
  await ask("import", "nothing-there.json");
  await ask("example", "load");
  await ask("status");
  await ask("questions");
  const plan = JSON.parse((await ask("plan", "--budget", "1200000", ...small)).out) as PlanReport;
  await ask("paths", ...small);
  await ask("explain", "--run", plan.afterRun, "--sample", "1", ...small);
  const verbs = ["import", "example", "status", "questions", "plan", "paths", "explain"];
  expect(left).toEqual(Object.fromEntries(verbs.map((verb) => [verb, []])));
}, 120_000);

test("[CL12] each command leaves its line in the audit", async () => {
  const home = temporaryFolder();
  await runCli(home, ["example", "load"]);
  await runCli(home, ["status"]);
  await runCli(home, ["import", join(home, "missing.json")]);
  const store = await openStore(join(home, "vallgrav.db"), {
    keys: openKeys(join(home, "keys")).data,
  });
  const lines = (await store.audit.rows(1, 10)).map(({ entry }) => {
    const { actor, action, outcome } = JSON.parse(entry) as Record<string, string>;
    return `${actor} ${action} ${outcome}`;
  });
  await store.close();
  expect(lines).toEqual([
    "system example/load done",
    "system status/view done",
    "system import/start failed",
  ]);
});

test("[CL12] what cannot be audited is not told", async () => {
  const home = temporaryFolder();
  await runCli(home, ["status"]);
  const database = new DatabaseSync(join(home, "vallgrav.db"));
  database.exec(
    "create trigger full before insert on audit begin select raise(abort, 'disk full'); end",
  );
  database.close();
  const run = await runCli(home, ["status", "--json"]);
  expect([run.code, run.out]).toEqual([3, ""]);
  expect(run.err).toContain("[audit/unavailable]");
});
