/** The lists that offices keep of people: staff, consultants, pupils, and accounts. */
import { isInDirectory, sidOf } from "./directory-objects.ts";
import { domain, isSeen, testNumber } from "./estate.ts";
import { csvFile, type About, type ExampleFile, type TableRow } from "./example-file.ts";
import {
  accountId,
  administrationOf,
  administrations,
  isEnabled,
  personName,
  pupilName,
} from "./people.ts";
import { chanceOf, numbers, type Size } from "./size.ts";

/** The sign-in name of the n-th employee. */
export function upnOf(n: number): string {
  return `${personName(n)}@${domain}`;
}

/** The account of the n-th employee, for the truth. */
export function personAccount(n: number): readonly ["account", string] {
  return ["account", isInDirectory(accountId.firstPerson + n)];
}

/** Whether someone's employment has ended: some of their accounts are still in use. */
function hasLeft(size: Size, n: number): boolean {
  return chanceOf(size, `left/${n}`) > 0.97;
}

/** Whether the staff list gives the sign-in name; else the personal number joins the rows. */
function givesAccount(size: Size, n: number): boolean {
  return chanceOf(size, `joined/${n}`) > 0.1;
}

/** Accounts that no list of people knows an owner of. */
function hasOwner(size: Size, n: number): boolean {
  return isSeen(size, "staff", 0.98, n);
}

function* staff(size: Size): Generator<TableRow> {
  for (const n of numbers(size.people)) {
    if (!hasOwner(size, n)) continue;
    const { name } = administrations[administrationOf(size, n)] ?? administrations[0];
    const until = hasLeft(size, n) ? "2026-08-31" : "";
    const title = n % 40 === 0 ? "Enhetschef" : "Handläggare";
    const account = givesAccount(size, n) ? upnOf(n) : "";
    const about: About = [
      ["person", `person/${n + 1}`],
      ...(account === "" ? [] : [personAccount(n)]),
    ];
    yield {
      cells: [100_001 + n, testNumber(n), account, name, title, "2020-01-01", until],
      about,
    };
  }
}

function* consultants(size: Size): Generator<TableRow> {
  const suppliers = ["Exempelvård AB", "Påhittad Drift AB", "Fiktiv Teknik AB"];
  for (const n of numbers(size.consultants))
    yield {
      cells: [
        `K${n + 1}`,
        suppliers[n % 3] ?? "",
        `konsult${n + 1}@leverantor.example`,
        n % 4 === 0 ? "2026-06-30" : "2027-01-31",
        n % 5 === 0 ? "" : "It-chef",
      ],
      about: [["person", `consultant/${n + 1}`]],
    };
}

/** Schools: four, and one more for every four hundred pupils beyond. */
function schoolOf(size: Size, n: number): string {
  const known = ["Björkskolan", "Ängsskolan", "Åskolan", "Östra gymnasiet"];
  const count = Math.max(4, Math.round(size.pupils / 400));
  return known[n % count] ?? `Påhittade skolan ${(n % count) + 1}`;
}

function* pupils(size: Size): Generator<TableRow> {
  for (const n of numbers(size.pupils))
    yield {
      cells: [
        `E${n + 1}`,
        schoolOf(size, n),
        1 + (n % 9),
        `${1 + (n % 9)}${n % 2 === 0 ? "A" : "B"}`,
        n % 4 === 3 ? "" : `${pupilName(n)}@elev.example.se`,
      ],
    };
}

/** Many directories hold a personal identity number where the employee number belongs. */
function ownerCell(size: Size, n: number): string | number {
  if (!hasOwner(size, n)) return "";
  return givesAccount(size, n) ? 100_001 + n : testNumber(n).replace("-", "");
}

function* accounts(size: Size): Generator<TableRow> {
  for (const n of numbers(size.people))
    yield {
      cells: [
        personName(n),
        upnOf(n),
        sidOf(accountId.firstPerson + n),
        isEnabled(size, n) ? "True" : "False",
        ownerCell(size, n),
        "2026-10-30 07:45:00",
      ],
      about: [personAccount(n)],
    };
}

/** Every list of people. */
export function peopleLists(size: Size): readonly ExampleFile[] {
  return [
    csvFile(
      "lists/personal.csv",
      [";", "windows-1252"],
      [
        [
          "Anställningsnummer",
          "Personnummer",
          "Inloggningsnamn",
          "Förvaltning",
          "Befattning",
          "Anställd från",
          "Anställd till",
        ],
        () => staff(size),
      ],
    ),
    csvFile(
      "lists/konsulter.csv",
      [";", "windows-1252"],
      [
        ["Konsultnummer", "Företag", "E-post", "Uppdrag till", "Ansvarig chef"],
        () => consultants(size),
      ],
    ),
    csvFile(
      "lists/elever.csv",
      [";", "utf-8 with mark"],
      [["Elevnummer", "Skola", "Årskurs", "Klass", "E-post"], () => pupils(size)],
    ),
    csvFile(
      "lists/konton.csv",
      [",", "utf-8"],
      [
        ["SamAccountName", "UserPrincipalName", "SID", "Enabled", "EmployeeID", "LastLogonDate"],
        () => accounts(size),
      ],
    ),
  ];
}
