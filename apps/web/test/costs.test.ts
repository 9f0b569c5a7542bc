/** The cost sheet's page: prices line by line, own prices as a draft, approved by name. */
import { describe, expect, test } from "vitest";
import { chooseCosts, everyCost } from "../src/protect/cost-choice.ts";
import { fieldText, linesText, numberIn } from "../src/protect/cost-text.ts";
import { en } from "../src/words/en.ts";
import { sv } from "../src/words/sv.ts";
import { browsing, executable } from "./browsing.ts";
import { approvedSheet, draftSheet, startSheet } from "./fixtures/costs.ts";
import { ready, reader } from "./scenarios.ts";
import type { Answers } from "./site.ts";
import { expectSound } from "./sound.ts";
import type { Visit } from "./visit.ts";

describe("figures of the sheet", () => {
  test("a price is told line by line, and what costs nothing says so", () => {
    const said = startSheet.measures.map(({ lines }) =>
      linesText(lines, { words: sv, language: "sv" }).replaceAll("\u00A0", " "),
    );
    expect(said).toEqual([
      "20 000 kr + 45 administratörer à 1 000 kr + 45 administratörer à 90 kr om året i 1 år",
      "inget köp",
    ]);
  });

  test("a price is told with its öre, so that factors give the sum beside them", () => {
    const [line] = startSheet.measures[0]?.lines ?? [];
    if (line === undefined) throw new Error("the fixture has lines");
    const odd = [{ ...line, kind: "once" as const, priceSek: 1_050.5 }];
    const said = (["sv", "en"] as const).map((language) =>
      linesText(odd, { words: language === "sv" ? sv : en, language }).replaceAll("\u00A0", " "),
    );
    expect(said).toEqual(["1 050,50 kr", "SEK 1,050.50"]);
  });

  test("lines are chosen by what is searched, by area, and by whose values they have", () => {
    const [keys, lessons] = startSheet.measures;
    if (keys === undefined || lessons === undefined) throw new Error("the fixture has measures");
    const entered = draftSheet.measures.find(({ own }) => own !== null);
    if (entered === undefined) throw new Error("the draft has a price of one's own");
    const rows = [entered, lessons, { ...keys, like: "x" }];
    const about = new Map([
      ["lessons", { area: "people" as const, text: { sv: "Nätfiske", en: "Phishing" } }],
    ]);
    const places = (choice: Partial<typeof everyCost>): readonly number[] =>
      chooseCosts(rows, { ...everyCost, ...choice }, about).map((row) => rows.indexOf(row));
    expect(places({})).toEqual([0, 1, 2]);
    expect(places({ text: "phishing korta" })).toEqual([1]);
    expect(places({ text: "KEYS" })).toEqual([0, 2]);
    expect([places({ area: "people" }), places({ area: "own" })]).toEqual([[1], [0, 2]]);
    expect([places({ entry: "own" }), places({ entry: "start" })]).toEqual([[0, 2], [1]]);
  });

  test("numbers are read as people write them", () => {
    const given = ["1 200", "1\u00A0200,5", "0", "12.25", "", "-1", "1e5", "kr 5", "1,2,3"];
    expect(given.map(numberIn)).toEqual([1_200, 1_200.5, 0, 12.25, null, null, null, null, null]);
    expect([1_200.5, 0.1 + 0.2, 20].map(fieldText)).toEqual(["1200,5", "0,3", "20"]);
  });
});

