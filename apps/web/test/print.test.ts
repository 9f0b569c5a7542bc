/** Plans on paper, in both languages and with long names: nothing cut, nothing empty, all there. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Measure } from "../src/api/shapes.ts";
import { findBrowser, startBrowser } from "./browser.ts";
import { planAt, planned } from "./fixtures/plan.ts";
import { ready } from "./scenarios.ts";
import { type Answers, openSite, type Site } from "./site.ts";
import { paperTexts } from "./paper.ts";
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

/** A word of a page, in points from its upper left. */
type Word = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};
type Sheet = { readonly width: number; readonly height: number; readonly words: readonly Word[] };
/** What is on paper: where each word stands, and the text cell by cell. */
type Paper = { readonly sheets: readonly Sheet[]; readonly text: string };

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** What a PDF says and where; null where poppler is not installed. */
async function paperOf(pdf: Buffer): Promise<Paper | null> {
  const texts = await paperTexts(pdf, ["-bbox", "-raw"]);
  if (texts === null) return null;
  const [placed = "", raw = ""] = texts;
  const sheets = [
    ...placed.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([^]*?)<\/page>/g),
  ].map(([, width, height, inside = ""]) => ({
    width: Number(width),
    height: Number(height),
    words: [
      ...inside.matchAll(
        /xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g,
      ),
    ].map(([, left, top, right, bottom, text = ""]) => ({
      text: text.replaceAll(/&(\w+);/g, (all, name: string) => entities[name] ?? all),
      left: Number(left),
      right: Number(right),
      top: Number(top),
      bottom: Number(bottom),
    })),
  }));
  // A word that is broken between lines bears a hyphen that is not in it.
  return { sheets, text: packed(raw.replaceAll(/[-\u2010\u00AD]\n/g, "")) };
}

function packed(text: string): string {
  return text.replaceAll(/[\s\u00AD]+/gu, "");
}

/** Margins of the page are 15 and 14 mm; a hair less is left to rounding. */
const side = 41;
const end = 34;

/** Words outside the margins, and pages with hardly anything on them. */
function faultsOf(sheets: readonly Sheet[]): readonly string[] {
  return sheets.flatMap(({ width, height, words }, at) => [
    ...(words.length < 12 ? [`page ${at + 1} holds ${words.length} words`] : []),
    ...words
      .filter(
        ({ left, right, top, bottom }) =>
          left < side || right > width - side || top < end || bottom > height - end,
      )
      .map(({ text, right }) => `page ${at + 1}: ${text} reaches ${right} of ${width}`),
  ]);
}

/** Headings below which nothing more stands on their page. */
function lonely(sheets: readonly Sheet[], headings: readonly string[]): readonly string[] {
  return sheets.slice(0, -1).flatMap(({ words }) => {
    const lowest = Math.max(...words.map(({ bottom }) => bottom));
    const last = words
      .filter(({ bottom }) => bottom > lowest - 3)
      .map(({ text }) => text)
      .join("");
    return headings.filter((heading) => packed(heading) === last);
  });
}

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
