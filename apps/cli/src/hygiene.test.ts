/** Domains named as one's own, and looked at, from the terminal. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { domainChecks, profileNames } from "@vallgrav/domains";
import { parseArguments } from "./arguments.ts";
import { nameData, startNames, txtData } from "./test/name-server.ts";
import { temporaryFolder } from "./test/run-cli.ts";
import { runHere } from "./test/run-here.ts";

const run = (home: string, ...argv: readonly string[]) =>
  runHere(argv, { VALLGRAV_HOME: home, VALLGRAV_LANG: "en", USER: "signe" });

const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

test("[CL310] domains are named as one's own, by whom and until when, and ended", async () => {
  const home = temporaryFolder();
  expect((await run(home, "clear", "list")).out).toContain("No domain is named");
  const given = ["--by", "Signe Exempel", "--until", soon];
  const made = await run(home, "clear", "Example.se", "b.example", ...given, "--json");
  expect(made.code).toBe(0);
  expect(JSON.parse(made.out)).toMatchObject({
    clearances: [
      { domain: "example.se", by: "Signe Exempel", until: soon },
      { domain: "b.example", by: "Signe Exempel", until: soon },
    ],
    problems: [],
  });
  expect((await run(home, "clear", "list")).out).toBe(
    `b.example and all under it may be looked at until ${soon}, says Signe Exempel.\n` +
      `example.se and all under it may be looked at until ${soon}, says Signe Exempel.\n`,
  );
  expect((await run(home, "clear", "end", "b.example")).code).toBe(0);
  const again = await run(home, "clear", "end", "b.example");
  expect([again.code, again.out]).toEqual([1, "b.example was not named, so nothing changed.\n"]);
  const late = await run(home, "clear", "example.se", "--by", "x", "--until", "2020-01-01");
  expect([late.code, late.err.includes("[hygiene/bad-until]")]).toEqual([1, true]);
  const { out } = await run(home, "audit", "export", "--json");
  expect([...out.matchAll(/clearance\/([a-z]+)/g)].map(([, what]) => what)).toEqual([
    "view",
    "record",
    "view",
    "end",
    "end",
    "record",
  ]);
});

test("[CL310] what is half said is told how", () => {
  const problemOf = (...argv: readonly string[]) => {
    const parsed = parseArguments(argv);
    return parsed.ok ? null : parsed.problem.code;
  };
  expect(problemOf("clear")).toBe("say");
  expect(problemOf("clear", "example.se", "--by", "x")).toBe("say");
  expect(problemOf("clear", "list", "--by", "x")).toBe("say");
  expect(problemOf("clear", "end")).toBe("say");
  expect(problemOf("check")).toBe("say");
  expect(problemOf("check", "example.se", "--by", "x")).toBe("unknown-option");
  expect(problemOf("check", "example.se", "--resolver", "192.0.2.1")).toBe(null);
  expect(problemOf("check", "example.se", "--profile", "other")).toBe("say");
  expect(problemOf("check", "--history", "--profile", "vallgrav")).toBe("say");
  expect(problemOf("check", "--history")).toBe(null);
  expect(problemOf("clear", "list", "--network", "10.0.0.0/8")).toBe("say");
  for (const profile of profileNames)
    expect(problemOf("check", "example.se", "--profile", profile)).toBe(null);
});

test("[CL311] only what is cleared is looked at, and what is unknown is not in order", async () => {
  const home = temporaryFolder();
  const refused = await run(home, "check", "example.se", "--resolver", "127.0.0.1:1", "--json");
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out)).toMatchObject({
    problems: [{ code: "hygiene/not-cleared", args: { name: "example.se" } }],
  });
  expect((await run(home, "check", "example.se", "--resolver", "ns1")).err).toContain(
    "[hygiene/bad-resolver]",
  );
  expect((await run(home, "check", "exämple.se")).err).toContain("[domains/not-ascii]");
  expect((await run(home, "clear", "example.se", "--by", "x", "--until", soon)).code).toBe(0);
  // Nobody listens on this port: everything is refused at once, and nothing is known.
  const blind = await run(home, "check", "example.se", "--resolver", "127.0.0.1:1", "--json");
  expect(blind.code).toBe(1);
  const told = JSON.parse(blind.out) as {
    readonly domains: readonly {
      readonly dnssec: object;
      readonly checks: readonly { readonly result: string }[];
    }[];
    readonly probes: { readonly count: number; readonly file: string };
  };
  expect(told.domains[0]?.dnssec).toEqual({
    status: "indeterminate",
    reason: "no-answer",
    at: "example.se",
  });
  const results = told.domains[0]?.checks.map(({ result }) => result) ?? [];
  expect([results.length, new Set(results)]).toEqual([29, new Set(["unknown"])]);
  const lines = readFileSync(told.probes.file, "utf8").trimEnd().split("\n");
  expect(lines.length).toBe(told.probes.count);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ to: "udp 127.0.0.1:1", came: "unreachable" });
  const shown = await run(home, "check", "example.se", "--resolver", "127.0.0.1:1");
  expect(shown.out).toContain("example.se: 0 failed, 0 warnings, 29 unknown, 0 passed.\n");
});

/** Mail is judged by its records; its server is somebody else's. */
const names = {
  "example.se 15": [Buffer.concat([Buffer.of(0, 10), nameData("mx.elsewhere.example")])],
  "example.se 16": [txtData("v=spf1 -all")],
  "_dmarc.example.se 16": [txtData("v=DMARC1; p=none; rua=mailto:d@example.se")],
  "mx.elsewhere.example 1": [Buffer.of(192, 0, 2, 25)],
};