// That a browser is there where one is required is asserted in pages.test.ts.
describe.skipIf(executable === null)("the cost sheet", () => {
  const { open: visited, taken } = browsing();
  const open = (answers: Answers, heading: RegExp): Promise<Visit> =>
    visited({ ...ready("figures"), ...answers }, "/skydda/kostnadsblad", heading);

  test("an own price is entered as a draft, and the draft is approved by name", async () => {
    let sheet = startSheet;
    const answers = {
      "GET /cost-sheet": () => sheet,
      "POST /cost-sheet": () => {
        sheet = draftSheet;
        return { revision: 3 };
      },
      "POST /cost-sheet/approve": () => {
        sheet = approvedSheet;
        return { revision: 4 };
      },
    };
    const opened = await open(answers, /startvärden som ingen har godkänt/);
    const { page } = opened;
    await page.getByRole("searchbox", { name: "Sök" }).fill("övning");
    await page.getByText("Visar 1 av 2.").waitFor();
    await expectSound(opened, "costs-start");
    await page.getByRole("button", { name: "Visa alla" }).click();
    await page.getByRole("button", { name: "Ändra Fysiska nycklar" }).click();
    const dialog = page.getByRole("dialog", { name: "Fysiska nycklar för alla administratörer" });
    const each = dialog.getByLabel("Engångskostnad för var och en (administratörer), kr");
    expect(await each.inputValue()).toBe("1000");
    await each.fill("tusen");
    await dialog.getByRole("button", { name: "Spara i utkastet" }).click();
    await dialog.getByText("Skriv ett tal, noll eller mer.").waitFor();
    await expectSound(opened, "costs-dialog");
    await each.fill("1 000");
    expect(await dialog.getByLabel("Egna timmar: IT-drift").inputValue()).toBe("105");
    await dialog.getByLabel("Ta inte med i planer").check();
    await dialog.getByLabel("Källa", { exact: true }).fill("Avtal 2026-114");
    await dialog.getByRole("button", { name: "Spara i utkastet" }).click();
    await page.getByRole("heading", { level: 1, name: /Ett utkast/ }).waitFor();
    await page.getByText("räknas planen med version 1").waitFor();
    await expectSound(opened, "costs-draft");
    await page.getByLabel("Beslut eller anmärkning").fill("Dnr 2026/114");
    await page.getByText("Du godkänner det som Astrid Påhitt.").waitFor();
    await page.getByRole("button", { name: "Godkänn kostnadsbladet" }).click();
    await page
      .getByRole("heading", { level: 1, name: /version 1, är godkänt av Astrid Påhitt 2026-11-28/ })
      .waitFor();
    expect(taken()).toEqual([
      { what: "POST /cost-sheet", hasHeader: true },
      { what: "POST /cost-sheet/approve", hasHeader: true },
    ]);
    await opened.close();
  });

  test("a share is changed in per cent, and put back to where it began", async () => {
    const answers = {
      "GET /cost-sheet": {
        ...draftSheet,
        factors: startSheet.factors.map((row) => ({ ...row, own: { value: 0.2, source: "" } })),
      },
      "POST /cost-sheet": { revision: 4 },
    };
    const { page, close } = await open(answers, /Ett utkast/);
    await page.getByRole("button", { name: "Ändra Andel av arbetstiden" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByLabel("Värde, procent").inputValue()).toBe("20");
    await dialog.getByLabel("Värde, procent").fill("120");
    await dialog.getByRole("button", { name: "Spara i utkastet" }).click();
    await dialog.getByText("Skriv ett tal mellan 0 och 100.").waitFor();
    await dialog.getByRole("button", { name: "Tillbaka till startvärdet" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(taken().map(({ what }) => what)).toEqual(["POST /cost-sheet"]);
    await close();
  });

  test("own effect and an own measure are entered, and versions tell what changed", async () => {
    const sent: unknown[] = [];
    const answers = { "GET /cost-sheet": draftSheet, "POST /cost-sheet": { revision: 4 } };
    const opened = await open(answers, /Ett utkast/);
    const { page } = opened;
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(request.postDataJSON()?.change);
    });
    await page.locator("summary", { hasText: "Vad version 2 ändrade" }).click();
    const rows = page.getByRole("table", { name: "Vad version 2 ändrade" }).locator("tbody tr");
    expect((await rows.allInnerTexts()).map((row) => row.replace(/\s+/gu, " "))).toEqual([
      "Fysiska nycklar för alla administratörer engångskostnad för var och en startvärde 700,50 kr",
      "own-key verkar som fanns inte Fysiska nycklar för alla administratörer",
    ]);
    await expectSound(opened, "costs-versions");
    await page.getByRole("button", { name: "Ändra Fysiska nycklar" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("summary", { hasText: "Hur mycket den verkar" }).click();
    const effect = dialog.getByLabel("Andel som får skyddet: Inloggningen kan inte luras");
    await effect.fill("1,2");
    await dialog.getByRole("button", { name: "Spara i utkastet" }).click();
    await dialog.getByText("Skriv ett tal mellan 0 och 1.").waitFor();
    await expectSound(opened, "costs-effects");
    await effect.fill("0,5");
    await dialog.getByLabel("Källa till verkan").fill("Prov 2026-10");
    await dialog.getByLabel("Antal (administratörer)").fill("40");
    await dialog.getByRole("button", { name: "Spara i utkastet" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Lägg till en egen åtgärd" }).click();
    await expectSound(opened, "costs-add");
    await page.getByRole("button", { name: "Lägg till i utkastet" }).click();
    await page.getByText("Ge åtgärden ett namn.").waitFor();
    await page.getByLabel("Namn", { exact: true }).fill("Vakt vid dörren");
    await page.getByLabel("Verkar som").selectOption("lessons");
    await page.getByRole("button", { name: "Lägg till i utkastet" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const key = "control/phishingResistant/privileged";
    expect(sent).toMatchObject([
      {
        id: "admin-keys",
        own: { many: 40, effects: { [key]: 0.5 }, effectSource: "Prov 2026-10" },
      },
      {
        kind: "added",
        id: "own-vakt-vid-dorren",
        own: { like: "lessons", name: "Vakt vid dörren" },
      },
    ]);
    taken();
    await opened.close();
  });

  test("who may only read sees the sheet without buttons", async () => {
    const answers = { "GET /session": reader["GET /session"], "GET /cost-sheet": draftSheet };
    const opened = await open(answers, /Ett utkast/);
    expect(await opened.page.getByRole("button", { name: /^Ändra|Godkänn/ }).count()).toBe(0);
    await opened.close();
  });
});
