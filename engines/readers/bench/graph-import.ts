/**
 * Measures a large graph of another tool, made up by a seed:
 * `node engines/readers/bench/graph-import.ts [EDGES] [--seed N]`. First the reader alone, then the
 * whole import as the program does it into an empty data folder: seconds, CPU seconds, and the most
 * memory held (Linux).
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import type { EvidenceId, Instant, Json } from "@vallgrav/kernel";
import { read } from "../src/index.ts";

const at = process.argv.indexOf("--seed");
const seed = at < 0 ? 1 : Number(process.argv[at + 1]);
const [given] = process.argv.slice(2, at < 0 ? undefined : at);
const edgeCount = Number(given ?? 240_000);

const key = seeded(drawKey("graph"), String(seed));
let drawn = 0;
function below(most: number): number {
  drawn += 1;
  return block(key, drawn, 0).high % most;
}

const domain = "S-1-5-21-1000000001-1000000002-1000000003";
const kinds = ["User", "Computer", "Group"] as const;
/** About six edges a node, as in collections of whole municipalities. */
const nodeCount = Math.ceil(edgeCount / 6);
const kindAt = Array.from({ length: nodeCount }, () => kinds[below(10) < 6 ? 0 : below(2) + 1]);
const rights = ["GenericAll", "WriteDacl", "AddMember", "ForceChangePassword", "Owns"];

function nodeAt(index: number): Json {
  const kind = kindAt[index] ?? "User";
  const name = `${kind.toUpperCase()}${index}${kind === "Computer" ? "." : "@"}EXAMPLE.SE`;
  const samaccountname = `${kind}${index}`;
  const own = { name, domain: "EXAMPLE.SE", domainsid: domain, samaccountname, enabled: true };
  return { id: `${domain}-${index + 1000}`, kinds: [kind, "Base"], properties: own };
}

function edgeAt(): Json {
  const [from, to] = [below(nodeCount), below(nodeCount)];
  const end = (index: number): Json => ({ match_by: "id", value: `${domain}-${index + 1000}` });
  const isMember = kindAt[to] === "Group" && below(4) > 0;
  const isSession = kindAt[from] === "Computer" && kindAt[to] === "User";
  const kind = isMember ? "MemberOf" : isSession ? "HasSession" : (rights[below(5)] ?? "Owns");
  return { kind, start: end(from), end: end(to), properties: { isacl: !isMember && !isSession } };
}

const nodes = kindAt.map((_kind, index) => nodeAt(index));
const edges = Array.from({ length: edgeCount }, edgeAt);
const folder = mkdtempSync(join(tmpdir(), "graph-"));
const file = join(folder, "graph.json");
writeFileSync(file, JSON.stringify({ metadata: { source_kind: "Base" }, graph: { nodes, edges } }));
const size = (statSync(file).size / 1e6).toFixed(1);
console.log(`${nodeCount} nodes, ${edgeCount} edges, ${size} MB, seed ${seed}`);

const before = process.cpuUsage();
const reading = read({
  name: "graph.json",
  bytes: new Uint8Array(readFileSync(file)),
  evidence: "e" as EvidenceId,
  receivedAt: "2026-03-02T08:00:00.000Z" as Instant,
});
const { user, system } = process.cpuUsage(before);
if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
const told = reading.counts.find((one) => one.kind === "edges")?.read ?? 0;
if (told !== edgeCount) throw new Error(`${told} edges read of ${edgeCount}`);
const cpu = ((user + system) / 1e6).toFixed(1);
console.log(`reader: ${reading.observations.length} statements, ${cpu} CPU s`);

/** The most memory a process has held, in MB, and its CPU seconds; 0 where the system is mute. */
function usedBy(pid: number): readonly [megabytes: number, cpuSeconds: number] {
  try {
    const [, kB = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    // Fields behind the name in brackets: the twelfth and thirteenth are ticks of 10 ms.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return [Number(kB) / 1e3, (Number(fields[11]) + Number(fields[12])) / 100];
  } catch {
    return [0, 0];
  }
}

const started = performance.now();
const child = spawn(process.execPath, ["apps/cli/src/main.ts", "import", file, "--json"], {
  env: { PATH: process.env["PATH"], VALLGRAV_HOME: join(folder, "home") },
  stdio: ["ignore", "ignore", "inherit"],
});
let used: readonly [megabytes: number, cpuSeconds: number] = [0, 0];
const watch = setInterval(() => {
  const now = usedBy(child.pid ?? 0);
  used = [Math.max(used[0], now[0]), Math.max(used[1], now[1])];
}, 100);
const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
clearInterval(watch);
const seconds = (performance.now() - started) / 1000;
rmSync(folder, { recursive: true, force: true });
const [megabytes, cpuSeconds] = used;
console.log(
  `whole import: ${seconds.toFixed(1)} s by the clock, ${cpuSeconds.toFixed(1)} CPU s, ` +
    `at most ${megabytes.toFixed(0)} MB held`,
);
if (code !== 0) throw new Error(`the import ended with ${code}`);
// By CPU where it is known: the clock also counts what else the machine does.
if ((cpuSeconds || seconds) >= 60) process.exitCode = 1;
