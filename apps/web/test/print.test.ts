/** Plans on paper, in both languages and with long names: nothing cut, nothing empty, all there. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Measure } from "../src/api/shapes.ts";
import { findBrowser, startBrowser } from "./browser.ts";
import { planAt, planned } from "./fixtures/plan.ts";
import { ready } from "./scenarios.ts";
import { type Answers, openSite, type Site } from "./site.ts";
import { faultsOf, lonely, packed, type Paper, paperOf } from "./paper.ts";
import { settle, visit } from "./visit.ts";

const executable = findBrowser();

/** A compound of eighty letters, as Swedish makes them. */
const long = "Kommunledningskontorsinformationssäkerhetssamordnarutbildningsuppföljningsansvaret";
const lengthened = <M extends Pick<Measure, "name">>(measure: M): M => ({
  ...measure,
  name: { sv: `${long} och ${measure.name.sv}`, en: `${long} and ${measure.name.en}` },
});
/** As many measures as the catalogue has, so that tables go over pages. */
const many = Array.from({ length: 90 }, (_, at): Measure => {
  const one = planned[at % planned.length];
  if (one === undefined) throw new Error("there are measures");
  if (at < planned.length) return one;
  const name = { sv: `${one.name.sv} (${at})`, en: `${one.name.en} (${at})` };
  return { ...one, id: `${one.id}-${at}`, name };
});

describe.skipIf(executable === null)("paper", () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    site = await openSite();
    browser = await startBrowser(executable ?? "");
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function printed(page: Page, name: string): Promise<Paper | null> {
    const folder = process.env["VALLGRAV_SHOTS"];
    const path = folder === undefined || folder === "" ? {} : { path: `${folder}/${name}.pdf` };
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, ...path });
    return paperOf(pdf);
  }

  const plan = planAt(1_200_000);
  const everyday: Answers = { ...ready("figures"), "GET /measures": many };
  const lengthy: Answers = {
    ...everyday,
    "GET /measures": many.map(lengthened),
    "GET /position": {
      ...(everyday["GET /position"] as object),
      plan: { ...plan, measures: plan.measures.map(lengthened) },
    },
    "GET /plan": { ...plan, measures: plan.measures.map(lengthened) },
  };

  for (const [names, answers] of [
    ["plain", everyday],
    ["long", lengthy],
  ] as const)
    for (const language of ["sv", "en"] as const)
      for (const [where, path] of [
        ["position", "/"],
        ["plan", "/skydda/plan"],
      ] as const)
        test(`${where} in ${language}, ${names} names`, async () => {
          site.answer(answers);
          const { page, close } = await visit(browser, `${site.origin}${path}`);
          await page.getByLabel("Språk").selectOption(language);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await settle(page);
          await page.emulateMedia({ media: "print" });
          const headings = await page.locator("h2:visible, h3:visible").allInnerTexts();
          const dials = await page
            .locator(".dials .strip-label:visible, .damage-head:visible")
            .allInnerTexts();
          const paper = await printed(page, `${where}-${language}-${names}`);
          await close();
          if (paper === null) return;
          const { sheets, text } = paper;
          process.stdout.write(`${where} ${language} ${names}: ${sheets.length} sheets\n`);
          const shown = (names === "long" ? many.map(lengthened) : many).map(
            ({ name }) => name[language],
          );
          const inPlan = (names === "long" ? plan.measures.map(lengthened) : plan.measures).map(
            ({ name }) => name[language],
          );
          const wanted = [
            language === "sv" ? "Budget 1 200 000 kr" : "Budget SEK 1,200,000",
            ...(language === "sv" ? ["Motstånd", "Skada"] : ["Resistance", "Damage"]),
            plan.run.id,
            ...dials.flatMap((one) => one.split(/\s+/)),
            ...(where === "plan" ? shown : inPlan),
          ];
          expect(dials.length).toBeGreaterThan(4);
          expect(wanted.filter((part) => !text.includes(packed(part)))).toEqual([]);
          const column = language === "sv" ? "Egnatimmar" : "Ownhours";
          const heads = sheets.filter(({ words }) =>
            packed(words.map((word) => word.text).join("")).includes(column),
          );
          // Ninety measures go over pages, and each page says what its columns are.
          if (where === "plan") expect(heads.length).toBeGreaterThan(sheets.length - 3);
          // Letters of ten points at least: nothing wide makes the rest smaller.
          const size = Math.max(...(sheets[0]?.words ?? []).map((word) => word.bottom - word.top));
          expect({
            faults: faultsOf(sheets),
            lonely: lonely(sheets, headings),
            isSmall: size < 16,
          }).toEqual({ faults: [], lonely: [], isSmall: false });
        });
});
