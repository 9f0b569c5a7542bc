/** Rules of others into the home, from a file and from an address. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zipOf } from "../collect/test/zip-writer.ts";
import { attackTactics } from "@vallgrav/knowledge";
import { openFakeGraph } from "./graph/test/fake-graph.ts";
import { fetchRules, nameOfRules } from "./outside/fetch-rules.ts";
import { readRules, ruleFilesOf } from "./rule-files.ts";
import { importRules } from "./rule-import.ts";
import { rulesView } from "./rule-list.ts";
import { temporary } from "./test/lines.ts";

function rule(number: number): string {
  return `
title: Rule ${number}
id: 5a4f0c3e-0000-4000-8000-0000000000${number + 10}
logsource: { product: linux, service: sshd }
detection: { selection: { message|contains: password }, condition: selection }
`;
}

function archive(...numbers: readonly number[]): Uint8Array {
  return zipOf(numbers.map((number) => ({ name: `rules/${number}.yml`, content: rule(number) })));
}

test("[DT79] rules replace those of the same file, or nothing is changed", async () => {
  const [home, folder] = [temporary(), temporary()];
  const path = join(folder, "sigma core++.zip");
  const name = "sigma core++.zip";
  const take = (bytes: Uint8Array | string, tunings: readonly { readonly rule: string }[] = []) => {
    writeFileSync(path, bytes);
    return importRules(home, { path, name }, tunings);
  };
  const place = join(home, "rules", "sigma-core-.zip");
  const first = await take(archive(1, 2, 3));
  expect(first).toMatchObject({
    ok: true,
    value: {
      name: "sigma-core-.zip",
      files: 3,
      rules: 3,
      added: 3,
      gone: 0,
      tuningsWithoutRule: [],
    },
  });
  const key = (number: number) => `5a4f0c3e-0000-4000-8000-0000000000${number + 10}`;
  const second = await take(archive(2, 3, 4), [{ rule: key(1) }, { rule: key(2) }]);
  expect(second).toMatchObject({
    value: { added: 1, gone: 1, tuningsWithoutRule: [key(1)] },
  });
  const kept = readFileSync(place);
  const none = await take(zipOf([{ name: "a.yml", content: "- x" }]));
  expect(none.ok ? [] : none.problem.map(({ code }) => code)).toContain("watch/rules-none");
  expect((await take("PK\u0003\u0004 cut off")).ok).toBe(false);
  expect(readFileSync(place).equals(kept)).toBe(true);
  expect(readdirSync(join(home, "rules"))).toEqual(["sigma-core-.zip"]);
  expect(["../../etc/x.yml", "?", "", "a/.hidden.zip", "b.exe"].map(nameOfRules)).toEqual([
    "x.yml",
    "rules.zip",
    "rules.zip",
    "hidden.zip",
    "b.exe.zip",
  ]);
});

test("[DT80] rules are fetched by HTTPS and no other way, whole or not at all", async () => {
  const folder = temporary();
  const fake = await openFakeGraph(folder);
  const into = join(folder, "into");
  mkdirSync(into);
  const signal = new AbortController().signal;
  const fetched = async (path: string) => {
    const done = await fetchRules(fake.origin + path, into, {
      authorities: fake.authorities,
      signal,
    });
    return done.ok ? done.value : [done.problem.code, done.problem.args];
  };
  const bytes = archive(1);
  fake.instead = (_, response, { pathname }) => {
    const to = (location: string): void => void response.writeHead(302, { location }).end();
    if (pathname === "/r/1.zip") to("/rules.zip");
    else if (pathname === "/plain.zip") to(`http://${fake.host}/rules.zip`);
    else if (pathname === "/round.zip") to("/round.zip");
    else if (pathname === "/half.zip")
      response.writeHead(200, { "content-length": "9999" }).end(Buffer.from(bytes));
    else if (pathname === "/rules.zip") response.end(Buffer.from(bytes));
    else response.writeHead(404).end();
    return true;
  };
  expect(await fetched("/r/1.zip")).toMatchObject({ name: "1.zip", sizeBytes: bytes.length });
  expect(readFileSync(join(into, "1.zip")).equals(Buffer.from(bytes))).toBe(true);
  expect(await fetched("/plain.zip")).toEqual(["watch/rules-bad-address", {}]);
  expect(await fetched("/round.zip")).toEqual(["watch/rules-away", { reason: "redirects" }]);
  expect(await fetched("/none.zip")).toEqual(["watch/rules-away", { reason: "status 404" }]);
  expect(Object(await fetched("/half.zip"))[0]).toBe("watch/rules-away");
  expect(existsSync(join(into, "half.zip"))).toBe(false);
  // Whom nobody vouches for is not believed.
  const stranger = await fetchRules(`${fake.origin}/rules.zip`, into, {
    authorities: null,
    signal,
  });
  expect(stranger.ok).toBe(false);
  await fake.close();
});

test("[DT81] the matrix counts, for each technique, the rules that can fire", () => {
  const listed = (state: "active" | "unfed" | "waiting", techniques: readonly string[]) => {
    return { rule: "r", title: "R", level: "low", techniques, source: "", state } as const;
  };
  const { matrix, techniques } = rulesView([
    listed("active", ["T1059.001", "T1059.003", "T1486"]),
    listed("active", ["T1059"]),
    listed("unfed", ["T1003"]),
    listed("waiting", ["T1003"]),
  ]);
  const counts = new Map(
    matrix.flatMap((column) => column.techniques.map(({ id, rules }) => [id, rules] as const)),
  );
  expect([counts.get("T1059"), counts.get("T1486"), counts.get("T1003")]).toEqual([2, 1, 0]);
  expect([matrix.length, counts.size, techniques]).toEqual([14, 211, 4]);
  expect(matrix.map(({ tactic }) => tactic)).toEqual(attackTactics.map(({ name }) => name));
});

test("[DT82] rules with placeholders run once values lie beside them", async () => {
  const folder = temporary();
  const waiting = rule(1).replace("message|contains: password", "user|expand: '%Admins%'");
  writeFileSync(join(folder, "a.yml"), waiting);
  const counts = async () => {
    const found = await readRules(ruleFilesOf(folder));
    if (!found.ok) return found.problems;
    const { rules, inactive } = found.rules;
    return [rules.length, inactive.length, ...found.problems.map(({ code }) => code)];
  };
  expect(await counts()).toEqual([0, 1]);
  const values = join(folder, "placeholders.json");
  for (const wrong of ["[]", "{", '{"Admins":[]}', '{"Admins":[1]}', "null"]) {
    writeFileSync(values, wrong);
    expect(await counts()).toEqual([0, 1, "watch/rules-bad-values"]);
  }
  writeFileSync(values, '{"Admins":["adm-*","root"],"__proto__":"x"}');
  expect(await counts()).toEqual([1, 0]);
});