type Document = {
  readonly profile: string;
  readonly domains: readonly {
    readonly score: { readonly least: number; readonly most: number };
    readonly judged: readonly { readonly check: string; readonly standing: string }[];
    readonly notCleared: readonly string[];
  }[];
  readonly probes: { readonly file: string };
};

test("[CL390] mail, web and TLS are judged by a profile; somebody else's is left", async () => {
  await using server = await startNames(names);
  const home = temporaryFolder();
  await run(home, "clear", "example.se", "--by", "x", "--until", soon);
  const check = (...more: readonly string[]) =>
    run(home, "check", "example.se", "--resolver", server.place, ...more);
  const { code, out } = await check("--json");
  const told = JSON.parse(out) as Document;
  expect([code, told.profile]).toEqual([1, "vallgrav"]);
  const [domain] = told.domains;
  expect(domain?.notCleared).toEqual(["mx.elsewhere.example"]);
  expect(domain?.judged.map((one) => one.check)).toEqual(domainChecks);
  const of = (name: string) => domain?.judged.find((one) => one.check === name);
  expect(of("spf")?.standing).toBe("passed");
  // What the checks of DNS came to is judged too: no name server has an address here.
  expect(of("name-servers-ipv6")?.standing).toBe("failed");
  expect(of("dmarc-policy")).toMatchObject({ standing: "failed", category: "mail-authenticity" });
  expect(of("dmarc-policy")).toMatchObject({ asks: { sv: /./u }, fix: { en: /./u } });
  for (const name of ["starttls", "mail-versions", "mail-key"])
    expect([name, of(name)?.standing]).toEqual([name, "unknown"]);
  const { least, most } = domain?.score ?? { least: 0, most: 0 };
  expect([least > 0, least < most, most < 100]).toEqual([true, true, true]);
  expect(readFileSync(told.probes.file, "utf8")).not.toContain("192.0.2.25");
  const shown = (await check()).out;
  expect(shown).toContain(`example.se by vallgrav: ${Math.floor(least)}–${Math.floor(most)}%.\n`);
  expect(shown).toContain("mx.elsewhere.example is not named as the municipality's own");
  expect(shown).toMatch(
    / {2}failed {2}dmarc-policy \(required\) .*\n(?: {4}.*\n)* {4}What to do: /u,
  );
  expect(shown.indexOf("Not known:")).toBeLessThan(shown.indexOf("    mail-versions  "));
  const strict = JSON.parse((await check("--profile", "ncsc-tls", "--json")).out) as Document;
  expect(strict.domains[0]?.judged.length).toBe(28);
  expect(strict.domains[0]?.score).toEqual({ least: 0, most: 100 });
});

test("[CL580] every check is kept and told again, the newest first", async () => {
  await using server = await startNames(names);
  const home = temporaryFolder();
  const history = (...more: readonly string[]) => run(home, "check", "--history", ...more);
  expect((await history("example.se")).err).toContain("[hygiene/not-cleared]");
  await run(home, "clear", "example.se", "--by", "x", "--until", soon);
  expect((await history()).out).toBe("example.se has not been looked at yet.\n");
  for (const profile of ["vallgrav", "ncsc-tls"])
    await run(home, "check", "example.se", "--resolver", server.place, "--profile", profile);
  const told = JSON.parse((await history("--json")).out) as {
    readonly domains: readonly { readonly history: readonly { readonly scores: object }[] }[];
  };
  // Whatever it was asked by, a check is kept by every profile.
  expect(told.domains[0]?.history.map(({ scores }) => Object.keys(scores))).toEqual([
    [...profileNames],
    [...profileNames],
  ]);
  const lines = (await history("example.se")).out.trimEnd().split("\n");
  expect([lines.length, lines[0]]).toEqual([3, "example.se, the newest first:"]);
  expect(lines[1]).toMatch(/^ {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}internetnl-1\.11\.2 \d+–\d+%, /u);
});

