/** The merging of subjects against a simple quadratic one. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Claim, Observation, Subject } from "@vallgrav/kernel";
import { end, observe, present } from "../../test/observing.ts";
import { subjects } from "../../test/world.ts";
import { bondOf, compareClaims, hostLabel, normaliseClaim } from "./claims.ts";
import { reconcile } from "./reconcile.ts";

type Group = { readonly kind: string; claims: readonly string[] };

const textOf = (claim: Claim): string =>
  JSON.stringify([claim.space, claim.value, claim.within ?? null]);
const claimOf = (text: string): Claim => {
  const [space, value, within] = JSON.parse(text) as [Claim["space"], string, string | null];
  return within === null ? { space, value } : { space, value, within };
};

function groupOf({ kind, claims }: Subject): Group {
  const known = claims.map((claim) => normaliseClaim(claim)).filter((claim) => claim !== null);
  return { kind, claims: known.map(textOf) };
}

/** Joins any two groups for which `belong` holds, until none are left. */
function joinWhile(groups: Group[], belong: (a: Group, b: Group) => boolean): Group[] {
  for (const [index, a] of groups.entries())
    for (const b of groups.slice(index + 1))
      if (a.kind === b.kind && belong(a, b)) {
        const rest = groups.filter((group) => group !== a && group !== b);
        return joinWhile([...rest, { kind: a.kind, claims: [...a.claims, ...b.claims] }], belong);
      }
  return groups;
}

const share = (a: Group, b: Group, which: (claim: Claim) => boolean): boolean =>
  a.claims.some((text) => b.claims.includes(text) && which(claimOf(text)));

const isWeak = (claim: Claim): boolean => bondOf(claim) === "weak";

/** Where a group may go by its host names or addresses: the groups each name can mean. */
function joinRound(groups: Group[], space: "host" | "ip"): Group[] {
  const ofRound = (claim: Claim): boolean => isWeak(claim) && claim.space === space;
  const isBare = (group: Group): boolean =>
    group.claims.every((text) => (space === "ip" ? ofRound : isWeak)(claimOf(text)));
  const joined = joinWhile(groups, (a, b) => isBare(a) && isBare(b) && share(a, b, ofRound));
  const moves: [Group, Group][] = [];
  for (const group of joined) {
    const targets = new Set<Group>();
    let torn = false;
    for (const name of group.claims.filter((text) => ofRound(claimOf(text)))) {
      const kin = joined.filter(({ kind }) => kind === group.kind);
      const { value } = claimOf(name);
      const known = kin.filter((one) => !isBare(one) && one.claims.includes(name));
      const anchors = kin.filter(
        (one) => space === "host" && one.claims.some((text) => hostLabel(claimOf(text)) === value),
      );
      const able = anchors.length > 0 ? anchors : known;
      if (able.includes(group) || able.length === 0) continue;
      const rivals = known.filter((one) => !anchors.includes(one));
      if (able.length > 1 || (rivals.includes(group) && rivals.length > 1)) torn = true;
      for (const one of able) targets.add(one);
    }
    const [target] = targets;
    if (!torn && targets.size === 1 && target !== undefined) moves.push([group, target]);
  }
  const pairs = new Map<Group, Group>(moves);
  const top = (group: Group, seen: readonly Group[]): readonly Group[] => {
    const next = pairs.get(group);
    return next === undefined || seen.includes(next) ? [...seen] : top(next, [...seen, next]);
  };
  const chains = joined.map((group) => new Set(top(group, [group])));
  const merged: Set<Group>[] = [];
  for (const chain of chains) {
    const touching = merged.filter((one) => [...one].some((group) => chain.has(group)));
    for (const one of touching) merged.splice(merged.indexOf(one), 1);
    merged.push(new Set([chain, ...touching].flatMap((one) => [...one])));
  }
  return merged.map((all) => {
    const [first] = all;
    return { kind: first?.kind ?? "", claims: [...all].flatMap(({ claims }) => claims) };
  });
}

/** The same rules with nothing clever: for input that keeps nothing apart. */
function simplyMerged(given: readonly Subject[]): readonly string[] {
  const strong = joinWhile(given.map(groupOf), (a, b) => share(a, b, (claim) => !isWeak(claim)));
  const rounds = joinRound(joinRound(strong, "host"), "ip");
  // Bare subjects with one and the same name and nothing else are one subject.
  const whole = joinWhile(
    rounds,
    (a, b) => textsOf(a).join() === textsOf(b).join() && a.claims.every((c) => isWeak(claimOf(c))),
  );
  return whole.map((group) => `${group.kind} ${textsOf(group).join(" ")}`).sort();
}

function textsOf({ claims }: Group): readonly string[] {
  return [...new Set(claims)]
    .map((text) => claimOf(text))
    .sort(compareClaims)
    .map(textOf);
}

test("[I2, I4] names join as they do when every pair is compared with every other", () => {
  const left = ["sid", "serial", "guid", "register"];
  const unrelated = subjects.map((one): Subject => {
    // One marking space only, or two better-known things under a name could be one (I4).
    const claims = one.claims.filter(({ space }) => !left.includes(space));
    const spare = { space: "host", value: "b" } as const;
    return { ...one, claims: [claims[0] ?? spare, ...claims.slice(1)] };
  });
  let merged = 0;
  fc.assert(
    fc.property(fc.array(unrelated, { maxLength: 9 }), (given) => {
      const said = given.map((one, index): Observation => {
        return { ...observe("computer host:x", present, { in: `e${index}` }), subject: one };
      });
      const model = reconcile(said, [], end);
      const found = model.assets.map(({ kind, claims }) => [kind, ...claims.map(textOf)].join(" "));
      expect(found.sort()).toEqual(simplyMerged(given));
      if (model.assets.length < given.length) merged += 1;
    }),
    { numRuns: 3000 },
  );
  expect(merged).toBeGreaterThan(1000);
});
