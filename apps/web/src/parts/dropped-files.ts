/** The files of what was dropped: a folder is what people drag when an export lies in one. */

/** Folders within folders, and files in all; an upload takes fewer, and says so. */
const limits = { depth: 8, files: 1_000 } as const;

/** A file or folder among what was dropped. */
export type Dropped =
  | { readonly kind: "file"; readonly name: string; readonly getFile: () => Promise<File> }
  | {
      readonly kind: "directory";
      readonly name: string;
      readonly getEntries: () => AsyncIterable<Dropped>;
    };

/** What systems and Office put into folders, beside files whose names begin with a full stop. */
const beside: ReadonlySet<string> = new Set(["thumbs.db", "desktop.ini"]);

function isBeside(name: string): boolean {
  return name.startsWith(".") || name.startsWith("~$") || beside.has(name.toLowerCase());
}

/** Files in order as they lie; what systems put into folders is left out there. */
export async function filesOf(items: Iterable<Dropped>): Promise<readonly File[]> {
  const files: File[] = [];
  const take = async (item: Dropped, depth: number): Promise<void> => {
    if (files.length >= limits.files) return;
    if (item.kind === "file") {
      if (depth === 0 || !isBeside(item.name)) files.push(await item.getFile());
    } else if (depth < limits.depth)
      for await (const entry of item.getEntries()) await take(entry, depth + 1);
  };
  for (const item of items) await take(item, 0);
  return files;
}
