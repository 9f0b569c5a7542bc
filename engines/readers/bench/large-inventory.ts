/**
 * A bill of materials of 100 MB whose components depend on each other in circles:
 * `node engines/readers/bench/large-inventory.ts [MEGABYTES]`. Prints what was read, processor
 * time and the most memory, and fails where it was refused, a component is missing, or memory
 * passes 2 GB.
 */
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { read } from "../src/index.ts";

const megabytes = Number(process.argv[2] ?? 100);
const mostBytes = 2_000_000_000;

/** The text, and how many components it holds. */
function inventory(): { readonly text: string; readonly count: number } {
  const [parts, edges]: [string[], string[]] = [[], []];
  let size = 0;
  for (let at = 0; size < megabytes * 1_000_000; at += 1) {
    const purl = `pkg:npm/exempel-${at}@1.${at % 40}.${at % 7}`;
    const part = JSON.stringify({
      type: "library",
      "bom-ref": purl,
      name: `exempel-${at}`,
      version: `1.${at % 40}.${at % 7}`,
      purl,
      description: "x".repeat(120),
    });
    // On the next, on the one before, on itself and on the first.
    const near = [at + 1, Math.max(at - 1, 0), at, 0].map((one) => `exempel-${one}`);
    const edge = JSON.stringify({ ref: `exempel-${at}`, dependsOn: near });
    parts.push(part);
    edges.push(edge);
    size += part.length + edge.length + 2;
  }
  const text =
    `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${parts.join(",")}],` +
    `"dependencies":[${edges.join(",")}]}`;
  return { text, count: parts.length };
}

const made = inventory();
const bytes = new TextEncoder().encode(made.text);
const evidence = "e" as EvidenceId;
const receivedAt = "2026-11-30T00:00:00.000Z" as Instant;
const before = process.cpuUsage();
const reading = read({ name: "bom.json", bytes, evidence, receivedAt });
const { user, system } = process.cpuUsage(before);
const seconds = ((user + system) / 1e6).toFixed(1);
const memory = process.resourceUsage().maxRSS * 1_024;
const found = reading.ok ? (reading.counts[0]?.read ?? 0) : 0;
console.log(`${(bytes.length / 1e6).toFixed(0)} MB, ${made.count} components, ${found} read`);
console.log(`${seconds} s of the processor, ${(memory / 1e6).toFixed(0)} MB at most`);
if (!reading.ok) console.log(JSON.stringify(reading.problems));
process.exitCode = found === made.count && memory < mostBytes ? 0 : 1;
