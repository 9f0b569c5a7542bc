/** Fuzzes uploaded archives: good ones with octets changed, moved and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { judgeName } from "../src/collect/entry-name.ts";
import { openUpload } from "../src/collect/open-upload.ts";
import { zipOf } from "../src/collect/test/zip-writer.ts";
import { defaultUploadLimits } from "../src/collect/upload-limits.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const users = Buffer.from('{"data":[],"meta":{}}'.repeat(20));
const list = Buffer.from("id;namn\n1;x\n");
const stored = { method: 0 };
/** Small archives of every form that is met. */
const good: readonly Uint8Array[] = [
  zipOf([
    { name: "a/users.json", content: users },
    { name: "å.csv", content: list },
  ]),
  zipOf([{ name: "users.json", content: users }]),
  zipOf([
    { name: "a/", ...stored },
    { name: "a/å.csv", content: list, ...stored },
    { name: "b.txt", content: "x", ...stored },
  ]),
  // Names of an older code page, with a mode of Unix.
  zipOf([{ name: Uint8Array.of(0x86, 0x2e, 0x63), content: list, flags: 0, mode: 0o100644 }]),
  zipOf([
    { name: "in.zip", content: zipOf([{ name: "x", content: "y", ...stored }]), ...stored },
    { name: "å.csv", content: list, ...stored },
  ]),
  zipOf([
    { name: "one.csv", content: list, ...stored },
    { name: "two.csv", sameAs: 0, content: list, ...stored },
  ]),
];
/** Small ones, so that they are met. */
const limits = { ...defaultUploadLimits, fileBytes: 20_000, totalBytes: 30_000 };
/** Octets that mean much: signatures, methods, flags, sizes. */
const telling = [0, 1, 2, 3, 4, 5, 6, 8, 9, 0x0a, 0x2e, 0x2f, 0x4b, 0x50, 0x5c, 0x80, 0xff];
const mostMs = 1_000;

/** Files that come out are as many as promised, within limits, under names that lead nowhere. */
async function readUpload(bytes: Uint8Array): Promise<void> {
  const opened = await openUpload(bytes, "x.zip", limits);
  if (!opened.ok) return;
  let count = 0;
  let total = 0;
  for await (const file of opened.value.files) {
    count += 1;
    total += file.bytes.length;
    if (judgeName(file.name.replace(/^x\.zip\//, "")) !== null)
      throw new RangeError(`a name that leads elsewhere: ${file.name}`);
  }
  if (count !== opened.value.count) throw new RangeError(`${count} files of ${opened.value.count}`);
  if (total > limits.totalBytes) throw new RangeError(`${total} bytes came out`);
}

/**
 * Reads for so many seconds; fails where something is thrown, comes out wrongly or is slow.
 * @param spentMs work that the process has done so far
 */
export async function fuzz(seconds: number, seed: number, spentMs: () => number): Promise<Fuzzed> {
  const key = seeded(drawKey("archives"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const bytes = Uint8Array.from(good[next(good.length)] ?? []);
    // One change alone would soon give the same archive again.
    for (let edits = 2 + next(5); edits > 0; edits -= 1) {
      const at = next(bytes.length);
      if (next(6) === 0) bytes.copyWithin(at, next(bytes.length), next(bytes.length));
      else bytes[at] = next(2) === 0 ? next(256) : (telling[next(telling.length)] ?? 0);
    }
    const from = next(8) === 0 ? next(40) : 0;
    const cut = bytes.subarray(from, next(16) === 0 ? next(bytes.length) : bytes.length);
    const where = `case ${cases} of seed ${seed}`;
    const beganMs = spentMs();
    try {
      await readUpload(cut);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beganMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "uploaded archives", cases, failures };
}
