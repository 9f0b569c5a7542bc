/** Holds the SharpHound reader against a published collection of three domains. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { read } from "../src/index.ts";
import type { Reading } from "../src/index.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };
type Read = Extract<Reading, { readonly ok: true }>;

const receivedAt = "2026-03-01T08:00:00.000Z" as Instant;
const longestMs = 10_000;

/** Members of a zip archive by its central directory (APPNOTE 4.3.12), stored or deflated. */
function membersOf(zip: Buffer): ReadonlyMap<string, Uint8Array> {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  if (end === -1) throw new Error("not a zip archive");
  const members = new Map<string, Uint8Array>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameBytes = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameBytes);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    const isDeflated = zip.readUInt16LE(at + 10) === 8;
    if (!name.endsWith("/")) members.set(name, isDeflated ? inflateRawSync(packed) : packed);
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return members;
}

function compare(name: string, found: unknown, wanted: unknown): Comparison {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  return { name, passed: left === right, detail: left === right ? "" : `${left}, not ${right}` };
}

/** Declared, read and distinct objects of one kind over all files. */
function countsOf(readings: readonly Read[], kind: string): readonly number[] {
  const counts = readings.flatMap((one) => one.counts).filter((one) => one.kind === kind);
  return [
    counts.reduce((sum, { declared }) => sum + (declared ?? 0), 0),
    counts.reduce((sum, one) => sum + one.read, 0),
    new Set(counts.flatMap(({ ids }) => ids)).size,
  ];
}

function compareFigures(readings: readonly Read[]): readonly Comparison[] {
  const keys = readings.flatMap(({ rights }) => rights.keys);
  const rightsRead = readings.reduce((sum, { rights }) => sum + rights.read, 0);
  const distinct = new Set(keys).size;
  const relations = readings
    .flatMap(({ observations }) => observations)
    .flatMap(({ says }) => ("relation" in says ? [says.relation] : []));
  const rightNames = new Set(relations.filter((relation) => relation.startsWith("right/")));
  const domains = [...new Set(readings.flatMap((one) => one.domains))].sort();
  const codes = readings.flatMap(({ problems }) => problems).map(({ code }) => code);
  const warned = codes.filter((code) => code === "readers/count-differs").length;
  const others = codes.filter(
    (code) => code !== "readers/count-differs" && code !== "readers/secret-in-field",
  );
  return [
    compare("users declared, read, distinct", countsOf(readings, "users"), [93, 100, 99]),
    compare("computers", countsOf(readings, "computers"), [32, 34, 34]),
    compare("groups", countsOf(readings, "groups"), [283, 285, 219]),
    compare("domains", countsOf(readings, "domains"), [3, 3, 3]),
    compare("certificate templates", countsOf(readings, "certtemplates"), [106, 106, 106]),
    compare("containers", countsOf(readings, "containers"), [1121, 1121, 939]),
    compare("names of domains", domains, ["ghost.corp", "phantom.corp", "wraith.corp"]),
    compare(
      "rights read, distinct, repeated",
      [rightsRead, distinct, rightsRead - distinct],
      [11_772, 10_667, 1_105],
    ),
    compare("kinds of right", rightNames.size, 22),
    compare("warnings of differing counts", warned, 6),
    // Two members are given by distinguished name, which names nothing we could recognise again.
    compare("else to warn of", others, ["readers/bad-value", "readers/bad-value"]),
  ];
}

/** Everything that a reading says, as one text. */
function textsOf(reading: Read): string {
  return JSON.stringify(reading.observations.map(({ subject, says }) => [subject, says]));
}

/** Runs every comparison. @param shared folder of the sample data */
export async function run(shared: string): Promise<readonly Comparison[]> {
  const members = membersOf(readFileSync(join(shared, "sharphound-v6/ad_sampledata.zip")));
  const results: Comparison[] = [compare("members of the archive", members.size, 31)];
  const readings: Read[] = [];
  const startMs = performance.now();
  for (const [name, bytes] of members) {
    const evidence = createHash("sha256").update(bytes).digest("hex") as EvidenceId;
    const reading = read({ name, bytes, evidence, receivedAt });
    if (reading.ok) readings.push(reading);
    else results.push(compare(`${name} is read`, reading.problems, []));
  }
  const tookMs = performance.now() - startMs;
  const observed = readings.reduce((sum, { observations }) => sum + observations.length, 0);
  results.push(...compareFigures(readings));
  results.push({
    name: "the whole collection within 10 s",
    passed: tookMs < longestMs,
    detail: `${Math.round(tookMs)} ms, ${observed} observations`,
  });
  const all = readings.map(textsOf).join("\n");
  const leaked = ["test@mail.com", "Kerberos constrained delegation"].filter((one) =>
    all.includes(one),
  );
  return [...results, compare("no mail address or description is kept", leaked, [])];
}
