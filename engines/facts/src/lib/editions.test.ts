/** Lists that people keep: which are editions of one, and what each leaves out. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Evidence, EvidenceId, ListWord, Observation } from "@vallgrav/kernel";
import { complete, day, end, evidence, observe, present, subject } from "../../test/observing.ts";
import { keptLists } from "./editions.ts";
import { intake, takeIn } from "./intake.ts";
import { packModel, reconcile } from "./reconcile.ts";

type List = {
  readonly id: string;
  readonly on: string;
  readonly has: string;
  readonly names?: string;
  readonly more?: Partial<Evidence>;
};

type World = { readonly said: readonly Observation[]; readonly files: readonly Evidence[] };

/** Registers of systems, each named by one letter. */
function worldOf(lists: readonly List[], words: readonly Evidence[] = []): World {
  const scope = [complete("system")];
  const said = lists.flatMap(({ id, on, has, names = "" }) =>
    has.split("").flatMap((letter, at) => {
      const told = {
        in: id,
        validFrom: day(on),
        standing: "declared" as const,
        report: "person" as const,
      };
      const about = `system register:${letter}`;
      const name = names[at];
      const named =
        name === undefined ? [] : [observe(about, { property: "name", value: name }, told)];
      const server = { relation: "runs-on", to: subject(`computer host:srv${letter}`) } as const;
      return [observe(about, present, told), ...named, observe(about, server, told)];
    }),
  );
  const files = lists.map(({ id, on, more }) =>
    evidence(id, on, { reads: "system-register", scope, ...more }),
  );
  return { said, files: [...files, ...words] };
}

function word(id: string, on: string, list: string, is: ListWord["is"]): Evidence {
  return evidence(id, on, { reads: "statements", lists: [{ list: list as EvidenceId, is }] });
}

/** The letters of systems that are there, then of those whose servers are still theirs. */
function there({ said, files }: World): string {
  const { assets, relations } = reconcile(said, files, end);
  const systems = assets.filter(({ kind, present: { value } }) => kind === "system" && value);
  const runs = relations.filter(({ present: { value } }) => value);
  const letters = (ids: readonly string[]): string => ids.map((id) => id.at(-1)).join("");
  return `${letters(systems.map(({ id }) => id))} ${letters(runs.map(({ from }) => from))}`;
}

function listsOf({ said, files }: World): ReturnType<typeof keptLists> {
  const into = intake();
  for (const one of said) takeIn(into, one);
  return keptLists(packModel(into, files, end).book);
}

const school: List = { id: "school", on: "01-01", has: "abcd" };
const technical: List = { id: "technical", on: "02-01", has: "defg" };

test("[P1160] a list of another office takes nothing away, whichever is the newer", () => {
  expect(there(worldOf([school, technical]))).toBe("abcdefg abcdefg");
  expect(there(worldOf([{ ...school, on: "03-01" }, technical]))).toBe("abcdefg abcdefg");
});

test("[P1160] a newer edition takes away what it no longer has, and of its own list alone", () => {
  const next = { ...school, id: "school2", on: "03-01", has: "abx" };
  // Two of five are in both: less than half.
  expect(there(worldOf([school, next]))).toBe("abcdx abcdx");
  const alike = { ...next, has: "abcx" };
  expect(there(worldOf([school, alike]))).toBe("abcx abcx");
  // The other office still has d.
  expect(there(worldOf([school, technical, alike]))).toBe("abcdefgx abcdefgx");
  const both = { ...technical, id: "technical2", on: "04-01", has: "efg" };
  expect(there(worldOf([school, technical, alike, both]))).toBe("abcefgx abcefgx");
});

test("[P1160] what a slice does not have the whole register still has", () => {
  const whole = { id: "whole", on: "01-01", has: "abcdefgh" };
  expect(there(worldOf([whole, { id: "slice", on: "02-01", has: "ab" }]))).toBe(
    "abcdefgh abcdefgh",
  );
});

