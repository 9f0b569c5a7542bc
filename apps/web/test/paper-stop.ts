/** A page held to paper: nothing of it is cut, small, left over from the screen or alone. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Browsing } from "./browsing.ts";
import { faultsOf, lonely, packed, type Paper, paperOf } from "./paper.ts";
import type { Answers } from "./site.ts";

/** A page, and what must be on its paper. */
export type Stop = {
  readonly name: string;
  readonly path: string;
  /** What is done before it is printed. */
  readonly before?: (page: Page) => Promise<void>;
  /** What must be on paper beside all that is seen. */
  readonly wanted?: readonly string[];
};

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

/** The page on paper; null where nothing reads paper. */
export async function printed(page: Page, name: string): Promise<Paper | null> {
  const folder = process.env["VALLGRAV_SHOTS"];
  const path = folder === undefined || folder === "" ? {} : { path: `${folder}/${name}.pdf` };
  return paperOf(await page.pdf({ preferCSSPageSize: true, printBackground: true, ...path }));
}

/** Prints a page with a dark appearance and looks at what came out. */
export async function holdsOnPaper(
  { name, path, before, wanted = [] }: Stop,
  answers: Answers,
  open: Browsing["open"],
): Promise<void> {
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
}
