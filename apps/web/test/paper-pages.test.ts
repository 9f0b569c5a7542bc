/**
 * Pages on paper: nothing is cut, small, black, left over from the screen or alone on a sheet, with
 * long names and many rows, from a screen with a dark appearance.
 */
import type { FindingView, SheetMeasure } from "@vallgrav/platform/api";
import type { Page } from "playwright-core";
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
import { faultsOf, lonely, packed, type Paper, paperOf } from "./paper.ts";
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

type Stop = {
  readonly name: string;
  readonly path: string;
  /** What is done before it is printed. */
  readonly before?: (page: Page) => Promise<void>;
  /** What must be on paper beside all that is seen. */
  readonly wanted?: readonly string[];
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

/** Without hyphens, at which lines may end, and marks of the direction of writing. */
function bare(text: string): string {
  return packed(text).replaceAll(/[-\u2010\u200B\u2066-\u2069]/gu, "");
}

/** Lines that are seen of the page; what is only read out is on no paper. */
async function seen(page: Page): Promise<readonly string[]> {
  await page.evaluate(
    `for (const one of document.querySelectorAll(".unseen")) one.style.display = "none"`,
  );
  const text = await page.locator("main").innerText();
  return [...new Set(text.split(/[\n\t]+/).map(bare))].filter((line) => line !== "");
}

/** What can be pressed or filled in and stands on paper all the same; boxes that are ticked do. */
const leftOver =
  "main :is(button, input, select, textarea, .drop)" +
  ":not(.sort, .finding-open, [type=checkbox]):visible";

describe.skipIf(executable === null)("paper of", () => {
  const { open } = browsing();

  async function printed(page: Page, name: string): Promise<Paper | null> {
    const folder = process.env["VALLGRAV_SHOTS"];
    const path = folder === undefined || folder === "" ? {} : { path: `${folder}/${name}.pdf` };
    return paperOf(await page.pdf({ preferCSSPageSize: true, printBackground: true, ...path }));
  }

  for (const { name, path, before, wanted = [] } of stops)
    test(name, async () => {
      const { page, close } = await open(answers, path, /./u, { colorScheme: "dark" });
      await page.getByLabel("Utseende").selectOption("dark");
      await before?.(page);
      await page.emulateMedia({ media: "print" });
      const headings = await page.locator("h2:visible, h3:visible").allInnerTexts();
      const lines = await seen(page);
      const ground = await page.evaluate<string>(
        "getComputedStyle(document.documentElement).backgroundColor",
      );
      const pressed = await page.locator(leftOver).count();
      const paper = await printed(page, `paper-${name}`);
      await close();
      expect({ ground, pressed }).toEqual({ ground: "rgb(255, 255, 255)", pressed: 0 });
      if (paper === null) return;
      const { sheets, text } = paper;
      process.stdout.write(`${name}: ${sheets.length} sheets\n`);
      const size = Math.max(...(sheets[0]?.words ?? []).map((word) => word.bottom - word.top));
      const [told, expected] = [bare(text), [...lines, ...wanted.map(bare)]];
      expect({
        missing: expected.filter((line) => !told.includes(line)),
        faults: faultsOf(sheets),
        lonely: lonely(sheets, headings),
        isSmall: size < 16,
      }).toEqual({ missing: [], faults: [], lonely: [], isSmall: false });
    });

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
