/**
 * The lists that the fictional municipality's other offices and tools would export: the same
 * people, servers and systems as in its directory and register, told by others. They lie apart from
 * the files that the example is loaded from.
 */
import { accountId, administrationOf, administrations, chanceOf, type Size } from "./people.ts";
import { registerRows, serverNames, systemRows } from "./systems.ts";
import { sidOf } from "./directory-objects.ts";
import { workbook } from "./workbook.ts";

type Rows = readonly (readonly (string | number)[])[];

const domain = "kommun.example.se";

function csv(rows: Rows, delimiter: ";" | ","): string {
  const cell = (value: string | number): string => {
    const text = String(value);
    return /[";,\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join("");
}

/** As an old personnel system writes it: one byte to a letter. */
function windows1252(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, n) => n);
}

function upn(n: number): string {
  return `anv${String(n + 1).padStart(5, "0")}@${domain}`;
}

/** Whether someone's employment has ended: some of their accounts are still in use. */
function hasLeft(size: Size, n: number): boolean {
  return chanceOf(size, `left/${n}`) > 0.97;
}

function people(size: Size): Rows {
  const head = ["Anställningsnummer", "Inloggningsnamn", "E-post", "Förvaltning", "Befattning"];
  const rows = numbers(size.people).map((n) => {
    const { name } = administrations[administrationOf(size, n)] ?? administrations[0];
    const until = hasLeft(size, n) ? "2026-08-31" : "";
    const title = n % 40 === 0 ? "Enhetschef" : "Handläggare";
    return [100_001 + n, upn(n), upn(n), name, title, "2020-01-01", until];
  });
  return [[...head, "Anställd från", "Anställd till"], ...rows];
}

function consultants(size: Size): Rows {
  const suppliers = ["Exempelvård AB", "Påhittad Drift AB", "Fiktiv Teknik AB"];
  const rows = numbers(Math.max(3, Math.round(size.people / 10))).map((n) => [
    `K${n + 1}`,
    suppliers[n % 3] ?? "",
    `konsult${n + 1}@leverantor.example`,
    n % 4 === 0 ? "2026-06-30" : "2027-01-31",
    n % 5 === 0 ? "" : "It-chef",
  ]);
  return [["Konsultnummer", "Företag", "E-post", "Uppdrag till", "Ansvarig chef"], ...rows];
}

function pupils(size: Size): Rows {
  const schools = ["Björkskolan", "Ängsskolan", "Åskolan", "Östra gymnasiet"];
  const rows = numbers(Math.round(size.people * 1.6)).map((n) => [
    `E${n + 1}`,
    schools[n % 4] ?? "",
    1 + (n % 9),
    `${1 + (n % 9)}${n % 2 === 0 ? "A" : "B"}`,
    n % 4 === 3 ? "" : `e${n + 1}@elev.example.se`,
  ]);
  return [["Elevnummer", "Skola", "Årskurs", "Klass", "E-post"], ...rows];
}

function accounts(size: Size): Rows {
  const head = ["SamAccountName", "UserPrincipalName", "SID", "Enabled", "EmployeeID"];
  const rows = numbers(size.people).map((n) => [
    upn(n).replace(/@.*/, ""),
    upn(n),
    sidOf(accountId.firstPerson + n),
    chanceOf(size, `enabled/${n}`) > 0.04 ? "True" : "False",
    100_001 + n,
  ]);
  return [[...head, "LastLogonDate"], ...rows.map((row) => [...row, "2026-10-30 07:45:00"])];
}

function suppliers(): Rows {
  const named = new Map<string, string[]>();
  for (const { supplier, id } of systemRows)
    if (supplier !== "") named.set(supplier, [...(named.get(supplier) ?? []), id]);
  const rows = [...named].map(([name, systems], n) => [
    name,
    `KS 2024/${n + 1}`,
    n % 3 === 0 ? "2026-12-31" : "2028-12-31",
    n % 4 === 0 ? "nej" : "ja",
    n % 2 === 0 ? "ja" : "nej",
    systems.join("|"),
  ]);
  const head = ["Leverantör", "Avtal", "Avtal till", "PUB-avtal", "Fjärråtkomst", "System"];
  return [head, ...rows];
}

