/**
 * Reads which networks announce which ranges: the text that RISwhois publishes (`riswhoisdump`), a
 * line each of the network, the range and how many saw it, apart by tabulators.
 */
import { type Result, succeed } from "@vallgrav/kernel";
import { type DomainsProblem, refuse } from "../domains-problem.ts";
import { parseAsn, parsePrefix, type PrefixTable, prefixTable } from "./prefixes.ts";

/** How much is read: there were about 1.3 million announcements in 2026. */
export const routeLimits = { routes: 6_000_000, lineLength: 4_000 } as const;

/** Reads files part by part, several one after another. */
export type RouteReader = {
  /** The next part of the text; a problem refuses all. */
  add(text: string): DomainsProblem | null;
  end(): Result<PrefixTable, DomainsProblem>;
};

/**
 * A reader. Ranges of several networks at once (`{64500,64501}`) have no single one, and none may
 * announce them (RFC 6811 §2).
 */
export function routeReader(limits: typeof routeLimits = routeLimits): RouteReader {
  const ranges = prefixTable();
  let [rest, line] = ["", 0];
  let problem: DomainsProblem | null = null;
  const take = (text: string): boolean => {
    line += 1;
    if (/^\s*(?:[%#].*)?$/.test(text)) return true;
    const [origin = "", range = ""] = text.trim().split(/\s+/);
    const prefix = parsePrefix(range);
    const asn = /^\{[\d,]{1,1000}\}$/.test(origin) ? -1 : parseAsn(origin);
    if (prefix === null || asn === null) {
      problem = refuse("domains/bad-route", { line }).problem;
      return false;
    }
    if (ranges.size >= limits.routes) {
      problem = refuse("domains/too-many-prefixes", { limit: limits.routes }).problem;
      return false;
    }
    ranges.add(prefix, asn, prefix.bits);
    return true;
  };
  const add = (text: string): DomainsProblem | null => {
    if (problem !== null) return problem;
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > limits.lineLength)
      problem = refuse("domains/bad-route", { line: line + lines.length + 1 }).problem;
    else lines.every(take);
    return problem;
  };
  return {
    add,
    end: () => {
      add("\n");
      if (problem === null && ranges.size === 0)
        problem = refuse("domains/bad-route", { line }).problem;
      return problem === null ? succeed(ranges) : { ok: false, problem };
    },
  };
}
