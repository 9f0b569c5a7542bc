/**
 * Kills a writing process without warning, again and again on the same database, and looks after
 * each death: nothing acknowledged is lost, nothing is half, the log holds.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { auditOf } from "../src/audit/index.ts";
import { dataKeyOf, openStore, type Store } from "../src/storage/index.ts";

/** What the rounds found. */
export type KillReport = {
  readonly rounds: number;
  /** Kills between the beginning of a transaction and its acknowledgement. */
  readonly insideTransaction: number;
  /** Rounds in which the database's own server was killed, and the process with it. */
  readonly databaseKills: number;
  readonly acknowledged: {
    readonly imports: number;
    readonly settings: number;
    readonly checks: number;
    readonly audit: number;
  };
  /** What was lost, half or broken; empty when all is well. */
  readonly faults: readonly string[];
  readonly slowestRecoveryMs: number;
};

const victim = fileURLToPath(new URL("victim.ts", import.meta.url));
const key = "5a".repeat(32);

type Kill = {
  readonly address: string;
  /** Lines to wait for, and how long after that. */
  readonly after: number;
  readonly extraMs: number;
  /** Kills the database first, where it is one with processes of its own. */
  readonly killDatabase: (() => Promise<void>) | null;
};

/** Lines that the process said until it was killed after so many acknowledgements and a while. */
async function killOne({ address, after, extraMs, killDatabase }: Kill): Promise<string[]> {
  const child = spawn(process.execPath, [victim, address, key], {
    // Whose database is killed says so before it dies; that is no news.
    stdio: ["ignore", "pipe", killDatabase === null ? "inherit" : "ignore"],
  });
  let killed = Promise.resolve();
  let said = "";
  let isDoomed = false;
  const exited = once(child, "exit");
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (isDoomed || said.split("\n").length < after) continue;
    isDoomed = true;
    killed = pause(extraMs).then(async () => {
      await killDatabase?.();
      child.kill("SIGKILL");
    });
  }
  await Promise.all([exited, killed]);
  // What stands after the last line end was never said whole.
  return said.split("\n").slice(0, -1);
}

type Acknowledged = {
  readonly imports: Map<string, number>;
  readonly settings: Map<string, number>;
  /** How many rows came together. */
  readonly checks: Map<string, number>;
  readonly audit: Map<number, string>;
};

function newAcknowledged(): Acknowledged {
  return { imports: new Map(), settings: new Map(), checks: new Map(), audit: new Map() };
}

function collect(lines: readonly string[], into: Acknowledged): void {
  for (const line of lines) {
    const [what, name = "", value = ""] = line.split(" ");
    if (what === "import") into.imports.set(name, Number(value));
    if (what === "check") into.checks.set(name, Number(value));
    if (what === "setting") into.settings.set(name, Number(value));
    if (what === "audit") into.audit.set(Number(name), value);
  }
}

/** Checks came three together: all of them are there, or none. */
async function inspectChecks(
  { domainChecks }: Store,
  known: Acknowledged,
): Promise<readonly string[]> {
  const latest = await domainChecks.latest();
  const together = Map.groupBy(latest, ({ domain }) => domain.split(".")[1] ?? "");
  const lost = [...known.checks].filter(([name, rows]) => together.get(name)?.length !== rows);
  const half = [...together].filter(([, rows]) => rows.length !== 3);
  return [
    ...lost.map(([name]) => `checks ${name} lost`),
    ...half.map(([name]) => `checks ${name} are half`),
  ];
}

/** What is not as it was acknowledged. */
async function inspect(store: Store, known: Acknowledged): Promise<readonly string[]> {
  const faults = [...(await store.check())];
  const entries = await store.evidence.list();
  const found = new Map(entries.map((one) => [one.evidence.id as string, one]));
  for (const [id, rows] of known.imports)
    if (found.get(id)?.observations !== rows) faults.push(`import ${id} lost`);
  for (const one of entries)
    if (one.observations !== 300 || !one.hasRaw) faults.push(`import ${one.evidence.id} is half`);
  const newest = entries.at(-1);
  if (newest !== undefined && (await store.evidence.loadRaw(newest.evidence.id)) === null)
    faults.push("raw bytes lost");
  for (const [name, value] of known.settings) {
    const setting = await store.settings.load(name);
    if (Reflect.get(Object(setting?.value), "change") !== value)
      faults.push(`setting ${name} lost`);
  }
  faults.push(...(await inspectChecks(store, known)));
  const audit = auditOf(store.audit);
  const verdict = await audit.verify();
  if (verdict.firstBroken !== null) faults.push(`audit broken at ${verdict.firstBroken}`);
  for (const [seq, hash] of known.audit) {
    const [row] = await store.audit.rows(seq, 1);
    if (row?.seq !== seq || row.hash !== hash) faults.push(`audit entry ${seq} lost`);
  }
  return faults;
}

/** What is killed, how often, and when. */
export type KillPlan = {
  readonly address: string;
  readonly rounds: number;
  /** Uniform in [0, 1): when each kill comes. */
  readonly chance: () => number;
  /** Kills the database's own server and brings it back; every fifth round, where there is one. */
  readonly crashDatabase?: () => Promise<void>;
};

const databaseEvery = 5;

/** So many kills on one database. */
export async function killRounds(plan: KillPlan): Promise<KillReport> {
  const { address, rounds, chance, crashDatabase } = plan;
  const known = newAcknowledged();
  const faults: string[] = [];
  let insideTransaction = 0;
  let databaseKills = 0;
  let slowestRecoveryMs = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const isDatabase = crashDatabase !== undefined && round % databaseEvery === 0;
    if (isDatabase) databaseKills += 1;
    const lines = await killOne({
      address,
      after: 3 + Math.floor(chance() * 40),
      extraMs: chance() * 12,
      killDatabase: isDatabase ? crashDatabase : null,
    });
    const [last] = lines.filter((line) => line === "<" || line === ">").slice(-1);
    if (last === "<") insideTransaction += 1;
    // Only this round's acknowledgements are looked for one by one; all of them at the end.
    const fresh = newAcknowledged();
    collect(lines, fresh);
    collect(lines, known);
    const startMs = performance.now();
    const store = await openStore(address, { keys: [dataKeyOf(Uint8Array.fromHex(key))] });
    slowestRecoveryMs = Math.max(slowestRecoveryMs, performance.now() - startMs);
    const found = await inspect(store, round === rounds ? known : fresh);
    faults.push(...found.map((fault) => `round ${round}: ${fault}`));
    await store.close();
  }
  const acknowledged = {
    imports: known.imports.size,
    settings: known.settings.size,
    checks: known.checks.size,
    audit: known.audit.size,
  };
  return {
    rounds,
    insideTransaction,
    databaseKills,
    acknowledged,
    faults,
    slowestRecoveryMs,
  };
}