function backups(): Rows {
  const head = ["Jobb", "Servrar", "Räckvidd", "Senast lyckad", "Lagringstid (dagar)"];
  const rows = serverNames().map((name, n) => [
    `Natt ${name}`,
    `${name}.${domain}`,
    n % 6 === 0 ? "offline" : "domän",
    n % 9 === 8 ? "2026-09-01" : "2026-10-31",
    n % 6 === 0 ? 365 : 30,
    n % 7 === 0 ? "2026-03-15" : "nej",
  ]);
  return [[...head, "Återläsning provad"], ...rows];
}

const zones: Rows = [
  ["Zon", "Nätadress", "VLAN", "Ändamål"],
  ["Kontor", "10.10.0.0/16", 10, "klienter"],
  ["Skola", "10.20.0.0/16", 20, "skola"],
  ["Servrar", "10.30.0.0/20", 30, "servrar"],
  ["Fastighet", "10.40.0.0/24", 40, "styrsystem"],
  ["Gäster", "10.90.0.0/16", 90, "gäster"],
];

const rules: Rows = [
  ["Nr", "Källa", "Destination", "Tjänst", "Åtgärd", "Aktiv"],
  [1, "Gäster", "Servrar", "any", "neka", "ja"],
  [2, "Kontor", "Servrar", "tcp/443|tcp/445|tcp/3389", "tillåt", "ja"],
  [3, "Skola", "Servrar", "tcp/443", "tillåt", "ja"],
  [4, "10.30.0.0/20", "Fastighet", "any", "tillåt", "ja"],
  [5, "Gäster", "Servrar", "tcp/443", "tillåt", "ja"],
  [6, "Kontor", "Fastighet", "tcp/102", "tillåt", "nej"],
];

function clientName(n: number): string {
  return `KLIENT${String(n + 1).padStart(5, "0")}`;
}

function clientCount(size: Size): number {
  return Math.round(size.people * 0.75);
}

function lansweeper(size: Size): Rows {
  const head = ["AssetName", "Domain", "IPAddress", "Mac", "Lastseen", "OSname", "Serialnumber"];
  const rows = numbers(clientCount(size)).map((n) => [
    clientName(n),
    domain,
    `10.10.${Math.floor(n / 250)}.${(n % 250) + 1}`,
    `02:00:00:00:${(n >> 8).toString(16).padStart(2, "0")}:${(n & 255).toString(16).padStart(2, "0")}`,
    n % 17 === 0 ? "2026-03-01 10:00:00" : "2026-10-31 10:00:00",
    "Windows 11",
    `EX${String(n + 1).padStart(6, "0")}`,
  ]);
  return [head, ...rows];
}

/** Text of a GUID that says by its digits that it is made up. */
function guid(kind: number, n: number): string {
  return `0000000${kind}-0000-4000-8000-${String(n + 1).padStart(12, "0")}`;
}

function intune(size: Size): Rows {
  const head = ["Device ID", "Device name", "Last check-in", "Azure AD Device ID", "OS"];
  const rows = numbers(clientCount(size))
    .filter((n) => n % 5 !== 0)
    .map((n) => [
      guid(5, n),
      clientName(n),
      "2026-10-31 06:00:00.0000000",
      guid(6, n),
      "Windows",
      `EX${String(n + 1).padStart(6, "0")}`,
      upn(n),
      n % 11 === 0 ? "Noncompliant" : "Compliant",
      n % 13 === 0 ? "False" : "True",
    ]);
  return [[...head, "Serial number", "Primary user UPN", "Compliance", "Encrypted"], ...rows];
}

