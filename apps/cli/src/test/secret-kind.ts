/** What a kind of file with secrets in it is, and what making them shares. */

/** Gives the next secret of a file, or the number that stands for a person. */
export type Plant = { readonly secret: () => string; readonly number: () => string };

/** A file before its secrets are put in. */
export type Kind = {
  readonly name: string;
  readonly reader: string;
  readonly make: (plant: Plant) => string | Uint8Array;
};

/** Secrets in most files. */
export const count = 5;

/** That many pieces of text. */
export function times(make: (index: number) => string, separator = ""): string {
  return Array.from({ length: count }, (_, index) => make(index)).join(separator);
}

/** That many values. */
export function list(make: (index: number) => unknown): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** The GUID of a number. */
export function guid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** The fictional domain. */
export const sid = "S-1-5-21-1000000001-1000000002-1000000003";
