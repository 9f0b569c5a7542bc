/**
 * The fictional municipality's system register: systems, the services they carry, and what is
 * known.
 */
import { administrations } from "./people.ts";
import type { TableRow } from "./example-file.ts";
import type { Size } from "./size.ts";
import { row, type SystemRow } from "./system-row.ts";
import { careAndSchoolSystems } from "./systems-care.ts";
import { commonSystems } from "./systems-shared.ts";

/** The systems that are told one by one, ordered by id. */
const toldRows: readonly SystemRow[] = [...careAndSchoolSystems, ...commonSystems].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);

/** Servers that carry no registered system of their own. */
const otherServers = ["srv-cert01", "srv-utskrift01", "srv-backup01", "srv-fjarr01"] as const;

const roles = ["webb", "app", "db", "fil", "prov", "logg", "karta", "arkiv", "integr", "jobb"];

/** What more systems are for. */
const purposes = [
  "Bokning",
  "Tillstånd",
  "Statistik",
  "Avgifter",
  "Tidrapport",
  "Uthyrning",
  "Inventarier",
  "Avvikelser",
  "Enkäter",
  "Nyckelhantering",
  "Fordon",
  "Måltider",
  "Lån",
  "Mätvärden",
] as const;

/** Short names of servers that no system of the told ones names. */
function moreServers(size: Size): readonly string[] {
  return Array.from({ length: size.moreServers }, (_, n) => `srv-${roles[n % 10]}${101 + n}`);
}

/** Short names of all member servers, in a fixed order; controllers are not among them. */
export function serverNames(size: Size): readonly string[] {
  const named = new Set(toldRows.flatMap(({ servers }) => [...servers]));
  const told = [...named]
    .filter((name) => !name.startsWith("dc"))
    .concat(otherServers)
    .sort();
  return [...told, ...moreServers(size)];
}

/** A system of which no more is told than most registers tell. */
function moreSystem(n: number, servers: readonly string[]): SystemRow {
  const { name: administration } = administrations[n % 5] ?? administrations[0];
  const level = 1 + (n % 3);
  const isInCloud = n % 3 === 0;
  const own = servers[(2 * n) % Math.max(1, servers.length)];
  return row({
    id: `S${101 + n}`,
    name: `${purposes[n % purposes.length]} ${101 + n}`,
    administration,
    supplier: `Fiktivsystem ${1 + (n % 90)} AB`,
    hosting: isInCloud ? "moln" : "egen drift",
    servers: isInCloud || own === undefined ? [] : [own],
    signIn: isInCloud ? "Entra ID" : "AD",
    classes: [level, 1 + (n % 2), 1 + (n % 3)],
    dependsOn: isInCloud ? [] : ["S20", "S21"],
    backup: isInCloud ? "ingen" : "domän",
  });
}

/** The register, the told systems first. */
export function systemRows(size: Size): readonly SystemRow[] {
  const servers = moreServers(size);
  const more = Array.from({ length: size.moreSystems }, (_, n) => moreSystem(n, servers));
  return [...toldRows, ...more];
}

/** Swedish headings of the register. */
export const registerColumns = [
  "System-id",
  "Systemnamn",
  "Förvaltning",
  "Systemägare",
  "Leverantör",
  "Drift",
  "Servrar",
  "Inloggning",
  "Konfidentialitet",
  "Riktighet",
  "Tillgänglighet",
  "Antal personer",
  "Persongrupp",
  "Samhällsviktig tjänst",
  "Tolerabel avbrottstid (timmar)",
  "Beroenden",
  "Säkerhetskopia",
  "Återläsningstid (timmar)",
  "Återläsning provad",
  "Reservrutin (procent)",
  "Reservrutin (timmar)",
  "Personal",
] as const;

function many(perEmployee: number | null, people: number): number | null {
  return perEmployee === null || perEmployee === 0 ? null : Math.round(perEmployee * people);
}

/**
 * The register as rows of cells, without headings; `typed` is how a person writes a server.
 * @yields a row a system
 */
export function* registerRows(
  size: Size,
  typed: (server: string) => string = (server) => server,
): Generator<TableRow> {
  const { people } = size;
  for (const system of systemRows(size)) {
    const cells = [
      system.id,
      system.name,
      system.administration,
      system.owner,
      system.supplier,
      system.hosting,
      system.servers.map((name) => `${typed(name)}.kommun.example.se`).join("|"),
      system.signIn,
      ...system.classes,
      many(system.personsPerEmployee, people),
      system.population,
      system.services.join("|"),
      system.tolerableHours,
      system.dependsOn.join("|"),
      system.backup,
      system.restoreHours,
      system.tested,
      system.reservePercent,
      system.reserveHours,
      many(system.staffPerEmployee, people),
    ].map((value) => value ?? "");
    yield { cells, about: [["system", `system/${system.id}`]] };
  }
}
