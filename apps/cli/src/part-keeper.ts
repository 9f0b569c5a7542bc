/** Keeps the parts of a collection beside the file it will become, to be gone on with. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { appendFile, writeFile } from "node:fs/promises";
import type { EarlierCollection, KeptPart, PartKeeper } from "@vallgrav/platform/collect";

/** How long parts may be gone on with, in milliseconds: a directory does not stand still. */
const keptMs = 24 * 60 * 60 * 1000;

type Line = Partial<EarlierCollection & KeptPart>;

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** The parts of a file; the last line may be cut off, and nothing behind it counts. */
function partsOf(lines: readonly string[]): readonly KeptPart[] {
  const parts: KeptPart[] = [];
  for (const line of lines) {
    let read: Line;
    try {
      read = JSON.parse(line) as Line;
    } catch {
      break;
    }
    const { part, objects, descriptors } = read;
    if (part === undefined || !isTexts(objects) || !isTexts(descriptors)) break;
    parts.push({ part, objects, descriptors });
  }
  return parts;
}

/** What an earlier attempt left in a file, or null. */
export function earlierIn(path: string, now: Date): EarlierCollection | null {
  if (!existsSync(path) || now.getTime() - statSync(path).mtimeMs > keptMs) return null;
  const [first = "", ...lines] = readFileSync(path, "utf8").split("\n");
  try {
    const { domain, producedAt } = JSON.parse(first) as Line;
    if (typeof domain !== "string" || typeof producedAt !== "string") return null;
    return { domain, producedAt, parts: partsOf(lines) };
  } catch {
    return null;
  }
}

/** Keeps parts in a file that only its owner may read. */
export function fileKeeper(path: string, now: Date): PartKeeper {
  return {
    earlier: earlierIn(path, now),
    begin: (domain, producedAt) =>
      writeFile(path, `${JSON.stringify({ domain, producedAt })}\n`, { mode: 0o600 }),
    keep: (part) => appendFile(path, `${JSON.stringify(part)}\n`),
  };
}
