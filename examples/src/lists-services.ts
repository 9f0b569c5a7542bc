/** Lists of what machines and systems rest on: backups, suppliers, network, the register again. */
import { domain, serversOf, typedName } from "./estate.ts";
import {
  csvFile,
  type ExampleFile,
  jsonItems,
  type JsonItem,
  type TableRow,
} from "./example-file.ts";
import type { Size } from "./size.ts";
import { registerColumns, registerRows, systemRows } from "./systems.ts";
import { workbook } from "./workbook.ts";

function* suppliers(size: Size): Generator<TableRow> {
  const named = new Map<string, string[]>();
  for (const { supplier, id } of systemRows(size))
    if (supplier !== "") named.set(supplier, [...(named.get(supplier) ?? []), id]);
  let n = 0;
  for (const [name, systems] of named) {
    yield {
      cells: [
        name,
        `KS 2024/${n + 1}`,
        n % 3 === 0 ? "2026-12-31" : "2028-12-31",
        n % 4 === 0 ? "nej" : "ja",
        n % 2 === 0 ? "ja" : "nej",
        systems.join("|"),
      ],
    };
    n += 1;
  }
}

/**
 * The list of copies that people keep: names are typed by hand.
 * @yields a row a machine
 */
function* backups(size: Size): Generator<TableRow> {
  for (const [n, { is, name }] of serversOf(size).entries())
    yield {
      cells: [
        `Natt ${name}`,
        `${typedName(size, "backups", name)}.${domain}`,
        n % 6 === 0 ? "offline" : "domän",
        n % 9 === 8 ? "2026-09-01" : "2026-10-31",
        n % 6 === 0 ? 365 : 30,
        n % 7 === 0 ? "2026-03-15" : "nej",
      ],
      about: [["computer", is]],
    };
}

function* veeamJobs(size: Size): Generator<JsonItem> {
  for (const [n, { is, name }] of serversOf(size).entries())
    if (n % 3 === 0)
      yield {
        value: {
          JobName: `Servrar ${name}`,
          Objects: name,
          RepositoryName: n % 6 === 0 ? "Förråd 2" : "Förråd 1",
          RetentionDays: 30,
          IsEncrypted: n % 6 === 0,
          IsImmutable: n % 6 === 0,
          IsRotatedDrive: false,
          LastResult: n % 9 === 8 ? "Failed" : "Success",
          LastSuccess: n % 9 === 8 ? "2026-09-01" : "2026-10-31",
        },
        about: [["computer", is]],
      };
}

/** As the printed script for Veeam writes it. */
function veeam(size: Size): ExampleFile {
  return {
    path: "lists/veeam.json",
    *pieces(note) {
      yield "[\n";
      yield* jsonItems(note, "", veeamJobs(size));
      yield "\n]\n";
    },
  };
}

/** Zones of the network: name, network, VLAN, what it is for. */
export const networkZones: readonly (readonly (string | number)[])[] = [
  ["Kontor", "10.10.0.0/16", 10, "klienter"],
  ["Skola", "10.20.0.0/16", 20, "skola"],
  ["Servrar", "10.30.0.0/20", 30, "servrar"],
  ["Fastighet", "10.40.0.0/24", 40, "styrsystem"],
  ["Gäster", "10.90.0.0/16", 90, "gäster"],
];

/** Rules of the firewall: number, source, destination, services, action, whether it is active. */
export const filterRules: readonly (readonly (string | number)[])[] = [
  [1, "Gäster", "Servrar", "any", "neka", "ja"],
  [2, "Kontor", "Servrar", "tcp/443|tcp/445|tcp/3389", "tillåt", "ja"],
  [3, "Skola", "Servrar", "tcp/443", "tillåt", "ja"],
  [4, "10.30.0.0/20", "Fastighet", "any", "tillåt", "ja"],
  [5, "Gäster", "Servrar", "tcp/443", "tillåt", "ja"],
  [6, "Kontor", "Fastighet", "tcp/102", "tillåt", "nej"],
];

/** English headings of the register, in the order of its columns. */
const registerHeadings = [
  "System id",
  "System name",
  "Department",
  "System owner",
  "Supplier",
  "Hosting",
  "Servers",
  "Sign-in",
  "Confidentiality",
  "Integrity",
  "Availability",
  "Persons",
  "Population",
  "Vital service",
  "Tolerable outage hours",
  "Dependencies",
  "Backup",
  "Restore hours",
  "Restore tested",
  "Reserve routine percent",
  "Reserve routine hours",
  "Staff count",
];

/** The register as the spreadsheet people keep it in; whoever typed it got some servers wrong. */
export function registerFile(size: Size): ExampleFile {
  const typed = (name: string): string =>
    /\d{3}$/.test(name) ? typedName(size, "register", name) : name;
  return csvFile(
    "municipality/systemregister.csv",
    [";", "utf-8"],
    [registerColumns, () => registerRows(size, typed)],
  );
}

/** The register as a workbook, with English headings and its columns from behind. */
function registerWorkbook(size: Size): ExampleFile {
  return {
    path: "lists/systems.xlsx",
    *pieces(note) {
      const rows = [...registerRows(size)];
      for (const [n, { about }] of rows.entries())
        for (const [kind, is] of about ?? []) note(`Systems!${n + 2}`, kind, is);
      const turned = [registerHeadings, ...rows.map(({ cells }) => cells)];
      yield workbook([{ name: "Systems", rows: turned.map((row) => row.toReversed()) }]);
    },
  };
}

/** Every such list. */
export function serviceLists(size: Size): readonly ExampleFile[] {
  return [
    csvFile(
      "lists/leverantorer.csv",
      [";", "utf-8 with mark"],
      [
        ["Leverantör", "Avtal", "Avtal till", "PUB-avtal", "Fjärråtkomst", "System"],
        () => suppliers(size),
      ],
    ),
    csvFile(
      "lists/sakerhetskopior.csv",
      [";", "utf-8 with mark"],
      [
        [
          "Jobb",
          "Servrar",
          "Räckvidd",
          "Senast lyckad",
          "Lagringstid (dagar)",
          "Återläsning provad",
        ],
        () => backups(size),
      ],
    ),
    veeam(size),
    csvFile(
      "lists/natzoner.csv",
      [";", "utf-8 with mark"],
      [["Zon", "Nätadress", "VLAN", "Ändamål"], () => networkZones.map((cells) => ({ cells }))],
    ),
    csvFile(
      "lists/brandvaggsregler.csv",
      [";", "utf-8 with mark"],
      [
        ["Nr", "Källa", "Destination", "Tjänst", "Åtgärd", "Aktiv"],
        () => filterRules.map((cells) => ({ cells })),
      ],
    ),
    registerWorkbook(size),
  ];
}
