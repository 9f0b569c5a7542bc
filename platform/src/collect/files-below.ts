/** Which files lie below a folder that somebody was given: links in it may lead anywhere. */
import { readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";

/** Names that are looked at below one folder at most. */
const mostNames = 1_000_000;

/** What a link leads to; null where it leads nowhere, to itself, or where we may not look. */
function ledTo(link: string): Stats | null {
  try {
    return statSync(link);
  } catch {
    return null;
  }
}

/**
 * Paths of the files below a folder, however deep, in no order. Links are not followed: two that
 * lead back to their folder would be followed without end, as Node does by itself. Where they are
 * asked for, each folder is entered once, by whichever way.
 * @throws the error of the file system; {@link RangeError} beyond a million names
 */
export function filesBelow(
  folder: string,
  { followsLinks = false }: { readonly followsLinks?: boolean } = {},
): readonly string[] {
  const files: string[] = [];
  const folders = [folder];
  const entered = new Set<string>();
  let names = 0;
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const real = followsLinks ? realpathSync(next) : next;
    if (entered.has(real)) continue;
    entered.add(real);
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      names += 1;
      if (names > mostNames) throw new RangeError(`more than ${mostNames} names below ${folder}`);
      const path = join(next, entry.name);
      const found = followsLinks && entry.isSymbolicLink() ? ledTo(path) : entry;
      if (found?.isDirectory() === true) folders.push(path);
      else if (found?.isFile() === true) files.push(path);
    }
  }
  return files;
}
