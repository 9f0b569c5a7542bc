/** The log, copies, disposal and keys, from the terminal. */
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { temporaryFolder } from "./test/run-cli.ts";
import { runHere } from "./test/run-here.ts";

const english = { VALLGRAV_LANG: "en" };
const small = ["--outer", "4", "--inner", "2"];

const runCli = (
  home: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
) => runHere(argv, { VALLGRAV_HOME: home, ...env });

/** Does something to a database as whoever owns the machine could, past the program. */
function tamper(home: string, statements: readonly string[]): void {
  const db = new DatabaseSync(join(home, "vallgrav.db"));
  for (const guard of ["audit_keeps", "audit_stands"]) db.exec(`drop trigger if exists ${guard}`);
  for (const statement of statements) db.exec(statement);
  db.close();
}

/** Changes one entry and writes the chain after it anew, as one who knows how would. */
function forge(home: string, seq: number): void {
  const db = new DatabaseSync(join(home, "vallgrav.db"));
  for (const guard of ["audit_keeps", "audit_stands"]) db.exec(`drop trigger if exists ${guard}`);
  const rows = db.prepare("select seq, entry from audit order by seq").all();
  let hash = "";
  for (const row of rows) {
    const entry = String(row["entry"]).replace(
      row["seq"] === seq ? '"outcome":"done"' : "\0",
      '"outcome":"failed"',
    );
    hash = createHash("sha256")
      .update(hash + entry)
      .digest("hex");
    const change = db.prepare("update audit set entry = ?, hash = ? where seq = ?");
    change.run(entry, hash, Number(row["seq"]));
  }
  db.prepare("update audit_head set hash = ?").run(hash);
  db.close();
}

async function withLog(entries: number): Promise<string> {
  const home = temporaryFolder();
  for (let count = 0; count < entries; count += 1) await runCli(home, ["status"]);
  return home;
}

test("[CL13] verify finds rows dropped, a row rewritten, and an old copy put back", async () => {
  const home = await withLog(3);
  const old = join(temporaryFolder(), "old.db");
  copyFileSync(join(home, "vallgrav.db"), old);
  await runCli(home, ["status"]);
  const witness = join(home, "witness");
  const signed = await runCli(home, ["audit", "checkpoint"]);
  writeFileSync(witness, signed.out);
  const verify = () => runCli(home, ["audit", "verify", "--witness", witness], english);
  expect(await verify()).toEqual({
    code: 0,
    out: "The log holds: 5 entries, and it begins as the checkpoint says.\n",
    err: "",
  });
  forge(home, 2);
  const forged = await verify();
  // The head's tree is another than the rows': a plain forger is found by that alone.
  expect([forged.code, forged.out]).toEqual([1, ""]);
  expect(forged.err).toMatch(/\[audit\/(broken|rewritten)\]/);
  tamper(home, ["delete from audit where seq > 3"]);
  expect((await verify()).err).toContain("[audit/");
  copyFileSync(old, join(home, "vallgrav.db"));
  const restored = await verify();
  expect([restored.code, restored.err]).toEqual([1, expect.stringContaining("[audit/shorter]")]);
  const other = join(home, "other");
  writeFileSync(other, "no checkpoint\n");
  const refused = await runCli(home, ["audit", "verify", "--witness", other], english);
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining("[transparency/not-a-note]"),
  ]);
}, 60_000);

test("[CL13] the log is exported as lines, and its document has the same", async () => {
  const home = await withLog(2);
  const lines = (await runCli(home, ["audit", "export"])).out.trim().split("\n");
  expect(lines.map((line) => Reflect.get(Object(JSON.parse(line)), "entry"))).toMatchObject([
    { seq: 1, action: "status/view" },
    { seq: 2, action: "status/view" },
  ]);
});

test("[CL14] a backup under load is restored, and the dials come out the same", async () => {
  const home = temporaryFolder();
  await runCli(home, ["example", "load"]);
  const copies = temporaryFolder();
  const [open, locked] = [join(copies, "open"), join(copies, "locked")];
  const passphrase = join(copies, "passphrase");
  writeFileSync(passphrase, "korrekt häst batteri\n");
  const computing = runCli(home, ["plan", "--budget", "1200000", "--json", ...small]);
  expect((await runCli(home, ["backup", open])).code).toBe(0);
  expect((await computing).code).toBe(0);
  const reading = runCli(home, ["example", "load"]);
  expect((await runCli(home, ["backup", locked, "--passphrase-file", passphrase])).code).toBe(0);
  await reading;
  const restore = async (from: string, ...more: readonly string[]) => {
    const fresh = join(temporaryFolder(), "home");
    const line = ["restore", from, "--passphrase-file", passphrase, "--json", ...more];
    const run = await runCli(fresh, line);
    expect([run.code, run.err]).toEqual([0, ""]);
    const again = await runCli(fresh, line, english);
    expect([again.code, again.err]).toEqual([3, expect.stringContaining("[storage/not-empty]")]);
    const verified = await runCli(fresh, ["audit", "verify"], english);
    return { document: JSON.parse(run.out) as unknown, verified };
  };
  const whole = await restore(locked, "--recompute", ...small);
  expect(whole.document).toMatchObject({ recomputed: { same: true } });
  expect(whole.verified.code).toBe(0);
  // Only the locked backup takes the keys along; without them it is said in words.
  const bare = await restore(open);
  expect([bare.verified.code, bare.verified.err]).toEqual([
    3,
    expect.stringContaining("[storage/key-missing]"),
  ]);
}, 120_000);

