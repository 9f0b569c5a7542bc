/** The files of what was dropped: a folder is what people drag when an export lies in one. */
import type { DropItem } from "react-aria-components";

/** Folders within folders, and files in all; an upload takes fewer, and says so. */
const limits = { depth: 8, files: 1_000 } as const;

/** Files in order as they lie; hidden ones, which systems put into folders, are left out. */
export async function filesOf(items: Iterable<DropItem>): Promise<readonly File[]> {
  const files: File[] = [];
  const take = async (item: DropItem, depth: number): Promise<void> => {
    if (files.length >= limits.files) return;
    if (item.kind === "file") {
      if (depth === 0 || !item.name.startsWith(".")) files.push(await item.getFile());
    } else if (item.kind === "directory" && depth < limits.depth)
      for await (const entry of item.getEntries()) await take(entry, depth + 1);
  };
  for (const item of items) await take(item, 0);
  return files;
}
