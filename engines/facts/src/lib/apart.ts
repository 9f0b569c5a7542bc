/** Sets that must not become one: told apart by someone, or by two of what a thing has one of. */
import type { Budget } from "@vallgrav/kernel";
import { spend } from "@vallgrav/kernel";
import { rootOf, unite } from "./disjoint-sets.ts";
import type { DisjointSets } from "./disjoint-sets.ts";

/** By root: the roots it must not join, and what it has the only one of. */
export type Apart = {
  readonly work: Budget;
  readonly sets: DisjointSets;
  readonly enemies: Map<number, Set<number>>;
  readonly domains: Map<number, Set<string>>;
};

/** Nothing kept apart yet. */
export function apart(sets: DisjointSets, work: Budget): Apart {
  return { work, sets, enemies: new Map(), domains: new Map() };
}

function into<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}

/** Keeps two nodes' sets apart; false when they are one set already. */
export function keepApart(all: Apart, a: number, b: number): boolean {
  const [left, right] = [rootOf(all.sets, a), rootOf(all.sets, b)];
  if (left === right) return false;
  into(all.enemies, left, right);
  into(all.enemies, right, left);
  return true;
}

/** Notes that a node's set has the only one of something: an account in a domain. */
export function noteDomain(all: Apart, node: number, domain: string): void {
  into(all.domains, rootOf(all.sets, node), domain);
}

/** Whether someone said that two roots are not the same. */
export function areToldApart(all: Apart, a: number, b: number): boolean {
  return all.enemies.get(a)?.has(b) === true;
}

function shareDomain(all: Apart, a: number, b: number, but = ""): boolean {
  const [left, right] = [all.domains.get(a), all.domains.get(b)];
  if (left === undefined || right === undefined) return false;
  for (const domain of left) if (domain !== but && right.has(domain)) return true;
  return false;
}

/** Whether nothing but two serial numbers keeps two roots from being one. */
export function differBySerialOnly(all: Apart, a: number, b: number): boolean {
  return a !== b && !areToldApart(all, a, b) && !shareDomain(all, a, b, "serial");
}

/** Whether two roots may not be joined by a name. */
export function areApart(all: Apart, a: number, b: number): boolean {
  spend(all.work, 1);
  return a !== b && (areToldApart(all, a, b) || shareDomain(all, a, b));
}

/** Whether any two of these roots may not be joined. Linear in the roots and what they keep off. */
export function holdRivals(all: Apart, roots: ReadonlySet<number>): boolean {
  const seen = new Set<string>();
  for (const root of roots) {
    spend(all.work, 1);
    for (const enemy of all.enemies.get(root) ?? []) if (roots.has(enemy)) return true;
    for (const domain of all.domains.get(root) ?? []) {
      if (seen.has(domain)) return true;
      seen.add(domain);
    }
  }
  return false;
}

/** Joins two nodes' sets; what either keeps off, both do from then on. */
export function joinSets(all: Apart, a: number, b: number): void {
  const [left, right] = [rootOf(all.sets, a), rootOf(all.sets, b)];
  if (left === right) return;
  const root = unite(all.sets, left, right);
  const gone = root === left ? right : left;
  for (const enemy of all.enemies.get(gone) ?? []) {
    spend(all.work, 1);
    all.enemies.get(enemy)?.delete(gone);
    into(all.enemies, enemy, root);
    into(all.enemies, root, enemy);
  }
  all.enemies.delete(gone);
  for (const domain of all.domains.get(gone) ?? []) into(all.domains, root, domain);
  all.domains.delete(gone);
}