test("[CL15] everything out and in again: the same bytes", async () => {
  const home = temporaryFolder();
  await runCli(home, ["example", "load"]);
  const copies = temporaryFolder();
  const [first, second] = [join(copies, "first"), join(copies, "second")];
  expect((await runCli(home, ["export", "--all", first])).code).toBe(0);
  const fresh = join(copies, "home");
  expect((await runCli(fresh, ["import", "--all", first])).code).toBe(0);
  expect((await runCli(fresh, ["export", "--all", second])).code).toBe(0);
  const files = readdirSync(first, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.json|evidence./.test(name),
  );
  expect(files.length).toBeGreaterThan(15);
  for (const name of files)
    expect([name, readFileSync(join(second, name))]).toEqual([
      name,
      readFileSync(join(first, name)),
    ]);
  const bare = await runCli(home, ["export", first], english);
  expect([bare.code, bare.err]).toEqual([
    2,
    [
      "vallgrav: say: export --all TO or export graphml TO or export model TO",
      "or export navigator TO or export navigator-ics TO " +
        "or export opengraph TO\nSee: vallgrav help export\n",
    ].join(" "),
  ]);
}, 60_000);

test("[CL16] keys are rotated; without the key it is said in words", async () => {
  const home = temporaryFolder();
  await runCli(home, ["example", "load"]);
  const keys = join(home, "keys", "data.key");
  const before = readFileSync(keys, "utf8");
  const rotated = await runCli(home, ["keys", "rotate", "--json"]);
  expect([rotated.code, rotated.err]).toEqual([0, ""]);
  const after = readFileSync(keys, "utf8");
  expect([after.length, after === before]).toEqual([before.length, false]);
  expect((await runCli(home, ["audit", "export"])).code).toBe(0);
  const healthy = await runCli(home, ["doctor", "--json"]);
  expect([healthy.code, healthy.err]).toEqual([0, ""]);
  rmSync(keys);
  const lost = await runCli(home, ["audit", "export"], english);
  expect([lost.code, lost.out]).toEqual([3, ""]);
  const sick = await runCli(home, ["doctor", "--json"]);
  const { checks } = JSON.parse(sick.out) as { checks: { id: string; state: string }[] };
  expect([sick.code, checks.find(({ id }) => id === "keys-open")?.state]).toEqual([1, "error"]);
  writeFileSync(keys, "not a key\n");
  const broken = await runCli(home, ["status"], english);
  expect([broken.code, broken.err]).toEqual([3, expect.stringContaining("[server/key-broken]")]);
}, 60_000);

test("[CL702] a newer database is refused in words, and a backup leads back", async () => {
  const home = temporaryFolder();
  await runCli(home, ["place", "offline", "Stickan"]);
  const phrase = join(temporaryFolder(), "phrase");
  writeFileSync(phrase, "en lång påhittad lösenmening\n", { mode: 0o600 });
  const copy = join(temporaryFolder(), "before");
  const behind = ["--passphrase-file", phrase];
  expect((await runCli(home, ["backup", copy, ...behind])).code).toBe(0);
  // What a later version would have written.
  tamper(home, ["insert into schema_version (version) values (999)"]);
  const before = readFileSync(join(home, "vallgrav.db"));
  const refused = await runCli(home, ["status"], english);
  expect([refused.code, refused.out, refused.err]).toEqual([
    3,
    "",
    expect.stringContaining("[storage/newer-schema]"),
  ]);
  expect(readFileSync(join(home, "vallgrav.db")).equals(before)).toBe(true);
  const back = temporaryFolder();
  expect((await runCli(back, ["restore", copy, ...behind])).code).toBe(0);
  const place = await runCli(back, ["place", "--json"]);
  expect(JSON.parse(place.out).copies).toEqual([{ name: "Stickan", place: "offline" }]);
});

test("[CL17] disposal says what would go, and then does it", async () => {
  const home = temporaryFolder();
  await runCli(home, ["example", "load"]);
  tamper(home, [
    "update evidence set keep_until = '2020-01-01T00:00:00.000Z'",
    "update job set ended_at = '2020-01-01T00:00:00.000Z'",
    "update audit set at = at",
  ]);
  const dry = await runCli(home, ["dispose", "--dry-run", "--json"]);
  const said = { jobs: 1, sessions: 0, auditDetails: 0 };
  const { rawFiles } = JSON.parse(dry.out) as { rawFiles: number };
  expect(rawFiles).toBeGreaterThan(5);
  expect(JSON.parse(dry.out)).toEqual({ dryRun: true, rawFiles, ...said });
  const done = await runCli(home, ["dispose", "--json"]);
  expect(JSON.parse(done.out)).toEqual({ dryRun: false, rawFiles, ...said });
  const again = await runCli(home, ["dispose", "--dry-run", "--json"]);
  expect(JSON.parse(again.out)).toEqual({ dryRun: true, rawFiles: 0, ...said, jobs: 0 });
  expect(existsSync(join(home, "audit.checkpoint"))).toBe(true);
}, 60_000);
