/** The example municipality, ready to be imported. */
import { basename } from "node:path";
import { exampleDate, examplePaths } from "@vallgrav/examples";
import type { ImportFile } from "@vallgrav/platform/identify";

/** The example municipality's files, as they are imported. */
export function exampleFiles(): readonly ImportFile[] {
  return examplePaths().map((path) => ({
    path,
    name: basename(path),
    // As old as its collection, so that everyone who loads it sees the same figures.
    modifiedAt: exampleDate,
    temporary: false,
  }));
}