test("[P1160] what no list of the kind told, a list that people keep does not take away", () => {
  const { said, files } = worldOf([school]);
  const seen = observe("system register:z", present, { in: "scan", validFrom: day("01-01") });
  const all = [...files, evidence("scan", "01-01")];
  expect(there({ said: [...said, seen], files: all })).toBe("abcdz abcd");
});

test("[P1160] an edition with a gap takes nothing away and is one all the same", () => {
  const partial = { more: { scope: [{ ...complete("system"), complete: false }] } };
  const gap = { ...school, id: "gap", on: "02-01", has: "abc", ...partial };
  const last = { ...school, id: "last", on: "03-01", has: "abc" };
  expect(there(worldOf([school, gap]))).toBe("abcd abcd");
  expect(there(worldOf([school, gap, last]))).toBe("abc abc");
});

test("[P1161] lists are told with the one they are most alike, and how much", () => {
  const next = { ...technical, id: "technical2", on: "03-01", has: "defgh" };
  expect(listsOf(worldOf([next, technical, school]))).toEqual([
    { evidence: "school", kind: "system", things: 4, said: null, isNext: false, near: null },
    {
      evidence: "technical",
      kind: "system",
      things: 4,
      said: null,
      isNext: false,
      near: { evidence: "school", things: 4, both: 1, otherNames: 0 },
    },
    {
      evidence: "technical2",
      kind: "system",
      things: 5,
      said: null,
      isNext: true,
      near: { evidence: "technical", things: 4, both: 4, otherNames: 0 },
    },
  ]);
});

test("[P1161] equal numbers under other names are not the same things of a list", () => {
  const theirs = { ...school, names: "ABCD" };
  const others = { id: "other", on: "02-01", has: "abc", names: "EFG" };
  const [, last] = listsOf(worldOf([theirs, others]));
  expect([last?.isNext, last?.near?.both, last?.near?.otherNames]).toEqual([false, 0, 3]);
  expect(there(worldOf([theirs, others]))).toBe("abcd abcd");
  const [, again] = listsOf(worldOf([theirs, { ...others, names: "aBc" }]));
  expect([again?.isNext, again?.near?.both, again?.near?.otherNames]).toEqual([true, 3, 0]);
});

test("[P1162] a person says which it is, takes it back, and the last word rules", () => {
  const own = word("w1", "05-01", "alike", "own");
  const alike = { ...school, id: "alike", on: "03-01", has: "abcx" };
  expect(there(worldOf([school, alike], [own]))).toBe("abcdx abcdx");
  const back = word("w2", "06-01", "alike", null);
  expect(there(worldOf([school, alike], [own, back]))).toBe("abcx abcx");
  const next = word("w3", "05-01", "technical", "next");
  expect(there(worldOf([school, technical], [next]))).toBe("defg defg");
  expect(listsOf(worldOf([school, technical], [next])).at(-1)?.said).toBe("next");
});

test("[P1162] what was said of a list holds for its next editions", () => {
  const alike = { ...school, id: "alike", on: "03-01", has: "abcx" };
  const own = word("w1", "05-01", "alike", "own");
  const later = { ...school, id: "later", on: "04-01", has: "bcx" };
  // The next is an edition of the one it is most alike, and the school's list stands.
  expect(there(worldOf([school, alike, later], [own]))).toBe("abcdx abcdx");
});

test("[P1160] the order in which lists and words came changes nothing", () => {
  const list = fc.record({
    on: fc.constantFrom("01-01", "02-01", "03-01", "04-01"),
    has: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"), { minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(list, { maxLength: 5 }), fc.infiniteStream(fc.nat()), (made, keys) => {
      const lists = made.map(({ on, has }, at) => ({ id: `l${at}`, on, has: has.join("") }));
      const { said, files } = worldOf(lists);
      const shuffled = <T>(all: readonly T[]): T[] =>
        all
          .map((one): [number, T] => [keys.next().value, one])
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
      const other = { said: shuffled(said), files: shuffled(files) };
      expect(reconcile(other.said, other.files, end)).toEqual(reconcile(said, files, end));
      expect(listsOf(other)).toEqual(listsOf({ said, files }));
    }),
  );
});
