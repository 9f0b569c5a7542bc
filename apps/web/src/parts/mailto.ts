/** Addresses that open a letter in a mail program. Pure. */

/**
 * Signs of an address that mail programs open. Windows hands on about 2 000 [A]; what is longer
 * would be cut in the middle without a word.
 */
const mailtoMost = 1_900;

/** The address of a letter to nobody yet; null where it is too long to be opened whole. */
export function mailtoOf(subject: string, text: string): string | null {
  const body = encodeURIComponent(text.replaceAll("\n", "\r\n"));
  const address = `mailto:?subject=${encodeURIComponent(subject)}&body=${body}`;
  return address.length > mailtoMost ? null : address;
}
