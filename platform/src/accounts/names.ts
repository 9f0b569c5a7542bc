/** What people and units may be called, and when two names are the same. */

/** Most characters of a name. */
export const nameLimit = 64;

/** The name under which something is unique: case, width and spaces make no difference. */
export function nameKeyOf(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}

/** Whether a text can be a name: 1 to {@link nameLimit} visible characters. */
export function isName(name: string): boolean {
  const { length } = Array.from(name.trim());
  return length >= 1 && length <= nameLimit && name.isWellFormed() && !/[\p{C}]/u.test(name);
}
