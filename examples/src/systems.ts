/**
 * The fictional municipality's system register: systems, the services they carry, and what is
 * known.
 */
import type { SystemRow } from "./system-row.ts";
import { careAndSchoolSystems } from "./systems-care.ts";
import { commonSystems } from "./systems-shared.ts";

/** The register, ordered by id. */
export const systemRows: readonly SystemRow[] = [...careAndSchoolSystems, ...commonSystems].sort(
  (a, b) => (a.id < b.id ? -1 : 1),
);

/** Servers that carry no registered system of their own. */
const otherServers = ["srv-cert01", "srv-utskrift01", "srv-backup01", "srv-fjarr01"] as const;

/** Short names of all member servers, in a fixed order; controllers are not among them. */
export function serverNames(): readonly string[] {
  const named = new Set(systemRows.flatMap(({ servers }) => [...servers]));
  return [...named]
    .filter((name) => !name.startsWith("dc"))
    .concat(otherServers)
    .sort();
}

const headings = [
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

function cell(value: string | number): string {
  const text = String(value);
  return /[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function many(perEmployee: number | null, people: number): number | null {
  return perEmployee === null || perEmployee === 0 ? null : Math.round(perEmployee * people);
}

/** The register as rows of cells, headings first. */
export function registerRows(people: number): readonly (readonly (string | number)[])[] {
  const rows = systemRows.map((system) =>
    [
      system.id,
      system.name,
      system.administration,
      system.owner,
      system.supplier,
      system.hosting,
      system.servers.map((name) => `${name}.kommun.example.se`).join("|"),
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
    ].map((value) => value ?? ""),
  );
  return [headings, ...rows];
}

/** The register as the spreadsheet people keep it in: semicolons, Swedish headings, UTF-8. */
export function registerCsv(people: number): string {
  const lines = registerRows(people).map((row) => row.map(cell).join(";"));
  return [...lines, ""].join("\r\n");
}
