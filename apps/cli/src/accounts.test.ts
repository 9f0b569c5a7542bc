/** Accounts from the terminal. */
import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { temporaryFolder } from "./test/run-cli.ts";
import { runHere } from "./test/run-here.ts";

const run = (home: string, ...argv: readonly string[]) =>
  runHere(argv, { VALLGRAV_HOME: home, VALLGRAV_LANG: "en" });

async function documentOf<T>(home: string, ...argv: readonly string[]): Promise<T> {
  return JSON.parse((await run(home, "account", ...argv, "--json")).out) as T;
}

type One = { readonly account: { readonly state: string }; readonly link?: string };

test("[CL40] an account is invited, let in only from where it is, and closed", async () => {
  const home = temporaryFolder();
  const made = await documentOf<One>(home, "invite", "Bo Exempel", "--role", "auditor");
  expect(made).toMatchObject({ account: { name: "Bo Exempel", role: "auditor", unit: null } });
  expect(made.link).toMatch(/^\/inbjudan#[\w-]{43}$/);
  const early = await run(home, "account", "activate", "bo  exempel");
  expect([early.code, early.out]).toEqual([1, ""]);
  expect(early.err).toContain("in a state where that cannot be done");
  expect((await documentOf<One>(home, "reset", "Bo Exempel")).link).not.toBe(made.link);
  expect((await run(home, "account", "list")).out).toMatch(/Bo Exempel {2}auditor {2}– +invited/);
  expect((await documentOf<One>(home, "close", "Bo Exempel")).account.state).toBe("closed");
  expect((await run(home, "account", "lock", "Nobody")).code).toBe(1);
  const lost = await run(home, "account", "invite", "Cia", "--role", "pupil", "--unit", "X");
  expect([lost.code, lost.err.includes("no such unit")]).toEqual([1, true]);
  expect((await documentOf<One>(home, "drop-factor", "Bo Exempel")).account.state).toBe("closed");
  const { entries } = JSON.parse((await run(home, "audit", "export", "--json")).out) as {
    readonly entries: readonly { readonly entry: string }[];
  };
  const actions = entries.map((line) => /account\/[a-z-]+/.exec(JSON.stringify(line))?.[0]);
  expect(actions.slice(0, 3)).toEqual(["account/invite", "account/activate", "account/reset"]);
});

test("[CL2] what is wrong with account is said by how to say it", () => {
  for (const line of ["", "list x", "invite Bo", "invite Bo --role king", "lock", "lock a b"])
    expect([line, parseArguments(["account", ...line.split(" ").filter(Boolean)])]).toMatchObject([
      line,
      { ok: false, problem: { code: "say" } },
    ]);
  expect(parseArguments(["account", "lock", "Bo", "--role", "pupil"])).toMatchObject({ ok: false });
  expect(parseArguments(["account", "lock", "Bo"])).toEqual({
    ok: true,
    command: { verb: "account", what: "lock", name: "Bo", json: false },
  });
});

test("[CL40] an account for the worst day gets a password for an envelope", async () => {
  const home = temporaryFolder();
  const made = await documentOf<One & { readonly password: string }>(home, "break-glass", "Kuvert");
  expect(made.account).toMatchObject({
    state: "active",
    role: "administrator",
    isBreakGlass: true,
  });
  expect(made.password).toMatch(/^(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
  expect((await run(home, "account", "break-glass", "kuvert")).code).toBe(1);
});

test("[CL110] a role is given, and an incident lets in those named", async () => {
  const home = temporaryFolder();
  for (const name of ["Bo", "Cia"]) await run(home, "account", "invite", name, "--role", "auditor");
  const assigned = await documentOf<One>(home, "assign", "bo", "--role", "it-operations");
  expect(assigned.account).toMatchObject({ name: "Bo", role: "it-operations", unit: null });
  expect((await run(home, "account", "assign", "Dag", "--role", "pupil")).code).toBe(1);
  const begun = await run(home, "account", "incident", "Bo", "cia");
  expect([begun.code, begun.out]).toEqual([
    0,
    "Incident: only Bo, Cia and accounts for the worst day are let in.\n",
  ]);
  expect((await run(home, "account", "incident", "Dag")).code).toBe(1);
  type Access = { readonly access: { readonly incident: { admitted: readonly string[] } | null } };
  const over = await documentOf<Access>(home, "incident-end");
  expect(over.access.incident).toBe(null);
  const log = (await run(home, "audit", "export", "--json")).out;
  expect([log.includes("incident/begin"), log.includes("incident/end")]).toEqual([true, true]);
  for (const line of ["incident", "incident-end x", "assign Bo", "incident Bo --role pupil"])
    expect(parseArguments(["account", ...line.split(" ")])).toMatchObject({ ok: false });
});
