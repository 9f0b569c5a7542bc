/** Fuzzes what a directory may ask by SCIM: filters and changes with pieces put in and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { parseFilter } from "../src/scim/filter.ts";
import {
  groupInput,
  memberChangeOf,
  patchShape,
  ScimRefused,
  userChangeOf,
  userInput,
} from "../src/scim/patch.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const filters = [
  'userName eq "bo.exempel@example.se"',
  'not (externalId pr) and (active eq true or userName sw "a")',
  'userName co "\\u0061" or (userName ew "se" and not (active ne false))',
];
const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
const bodies = [
  { schemas, Operations: [{ op: "Replace", path: "active", value: "False" }] },
  { schemas, Operations: [{ op: "add", value: { active: true, externalId: "x" } }] },
  {
    schemas,
    Operations: [{ op: "add", path: "members", value: [{ value: "1" }, { value: "2" }] }],
  },
  { schemas, Operations: [{ op: "remove", path: 'members[value eq "1" or value sw "2"]' }] },
  { userName: "bo", externalId: "x", active: "true", displayName: "g", members: [{ value: "1" }] },
].map((body) => JSON.stringify(body));
const pieces = [
  ...'( ) [ ] { } , : " \\ \\\\ eq pr and or not ( ) true null 1e999 __proto__ \0 å -1'.split(" "),
  "(".repeat(20),
  "members[",
  ' and userName eq "a"',
  "\ud800",
];
const names = new Set(["username", "externalid", "active"]);
const someone = { username: "bo.exempel@example.se", externalid: undefined, active: true };
const before = ["1", "2", "3"];

function readFilter(text: string): void {
  const filter = parseFilter(text, names);
  if (filter !== null && typeof filter(someone) !== "boolean") throw new TypeError("no answer");
}

/** Members that are there and leave, or are not and come; another answer is a failure. */
function readBody(text: string): void {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return;
  }
  userInput.safeParse(body);
  groupInput.safeParse(body);
  const patch = patchShape.safeParse(body);
  if (!patch.success) return;
  for (const read of [userChangeOf, membersKept])
    try {
      read(patch.data);
    } catch (error) {
      if (!(error instanceof ScimRefused)) throw error;
    }
}

function membersKept(patch: Parameters<typeof memberChangeOf>[0]): void {
  const { come, go } = memberChangeOf(patch, before);
  if (come.some((id) => before.includes(id)) || go.some((id) => !before.includes(id)))
    throw new RangeError("members come that are there, or go that are not");
}

/** Reads for so many seconds; fails where something is thrown that is no refusal. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("scim"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const isFilter = next(2) === 0;
    const good = isFilter ? filters : bodies;
    let text = good[next(good.length)] ?? "";
    // One change alone would soon give the same text again.
    for (let edits = 2 + next(5); edits > 0; edits -= 1) {
      const at = next(text.length + 1);
      const end = at + next(15);
      const letter = String.fromCharCode(next(0x180));
      const other = next(3) === 0 ? letter : text.slice(at, end);
      const put = next(2) === 0 ? (pieces[next(pieces.length)] ?? "") : other;
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : end);
    }
    try {
      if (isFilter) readFilter(text);
      else readBody(text);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)} in ${text}`);
    }
  }
  return { name: "what directories ask", cases, failures };
}
