/** What stands on paper: the text of a PDF, as poppler's `pdftotext` reads it. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").includes("paper");

/**
 * The text of a PDF in each of the forms asked for, as options of `pdftotext`; null where poppler
 * is not installed and nobody requires it.
 */
export async function paperTexts(
  pdf: Buffer,
  forms: readonly string[],
): Promise<readonly string[] | null> {
  const folder = await mkdtemp(join(tmpdir(), "vallgrav-paper-"));
  const file = join(folder, "paper.pdf");
  try {
    await writeFile(file, pdf);
    const texts: string[] = [];
    for (const form of forms) {
      const { stdout } = await run("pdftotext", [form, file, "-"], { maxBuffer: 2 ** 26 });
      texts.push(stdout);
    }
    return texts;
  } catch (error) {
    if (isRequired || Reflect.get(Object(error), "code") !== "ENOENT") throw error;
    process.stdout.write("no pdftotext: apt-get install poppler-utils; paper is not checked\n");
    return null;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A word of a page, in points from its upper left. */
export type Word = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};
/** A page, in points. */
export type Sheet = {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
};
/** What is on paper: where each word stands, and the text cell by cell. */
export type Paper = { readonly sheets: readonly Sheet[]; readonly text: string };

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** What a PDF says and where, each word and cell; null where poppler is not installed. */
export async function paperOf(pdf: Buffer): Promise<Paper | null> {
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

/** A text without spaces and soft hyphens: lines break elsewhere on paper. */
export function packed(text: string): string {
  return text.replaceAll(/[\s\u00AD]+/gu, "");
}

/** Margins of the page are 15 and 14 mm; a hair less is left to rounding. */
const side = 41;
const end = 34;

/** The words of a sheet above its foot, and what stands in the foot. */
function parts({ height, words }: Sheet): {
  readonly own: readonly Word[];
  readonly foot: readonly Word[];
} {
  const isFoot = ({ text, top }: Word): boolean =>
    top > height - end - 6 && /^(?:\d+|\(\d+\))$/u.test(text);
  return { own: words.filter((word) => !isFoot(word)), foot: words.filter(isFoot) };
}

/** Words outside the margins, pages that are almost empty, and pages without their number. */
export function faultsOf(sheets: readonly Sheet[]): readonly string[] {
  return sheets.flatMap((sheet, at) => {
    const { own, foot } = parts(sheet);
    const number = foot.map(({ text }) => text).join(" ");
    return [
      ...outside({ ...sheet, words: own }, at),
      ...(number === `${at + 1} (${sheets.length})` ? [] : [`page ${at + 1} is called ${number}`]),
    ];
  });
}

function outside({ width, height, words }: Sheet, at: number): readonly string[] {
  return [
    ...(words.length < 12 ? [`page ${at + 1} holds ${words.length} words`] : []),
    ...words
      .filter(
        ({ left, right, top, bottom }) =>
          left < side || right > width - side || top < end || bottom > height - end,
      )
      .map(({ text, right }) => `page ${at + 1}: ${text} reaches ${right} of ${width}`),
  ];
}

/** Headings below which nothing more stands on their page. */
export function lonely(sheets: readonly Sheet[], headings: readonly string[]): readonly string[] {
  return sheets.slice(0, -1).flatMap((sheet) => {
    const { own: words } = parts(sheet);
    const lowest = Math.max(...words.map(({ bottom }) => bottom));
    const last = words
      .filter(({ bottom }) => bottom > lowest - 3)
      .map(({ text }) => text)
      .join("");
    return headings.filter((heading) => packed(heading) === last);
  });
}