test("[CL581] what is not out in the open is met only where its network is named", async () => {
  const inner = { "example.se 1": [Buffer.of(127, 0, 0, 1)] };
  await using server = await startNames(inner);
  const home = temporaryFolder();
  const check = async () => {
    const { out } = await run(home, "check", "example.se", "--resolver", server.place, "--json");
    const told = JSON.parse(out) as {
      readonly domains: readonly { readonly notOpen: readonly string[] }[];
      readonly probes: { readonly file: string };
    };
    const log = readFileSync(told.probes.file, "utf8");
    return [told.domains[0]?.notOpen, log.includes("tcp 127.0.0.1:443")];
  };
  await run(home, "clear", "example.se", "--by", "x", "--until", soon);
  expect(await check()).toEqual([["example.se 127.0.0.1"], false]);
  const shown = await run(home, "check", "example.se", "--resolver", server.place);
  expect(shown.out).toContain("example.se 127.0.0.1 is no address on the open internet");
  const given = ["--by", "x", "--until", soon, "--network", "127.0.0.0/8"];
  await run(home, "clear", "example.se", ...given);
  expect(await check()).toEqual([[], true]);
  const bad = await run(home, "clear", "example.se", ...given.slice(0, 5), "everywhere");
  expect(bad.err).toContain("[hygiene/bad-network]");
});

test("[CL680] whether routes are signed is told from a file, and unknown without one", async () => {
  await using server = await startNames({
    ...names,
    "example.se 2": [nameData("ns.example.se")],
    "example.se 1": [Buffer.of(192, 0, 2, 80)],
    "ns.example.se 1": [Buffer.of(198, 51, 100, 53)],
  });
  const home = temporaryFolder();
  await run(home, "clear", "example.se", "--by", "x", "--until", soon);
  const file = join(temporaryFolder(), "vrps.json");
  const routes = join(temporaryFolder(), "routes.txt");
  const check = async (...more: readonly string[]) => {
    const { out } = await run(
      ...([home, "check", "example.se", "--resolver", server.place, ...more, "--json"] as const),
    );
    const told = JSON.parse(out) as Document & { readonly problems: readonly object[] };
    const judged = told.domains?.[0]?.judged ?? [];
    const routing = judged.filter((one) => /-(?:roa|route)$/u.test(one.check));
    return { standings: routing.map(({ standing }) => standing).join(" "), told };
  };
  expect((await check()).standings).toBe("unknown ".repeat(8).trim());
  const roa = { asn: "AS64500", prefix: "192.0.2.0/24", maxLength: 24 };
  writeFileSync(file, JSON.stringify({ roas: [roa] }));
  writeFileSync(routes, "64500\t192.0.2.0/24\t300\n64501\t198.51.100.0/24\t300\n");
  const whole = await check("--roas", file, "--routes", routes);
  expect(whole.standings).toBe("passed passed failed notice passed passed unknown unknown");
  expect((await check("--roas", file)).standings).toBe(
    "passed unknown failed notice passed unknown unknown unknown",
  );
  writeFileSync(file, '{"roas":[{}]}');
  expect((await check("--roas", file)).told.problems).toMatchObject([
    { code: "domains/bad-roas", at: { file }, args: { entry: 1 } },
  ]);
  expect((await check("--roas", join(home, "none.json"))).told.problems).toMatchObject([
    { code: "cli/unreadable", at: { file: join(home, "none.json") } },
  ]);
  const half = parseArguments(["check", "example.se", "--routes", routes]);
  expect(half.ok ? null : half.problem.code).toBe("say");
});

test("[CL980] reports tell what mail holds, and the next check asks for their keys", async () => {
  await using server = await startNames({
    ...names,
    "brev2026._domainkey.example.se 16": [txtData("v=DKIM1; k=ed25519; p=")],
  });
  const home = temporaryFolder();
  await run(home, "clear", "example.se", "--by", "x", "--until", soon);
  const file = join(temporaryFolder(), "report.xml");
  writeFileSync(
    file,
    "<feedback><report_metadata><org_name>r</org_name><report_id>1</report_id></report_metadata>" +
      "<policy_published><domain>example.se</domain></policy_published><record><row>" +
      "<source_ip>192.0.2.9</source_ip><count>4</count><policy_evaluated><dkim>pass</dkim>" +
      "</policy_evaluated></row><auth_results><dkim><domain>example.se</domain>" +
      "<selector>brev2026</selector><result>pass</result></dkim></auth_results></record>" +
      "</feedback>",
  );
  const asked = async (): Promise<boolean> => {
    const given = ["check", "example.se", "--resolver", server.place, "--json"];
    const { probes } = JSON.parse((await run(home, ...given)).out) as {
      readonly probes: { readonly file: string };
    };
    return readFileSync(probes.file, "utf8").includes("brev2026._domainkey.example.se TXT");
  };
  expect(await asked()).toBe(false);
  const told = await run(home, "check", "--reports", file);
  expect([told.code, told.out]).toEqual([
    0,
    "1 reports read, of 1 own domains.\n" +
      "example.se: 4 messages in the domain's name; 100 % would have come through p=reject.\n" +
      "  Keys of DKIM that the mail is signed with: brev2026. They are checked next time.\n",
  ]);
  expect(await asked()).toBe(true);
  const missing = await run(home, "check", "--reports", join(home, "none"));
  expect([missing.code, missing.err.includes("[cli/unreadable]")]).toEqual([1, true]);
  for (const words of [["--reports"], ["--reports", "--history", "x"]]) {
    const parsed = parseArguments(["check", ...words]);
    expect([words, parsed.ok ? null : parsed.problem.code]).toEqual([words, "say"]);
  }
});
