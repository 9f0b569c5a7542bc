/** Files of alerts that other products have raised, read: archives are opened. */
import { basename } from "node:path";
import type { Problem } from "@vallgrav/kernel";
import { alertFileLimits, type ForeignAlert, readAlerts } from "@vallgrav/readers";
import type { ForeignFile } from "../api/index.ts";
import { defaultUploadLimits, openUpload } from "../collect/index.ts";

/** A file of alerts, on disk or at hand. */
export type ForeignInput = {
  readonly name: string;
  readonly source: string | Uint8Array;
};

/** What files hold, and the alerts in them with the file each stands in. */
export type ForeignRead = {
  readonly files: readonly ForeignFile[];
  readonly alerts: readonly (readonly [alert: ForeignAlert, file: string])[];
};

const uploadLimits = { ...defaultUploadLimits, fileBytes: alertFileLimits.bytes };

/** A file of which nothing was read, and why. */
export function unreadFile(
  name: string,
  problems: readonly Problem<string, object>[],
): ForeignFile {
  return { name, forms: [], alerts: 0, skipped: 0, problems: problems as readonly Problem[] };
}

/** Reads what is given, in this thread. Linear in it, unpacked. */
export async function readForeign(inputs: readonly ForeignInput[]): Promise<ForeignRead> {
  const files: ForeignFile[] = [];
  const alerts: (readonly [ForeignAlert, string])[] = [];
  for (const { name, source } of inputs) {
    const opened = await openUpload(source, name, uploadLimits);
    if (!opened.ok) {
      files.push(unreadFile(name, [opened.problem]));
      continue;
    }
    if (opened.value.problems.length > 0) files.push(unreadFile(name, opened.value.problems));
    for await (const inner of opened.value.files) {
      const reading = readAlerts(inner);
      if (!reading.ok) {
        files.push(unreadFile(inner.name, reading.problems));
        continue;
      }
      const { forms, skipped, problems } = reading;
      const told = unreadFile(inner.name, problems);
      files.push({ ...told, forms, alerts: reading.alerts.length, skipped });
      for (const alert of reading.alerts) alerts.push([alert, basename(inner.name)]);
    }
  }
  return { files, alerts };
}
