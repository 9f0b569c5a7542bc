/** `releases`: harm tests from a terminal. */
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

const english = { VALLGRAV_LANG: "en" };

test("[CL700] a request is entered, decided, listed and taken as CSV", async () => {
  const home = temporaryFolder();
  const none = await runCli(home, ["releases"], english);
  expect([none.code, none.out]).toEqual([0, "Nobody has asked for anything.\n"]);
  const ask = ["releases", "ask", "weaknesses,ways", "--text", "Brister i oktober"];
  const asked = await runCli(home, [...ask, "--json"]);
  const { id } = JSON.parse(asked.out);
  const decide = ["releases", "decide", id.slice(0, 8)];
  const by = ["--by", "Astrid Påhitt", "--text", "Inte åtgärdade än."];
  const bare = await runCli(home, [...decide, "refused", ...by], english);
  expect([bare.code, bare.err]).toEqual([1, expect.stringContaining("releases/grounds")]);
  const done = await runCli(home, [...decide, "refused", "osl-18-8", ...by], english);
  expect(done.out).toMatch(
    /somebody who wants to be unknown\n {4}Brister i oktober\n {4}refused, decided by Astrid/,
  );
  const shown = await runCli(home, ["releases", "--json"]);
  expect(JSON.parse(shown.out).releases).toMatchObject([
    { id, unit: null, decisions: [{ outcome: "refused", grounds: ["osl-18-8"] }] },
  ]);
  const csv = await runCli(home, ["releases", "--csv"], english);
  expect(csv.out.split("\n")[1]).toContain(',"Weaknesses and vulnerabilities; Ways in');
  const nowhere = await runCli(home, [...ask, "--unit", "Ingen"]);
  expect([nowhere.code, nowhere.err]).toEqual([
    1,
    expect.stringContaining("accounts/unknown-unit"),
  ]);
  for (const wrong of [
    ["ask", "constructor", "--text", "x"],
    ["ask", "ways"],
    ["decide", "x", "refused", "osl-0", "--by", "a", "--text", "b"],
    ["decide", "x", "toString", "--by", "a", "--text", "b"],
    ["decide", "x", "released", "--text", "b"],
    ["list", "x"],
  ])
    expect(parseArguments(["releases", ...wrong])).toMatchObject({
      ok: false,
      problem: { code: "say" },
    });
});
