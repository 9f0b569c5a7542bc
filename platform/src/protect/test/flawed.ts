/** The example municipality with flaws that a scanner found, one file for each of them. */
import { drawKey, uniform } from "@vallgrav/kernel";
import { exampleGiven, type Given } from "./example.ts";

/** A flaw as it was seeded. */
export type SeededFlaw = { readonly host: string; readonly cve: string; readonly score: number };

/** A file of a scanner with one flaw of one host. */
export function flawFile({ host, cve, score }: SeededFlaw): Given {
  const severity = score >= 9 ? "critical" : "high";
  const text =
    `<report><report><gmp/><scan_start>2026-11-01T00:00:00Z</scan_start><results>` +
    `<result><host>${host}<hostname>${host}</hostname></host><port>445/tcp</port>` +
    `<nvt oid="1.3.6.1.4.1.99999.${cve.slice(-4)}"><name>Påhittad brist ${severity}</name>` +
    `<refs><ref type="cve" id="${cve}"/></refs></nvt><threat>High</threat>` +
    `<severity>${score}</severity></result></results></report></report>`;
  return { name: `${host}-${cve}.xml`, bytes: new TextEncoder().encode(text) };
}

/** Flaws on so many of the given hosts, chosen and scored by chance with a seed. */
export function seededFlaws(hosts: readonly string[], count: number): readonly SeededFlaw[] {
  const key = drawKey("findings/seeded");
  const order = hosts
    .map((host, at) => ({ host, u: uniform(key, at, 0) }))
    .sort((a, b) => a.u - b.u);
  return order.slice(0, count).map(({ host }, at) => ({
    host: host.toLowerCase(),
    cve: `CVE-2026-${String(991_000 + at)}`,
    score: Math.round((7 + 3 * uniform(key, at, 1)) * 10) / 10,
  }));
}

/** The example's files and those of the flaws. */
export function flawedFiles(flaws: readonly SeededFlaw[]): readonly Given[] {
  return [...exampleGiven(), ...flaws.map(flawFile)];
}
