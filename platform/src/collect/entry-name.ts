/** Names of archive entries: decoded, and kept from leading anywhere else. */

/** What is wrong with a name. */
export type NameFault = "path-outside" | "bad-name";

/** Decodes a name as UTF-8 (what is none becomes U+FFFD) and composes it: equal is equal. */
export function decodeName(raw: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(raw).normalize("NFC");
}

/** What is wrong with a decoded name, or null. Total. */
export function judgeName(name: string): NameFault | null {
  // Format characters too: one of them can make `exe.json` out of `nosj.exe` on a screen.
  if (name === "" || /[\p{Cc}\p{Cf}\p{Cs}]/u.test(name)) return "bad-name";
  if (name.startsWith("/") || name.includes("\\") || /^[A-Za-z]:/.test(name)) return "path-outside";
  return name.split("/").includes("..") ? "path-outside" : null;
}

/** Document formats that are archives inside but one file to everybody. */
const documentName = /\.(?:xlsx|xlsm|docx|docm|pptx|ods|odt|odp|jar|nupkg|epub)$/i;

/** Whether a name says that a file is a document, whatever it is inside. */
export function isDocument(name: string): boolean {
  return documentName.test(name);
}

/** Whether bytes begin as an archive does, and the name does not say that they are a document. */
export function isArchive(name: string, beginning: Uint8Array): boolean {
  if (isDocument(name)) return false;
  if (/\.zip$/i.test(name)) return true;
  const [p, k, third, fourth] = beginning;
  const isEntry = third === 3 && fourth === 4;
  const isEnd = third === 5 && fourth === 6;
  return p === 0x50 && k === 0x4b && (isEntry || isEnd);
}
