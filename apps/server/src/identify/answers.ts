/** Answers from a form, kept as a file like any other until they have been read. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import { answersFile, type GivenAnswers, type ImportFile } from "@vallgrav/platform/identify";
import { z } from "zod";

const mostAnswers = 100;
const largest = 9_999_999;

/** What the form sends. */
export const answersShape = z.strictObject({
  answers: z
    .record(z.string().max(60), z.union([z.int().min(0).max(largest), z.boolean(), z.null()]))
    .refine((answers) => Object.keys(answers).length <= mostAnswers),
});

/** Writes the answers into the folder of uploads, under a name that says when. */
export async function keepAnswers(
  answers: GivenAnswers,
  incoming: string,
  at: Instant,
): Promise<ImportFile> {
  const path = join(incoming, randomUUID());
  await writeFile(path, answersFile(answers, at), { mode: 0o600 });
  return { path, name: `svar-${at.slice(0, 10)}.json`, modifiedAt: at, temporary: true };
}
