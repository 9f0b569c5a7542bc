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
