/**
 * Pages on paper: nothing is cut, small, black, left over from the screen or alone on a sheet, with
 * long names and many rows, from a screen with a dark appearance.
 */
import type { FindingView, SheetMeasure } from "@vallgrav/platform/api";
import { describe, expect, test } from "vitest";
import { browsing, executable } from "./browsing.ts";
import { affected } from "./fixtures/affected.ts";
import { board } from "./fixtures/asking.ts";
import { found, near, view } from "./fixtures/assets.ts";
import { approvedSheet, draftSheet } from "./fixtures/costs.ts";
import { domainsView, domainView } from "./fixtures/domains.ts";
import { findingsPage } from "./fixtures/findings.ts";
import { register } from "./fixtures/registers.ts";
import { tried } from "./fixtures/reality.ts";
import { faultsOf, packed } from "./paper.ts";
import { holdsOnPaper, printed, type Stop } from "./paper-stop.ts";
import * as scenarios from "./scenarios.ts";
import type { Answers } from "./site.ts";

const figures = scenarios.ready("figures");
const may = [
  ...scenarios.user.may,
  "clearances/change",
  "registers/view",
  "registers/change",
  "walls/change",
] as const;
const long = "Kommunledningskontorsinformationssäkerhetssamordnarutbildningsuppföljningsansvaret";

/** Rows as many as fill pages, told apart by number, every fifth with a long name. */
function many<Row extends SheetMeasure | FindingView>(
  rows: readonly Row[],
  count: number,
  named: (row: Row, name: (said: string) => string, at: number) => Row,
): readonly Row[] {
  return Array.from({ length: count }, (_, at) => {
    const row = rows[at % rows.length];
    if (row === undefined) throw new Error("there are rows");
    return named(row, (said) => `${at % 5 === 0 ? `${long} ` : ""}${said} ${at}`, at);
  });
}

const findings = findingsPage("figures");
const listed = many(findings.findings, 50, (row, name, at) => ({
  ...row,
  id: `${row.id}${at}`,
  title: { sv: name(row.title.sv), en: name(row.title.en) },
}));
const priced = many(draftSheet.measures, 80, (row, name, at) => ({
  ...row,
  id: `${row.id}-${at}`,
  name: { sv: name(row.name.sv), en: name(row.name.en) },
}));
const processing = Array.from({ length: 12 }, (_, at) => {
  const whose = at % 4 === 0 ? long : "nämnden";
  const text = `Uppgifter om anställda, elever och konsulter hos ${whose}`;
  const said = { sv: text, en: text };
  const fields = {
    name: { sv: `Behandling ${at}`, en: `Processing ${at}` },
    ...Object.fromEntries(
      (["purpose", "basis", "persons", "data"] as const).map((field) => [field, said]),
    ),
  };
  const [first] = register.entries;
  if (first === undefined) throw new Error("there is an entry");
  return { ...first, id: `p${at}`, fields: { ...first.fields, ...fields } };
});

const answers: Answers = {
  ...figures,
  "GET /session": { state: "signed-in", user: { ...scenarios.user, may } },
  "GET /cost-sheet": { ...draftSheet, measures: priced },
  "GET /findings": { ...findings, findings: listed, total: 1_234 },
  "GET /registers": [{ ...register, entries: processing }],
  "GET /domains": domainsView,
  "GET /domains/exempelkommunen.example": domainView,
  "GET /reality": tried,
  "GET /assets": found,
  "GET /asset": view,
  "GET /asset/neighbours": near,
  "POST /affected": affected,
};

const stops: readonly Stop[] = [
  {
    name: "cost-sheet",
    path: "/skydda/kostnadsblad",
    wanted: [...priced.map(({ name }) => name.sv), "Avtal 2026-114", "Dnr 2026/114"],
  },
  {
    name: "findings",
    path: "/skydda/brister",
    wanted: [
      ...listed.map(({ title }) => title.sv),
      "Rad 1–50 av 1 234.",
      "Här visas: öppna · Alla ägare · Alla förvaltningar.",
    ],
  },
  {
    name: "affected",
    path: "/skydda/drabbade",
    before: async (page) => {
      await page.getByLabel("Varningen, eller ett namn").fill("Varning om CVE-2026-990003");
      await page.getByRole("button", { name: "Se efter" }).click();
      await page.getByRole("heading", { name: "Vet inte" }).waitFor();
    },
    wanted: affected.letters.map(({ subject }) => subject.sv),
  },
  {
    name: "registers",
    path: "/styra/namnder",
    wanted: [...processing.map(({ fields }) => fields.name.sv), "Ändamål", "Utanför EU/EES"],
  },
  { name: "ways", path: "/skydda" },
  { name: "measures", path: "/skydda/atgarder" },
  { name: "domains", path: "/skydda/domaner" },
  { name: "domain", path: "/skydda/domaner/exempelkommunen%2Eexample" },
  { name: "log", path: "/styra/logg" },
  { name: "sources", path: "/kanna" },
  { name: "map", path: "/kanna/karta" },
  { name: "attackers", path: "/lage/angripare" },
  { name: "reality", path: "/lage/verkligheten" },
];

describe.skipIf(executable === null)("paper of", () => {
  const { open } = browsing();

  for (const stop of stops) test(stop.name, () => holdsOnPaper(stop, answers, open));

  test("a sheet that is approved says by whom, and rows that do not fit are told of", async () => {
    const sheet = { ...approvedSheet, measures: priced };
    const rows = many(draftSheet.measures, 600, (row, name, at) => ({
      ...row,
      id: `${row.id}-${at}`,
      name: { sv: name("Rad"), en: name("Row") },
    }));
    for (const [given, said] of [
      [sheet, "version 1, är godkänt av Astrid Påhitt 2026-11-28"],
      [{ ...sheet, measures: rows }, "Visar 500 av 600 rader."],
    ] as const) {
      const { page, close } = await open(
        { ...answers, "GET /cost-sheet": given },
        "/skydda/kostnadsblad",
        /godkänt/u,
      );
      await expect
        .poll(() => page.locator(".costs").first().locator("tbody tr").count())
        .toBe(Math.min(500, given.measures.length));
      const paper = await printed(page, "paper-cost-approved");
      await close();
      if (paper !== null) expect(paper.text).toContain(packed(said));
    }
  });

  test("a question on paper stands alone on its sheet", async () => {
    const { page, close } = await open(
      { ...answers, "GET /asks": board },
      "/kanna/fraga-agarna",
      /./u,
    );
    await page.evaluate("globalThis.print = () => null");
    await page
      .getByRole("button", { name: /^Skriv ut/ })
      .first()
      .click();
    const paper = await printed(page, "paper-question");
    await close();
    if (paper === null) return;
    expect(paper.sheets.length).toBe(1);
    expect(faultsOf(paper.sheets)).toEqual([]);
    expect(paper.text).toContain(packed("Kod: K7PXQ2MD"));
  });
});
