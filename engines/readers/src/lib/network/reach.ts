/**
 * What may reach what by rules in the order in which they are tried: a rule that allows counts
 * where no earlier one that denies covers it wholly. For any list of rules, whoever wrote it.
 */
import { spend, type Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";

/** An end of a rule: its subjects by their names, and whether it is everything. */
export type End = {
  readonly isAny: boolean;
  readonly subjects: ReadonlyMap<string, Subject>;
};

/** A rule: its ends, and its services in one spelling each, `any` alone for all. */
export type Rule = {
  readonly from: End;
  readonly to: End;
  readonly services: readonly string[];
};

/** The zone that stands for everything that a rule does not name. */
export const everywhere: Subject = {
  kind: "zone",
  claims: [{ space: "register", value: "zone/any" }],
};

/** Under which name a subject stands in an end. */
export function endKey({ kind, claims }: Subject): string {
  return `${kind} ${claims[0].value}`;
}

function coversEnd(wide: End, narrow: End): boolean {
  if (wide.isAny) return true;
  return !narrow.isAny && [...narrow.subjects.keys()].every((name) => wide.subjects.has(name));
}

/** Whether a rule above leaves nothing to the one below. */
function covers(above: Rule, below: Rule): boolean {
  const hasServices =
    above.services.includes("any") ||
    below.services.every((service) => above.services.includes(service));
  return hasServices && coversEnd(above.from, below.from) && coversEnd(above.to, below.to);
}

/** Rules that deny and are remembered: those beyond would make the work quadratic. */
const mostDenials = 200;

/** What may reach what, with which services, and where that was first told. */
type Reach = {
  readonly from: Subject;
  readonly to: Subject;
  readonly services: Set<string>;
  readonly place: string;
};

/** The reaches of a file, and the rules that deny of the list that is being read. */
export type ReachTable = {
  readonly into: Gathering;
  readonly reaches: Map<string, Reach>;
  denials: Rule[];
};

/** A table of nothing yet. */
export function startReach(into: Gathering): ReachTable {
  return { into, reaches: new Map(), denials: [] };
}

/** Adds a rule that denies to those that later ones are held against. */
export function deny(table: ReachTable, rule: Rule): void {
  if (table.denials.length < mostDenials) table.denials.push(rule);
}

/**
 * Says each pair of ends of a rule that allows, once, and gathers the services of all rules between
 * them; nothing where a rule that denies covers it.
 */
export function allow(table: ReachTable, rule: Rule, place: string): void {
  table.into.work += table.denials.length;
  if (table.denials.some((above) => covers(above, rule))) return;
  const from = rule.from.isAny ? [everywhere] : rule.from.subjects.values().toArray();
  const to = rule.to.isAny ? [everywhere] : rule.to.subjects.values().toArray();
  for (const one of from)
    for (const other of to) {
      const key = `${endKey(one)} ${endKey(other)}`;
      let reach = table.reaches.get(key);
      if (reach === undefined) {
        observe(table.into, place, one, { relation: "may-reach", to: other });
        reach = { from: one, to: other, services: new Set(), place };
        table.reaches.set(key, reach);
        // Told already, a pair costs work all the same: rules over the same large groups add up.
      } else spend(table.into.purse, 1);
      for (const service of rule.services) reach.services.add(service);
    }
}

function servicesTold(services: ReadonlySet<string>): readonly string[] {
  return services.has("any") ? ["any"] : [...services].sort();
}

/** Says the services of every pair that was told. */
export function endReach({ into, reaches }: ReachTable): void {
  for (const { from, to, services, place } of reaches.values())
    observe(into, place, from, {
      property: `reach/${to.claims[0].value}`,
      value: servicesTold(services),
    });
}
