/** Fuzzes security descriptors, as bytes and as text: good ones with pieces changed and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { parseSddl, parseSecurityDescriptor } from "../src/index.ts";
import { type MadeDescriptor, descriptorBytes, descriptorText } from "./descriptor.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const guid = "00299570-246d-11d0-a768-00aa006e0529";
const made: MadeDescriptor = {
  owner: "S-1-5-21-1-2-3-512",
  isProtected: true,
  aces: [
    { mask: 0xf01ff, sid: "S-1-5-32-544", flags: "CIID" },
    { mask: 0x100, sid: "S-1-5-21-1-2-3-1105", object: guid, inheritedBy: guid },
    { denies: true, mask: 0x10000, sid: "S-1-1-0", object: guid },
  ],
};
const [bytes, text] = [descriptorBytes(made), descriptorText(made)];
const context = { domainSid: "S-1-5-21-1-2-3", rootDomainSid: "S-1-5-21-1-2-3" };
const pieces = [
  ...'( ) ; : O D P AI S: O:BA D: 0x -1 S-1- A;; (A;;GA;;;WD) __proto__ CC " \0 å'.split(" "),
  "9".repeat(20),
  "(".repeat(50),
];
/** Octets that mean much: sizes, counts, kinds of entries. */
const telling = [0, 1, 4, 5, 8, 12, 20, 0x7f, 0x80, 0xff];

/** Reads changed descriptors for so many seconds; fails where one throws or reads wrongly. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("descriptors"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  // One change alone would soon give the same descriptor again.
  const changedBytes = (): Uint8Array => {
    const changed = Uint8Array.from(bytes);
    for (let edits = 2 + next(6); edits > 0; edits -= 1)
      changed[next(changed.length)] =
        next(2) === 0 ? next(256) : (telling[next(telling.length)] ?? 0);
    return changed.subarray(0, next(12) === 0 ? next(changed.length) : changed.length);
  };
  const changedText = (): string => {
    let changed = text;
    for (let edits = 2 + next(5); edits > 0; edits -= 1) {
      const at = next(changed.length + 1);
      const end = at + next(20);
      const letter = String.fromCharCode(next(0x180));
      const other = next(3) === 0 ? letter : changed.slice(at, end);
      const put = next(2) === 0 ? (pieces[next(pieces.length)] ?? "") : other;
      changed = changed.slice(0, at) + put + changed.slice(next(2) === 0 ? at : end);
    }
    return changed;
  };
  for (; performance.now() < untilMs && failures.length < 5; cases += 1)
    try {
      const isBinary = next(2) === 0;
      const read = isBinary
        ? parseSecurityDescriptor(changedBytes())
        : parseSddl(changedText(), context);
      if (!read.ok) continue;
      for (const { mask, sid, kind } of read.value.dacl ?? [])
        if (!(mask >= 0 && mask <= 0xffff_ffff) || (kind !== "other" && !sid.startsWith("S-1-")))
          failures.push(`case ${cases} of seed ${seed}: ${kind} ${mask} of ${sid}`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  return { name: "security descriptors", cases, failures };
}
