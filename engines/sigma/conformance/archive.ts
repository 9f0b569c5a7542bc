/** The rules of an archive, and the sample events, for conformance runs and measuring. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import type { EventFields, ParsedSigma, SigmaDocument, SigmaProblem } from "../src/index.ts";
import { parseSigma } from "../src/index.ts";
import { objectsOf, windowsFields } from "./windows-event.ts";

/** The members of a zip archive whose names end so; sizes come from the central directory. */
export function membersOf(zip: Buffer, ending: string): readonly (readonly [string, string])[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const members: (readonly [string, string])[] = [];
  if (end < 0) return members;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    if (name.endsWith(ending)) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      const isStored = zip.readUInt16LE(at + 10) === 0;
      members.push([name, (isStored ? packed : inflateRawSync(packed)).toString("utf8")]);
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return members;
}

/** All rules of the archive of public rules. */
export function archiveRules(shared: string): {
  readonly texts: readonly (readonly [string, string])[];
  readonly documents: readonly SigmaDocument[];
  readonly problems: readonly SigmaProblem[];
} {
  const texts = membersOf(readFileSync(join(shared, "sigma-rules.zip")), ".yml");
  const parsed: readonly ParsedSigma[] = texts.map(([name, text]) => parseSigma(name, text));
  return {
    texts,
    documents: parsed.flatMap(({ documents }) => documents),
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

/** A sample case: the rule it was made for, and its events' fields. */
export type SampleCase = { readonly rule: string; readonly events: readonly EventFields[] };

/** The cases of the rules' own tests, by their JSON. */
export function sampleCases(shared: string): readonly SampleCase[] {
  const folder = join(shared, "sigma-regression_data");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({
      rule: file.replace(/^.*[\\/]/, "").replace(".json", ""),
      events: objectsOf(readFileSync(join(folder, file), "utf8")).map((one) => {
        const event: unknown = one["Event"];
        return windowsFields(Object(event) as Readonly<Record<string, unknown>>);
      }),
    }));
}
