/** Looks at the tables of a file on disk; nothing of it is kept. */
import { readFile } from "node:fs/promises";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { lookAtTables, type TableLook } from "@vallgrav/readers";
import { inflate } from "./inflate.ts";
import type { LookTask } from "./look-apart.ts";

/** Nothing that is shown tells when, or by which evidence. */
const nowhere = { evidence: "" as EvidenceId, receivedAt: "" as Instant };

/** The tables of a file, or why there are none. @throws where the file cannot be read */
export async function lookAtFile({ path, name }: LookTask): Promise<TableLook> {
  return lookAtTables({ name, bytes: await readFile(path), inflate, ...nowhere });
}
