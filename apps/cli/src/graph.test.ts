/** `alerts graph`, `alerts collect` and `rules import` from the terminal. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const secret = "ett-hemligt-ord";

/** Runs the program with a secret piped in. */
async function piped(home: string, argv: readonly string[]) {
  const env = { PATH: process.env["PATH"], VALLGRAV_HOME: home };
  const child = spawn(process.execPath, [main, ...argv], { env, stdio: "pipe" });
  child.stdin.end(`${secret}\n`);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

test("[CL760] a connection to Microsoft Graph is given, shown and forgotten", async () => {
  const home = temporaryFolder();
  const run = (...words: readonly string[]) => runCli(home, ["alerts", ...words]);
  expect((await run("graph")).out).toContain("Inga larm hämtas");
  expect((await run("collect")).code).toBe(1);
  expect((await run("graph", "forget")).code).toBe(1);
  const tenant = "kommun.example.se";
  const set = await piped(home, ["alerts", "graph", "set", tenant, "program", "30"]);
  expect([set.code, set.out]).toEqual([0, expect.stringContaining(`Larm hämtas från ${tenant}`)]);
  const shown = await run("graph", "--json");
  expect(JSON.parse(shown.out)).toMatchObject({
    connection: {
      tenant,
      client: "program",
      everyMinutes: 30,
      graph: "https://graph.microsoft.com",
    },
    last: null,
  });
  const elsewhere = "alerts graph set a b 15 https://login.test https://graph.test";
  const wrong = await piped(home, elsewhere.split(" "));
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("VALLGRAV_GRAPH_HOSTS")]);
  expect(JSON.stringify([set, shown, await run("graph"), wrong])).not.toContain(secret);
  const doctor = await runCli(home, ["doctor", "--json"]);
  expect(doctor.out).toContain("Microsoft Graph (https://login.microsoftonline.com");
  expect((await run("graph", "forget")).code).toBe(0);
  const codes = [];
  for (const words of [
    "graph set a",
    "graph x",
    "graph set a b c",
    "graph set a b 9 x",
    "collect x",
  ])
    codes.push((await run(...words.split(" "))).code);
  expect(codes).toEqual([2, 2, 2, 2, 2]);
}, 90_000);

function rule(number: number): string {
  return [
    `title: Rule ${number}`,
    `id: 5a4f0c3e-0000-4000-8000-00000000000${number}`,
    "logsource: { product: linux, service: sshd }",
    "detection: { selection: { message|contains: password }, condition: selection }",
    "",
  ].join("\n");
}

test("[CL761] rules are imported from a file, and what changed is told", async () => {
  const home = temporaryFolder();
  const path = join(temporaryFolder(), "andras.yml");
  const take = async (content: string) => {
    writeFileSync(path, content);
    return runCli(home, ["rules", "import", path, "--json"]);
  };
  const first = await take([rule(1), rule(2)].join("---\n"));
  expect(JSON.parse(first.out)).toMatchObject({ name: "andras.yml", rules: 2, added: 2, gone: 0 });
  const second = await take([rule(2), rule(3), "title: Half\n"].join("---\n"));
  expect(JSON.parse(second.out)).toMatchObject({ rules: 2, added: 1, gone: 1, refused: 1 });
  expect((await take("- one\n")).code).toBe(1);
  const bare = await runCli(home, ["rules", "import", "http://example.test/rules.zip"]);
  expect([bare.code, bare.err]).toEqual([1, expect.stringContaining("https://")]);
  const audit = await runCli(home, ["audit", "export"]);
  expect(audit.out).toContain("watch/import-rules");
  const codes = [];
  for (const words of ["rules import", "rules import a b"])
    codes.push((await runCli(home, words.split(" "))).code);
  expect(codes).toEqual([2, 2]);
}, 60_000);