function entraUsers(size: Size): Rows {
  const head = ["userPrincipalName", "mail", "id", "userType", "accountEnabled", "directorySynced"];
  const rows = numbers(size.people).map((n) => [
    upn(n),
    upn(n),
    guid(7, n),
    "Member",
    chanceOf(size, `enabled/${n}`) > 0.04 ? "True" : "False",
    "True",
  ]);
  const guests = numbers(5).map((n) => [
    `konsult${n + 1}_leverantor.example#EXT#@kommun.onmicrosoft.example`,
    "",
    guid(8, n),
    "Guest",
    "True",
    "",
  ]);
  return [head, ...rows, ...guests];
}

function entraMethods(size: Size): Rows {
  const head = ["id", "userPrincipalName", "isAdmin", "isMfaRegistered", "isMfaCapable"];
  const rows = numbers(size.people)
    .filter((n) => chanceOf(size, `enabled/${n}`) > 0.04)
    .map((n) => {
      const has = chanceOf(size, `mfa/${n}`) < 0.7;
      const methods = has ? "mobilePhone|microsoftAuthenticatorPush" : "";
      return [guid(7, n), upn(n), "False", String(has), String(has), methods];
    });
  return [[...head, "methodsRegistered"], ...rows];
}

const entraGroups: Rows = [
  ["id", "displayName", "groupType", "membershipType", "securityEnabled", "isAssignableToRole"],
  [guid(9, 0), "Alla anställda", "Security", "Dynamic", "True", "False"],
  [guid(9, 1), "Molnadministratörer", "Security", "Assigned", "True", "True"],
];

function virtualMachines(): Uint8Array {
  const head = ["VM", "Powerstate", "DNS Name", "Primary IP Address", "Host"];
  const machines = serverNames().map((name, n) => [
    name,
    n % 15 === 14 ? "poweredOff" : "poweredOn",
    `${name}.${domain}`,
    `10.30.0.${n + 10}`,
    `esx0${1 + (n % 3)}.${domain}`,
  ]);
  const hosts = numbers(3).map((n) => [
    `esx0${n + 1}.${domain}`,
    "Kluster 1",
    "VMware ESXi 8.0.3",
    "Exempel",
    "R1",
    `EXTAG${n + 1}`,
  ]);
  const hostHead = ["Host", "Cluster", "ESX Version", "Vendor", "Model", "Service tag"];
  return workbook([
    { name: "vInfo", rows: [head, ...machines] },
    { name: "vHost", rows: [hostHead, ...hosts] },
  ]);
}

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

/** The register as a workbook, with English headings and its columns from behind. */
function registerWorkbook(size: Size): Uint8Array {
  const [, ...rows] = registerRows(size.people);
  const turned = [registerHeadings, ...rows].map((row) => row.toReversed());
  return workbook([{ name: "Systems", rows: turned }]);
}

/** Every list by its file's name. */
export function lists(size: Size): ReadonlyMap<string, string | Uint8Array> {
  const mark = "\uFEFF";
  return new Map<string, string | Uint8Array>([
    ["brandvaggsregler.csv", mark + csv(rules, ";")],
    ["elever.csv", mark + csv(pupils(size), ";")],
    ["entra-groups.csv", csv(entraGroups, ",")],
    ["entra-methods.csv", csv(entraMethods(size), ",")],
    ["entra-users.csv", csv(entraUsers(size), ",")],
    ["intune.csv", csv(intune(size), ",")],
    ["konsulter.csv", windows1252(csv(consultants(size), ";"))],
    ["konton.csv", csv(accounts(size), ",")],
    ["lansweeper.csv", csv(lansweeper(size), ",")],
    ["leverantorer.csv", mark + csv(suppliers(), ";")],
    ["natzoner.csv", mark + csv(zones, ";")],
    ["personal.csv", windows1252(csv(people(size), ";"))],
    ["rvtools.xlsx", virtualMachines()],
    ["sakerhetskopior.csv", mark + csv(backups(), ";")],
    ["systems.xlsx", registerWorkbook(size)],
  ]);
}
