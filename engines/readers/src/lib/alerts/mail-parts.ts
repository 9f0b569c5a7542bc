/**
 * A mail to its headers and parts (RFC 5322, RFC 2045–2047), no further than alerts need: texts,
 * and attached files. Total: any bytes are a mail, if only an empty one.
 */
import { decodeUtf8, decodeWindows1252 } from "../decode.ts";

/** A part of a mail that holds something. */
export type MailPart = {
  /** Media type, lower case. */
  readonly type: string;
  /** Name of the file where it is one; empty else. */
  readonly file: string;
  /** What it holds, its transfer encoding undone. */
  readonly bytes: Uint8Array;
  readonly charset: string;
};

/** A mail. */
export type Mail = {
  /** First header of each name, lower case; words of other letters decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly parts: readonly MailPart[];
};

/** Ceilings of a mail. */
export const mailLimits = { parts: 50, depth: 5, headers: 200, headerLength: 8_192 } as const;

const pieceUnits = 8_192;

/** One UTF-16 code unit per byte, so that offsets of both are the same. */
function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += pieceUnits)
    pieces.push(Reflect.apply(String.fromCharCode, null, bytes.subarray(from, from + pieceUnits)));
  return pieces.join("");
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Map(signs.split("").map((sign, value) => [sign.charCodeAt(0), value]));

/** Base64 to bytes; what is no sign of it is passed over, as mail asks (RFC 2045 §6.8). */
function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let [filled, bits, held] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const value = values.get(text.charCodeAt(at));
    if (value === undefined) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[filled] = (held >> bits) & 0xff;
    filled += 1;
  }
  return bytes.subarray(0, filled);
}

/** Quoted-printable to bytes (RFC 2045 §6.7). */
function fromQuoted(text: string): Uint8Array {
  const joined = text.replace(/=\r?\n/g, "");
  return bytesOf(
    joined.replace(/=([\dA-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  );
}

/** Text of a part: as it says, else UTF-8 where it is that, else Windows-1252. */
export function mailText({ bytes, charset }: Pick<MailPart, "bytes" | "charset">): string {
  const isOld = /^(?:iso-?8859-1|latin-?1|windows-1252|cp1252)$/.test(charset);
  const decoded = isOld ? null : decodeUtf8(bytes);
  return decoded?.ok === true ? decoded.text : decodeWindows1252(bytes);
}

const encodedWord = /=\?([\w-]{1,40})\?([bq])\?([^?\s]{0,500})\?=/gi;

/** A header's words as they are meant (RFC 2047). */
function decodeWords(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, "?==?");
  const decoded = joined.replace(encodedWord, (_, charset: string, way: string, body: string) => {
    const bytes =
      way.toLowerCase() === "b" ? fromBase64(body) : fromQuoted(body.replaceAll("_", " "));
    return mailText({ bytes, charset: charset.toLowerCase() });
  });
  if (decoded !== joined) return decoded;
  // Letters sent as they are: UTF-8 by RFC 6532, by old programs something else.
  return mailText({ bytes: bytesOf(joined), charset: "utf-8" });
}

type Section = { readonly headers: ReadonlyMap<string, string>; readonly body: string };

function sectionOf(text: string): Section {
  const [end = "", at] = ((found) => [found?.[0], found?.index])(/\r?\n\r?\n/.exec(text));
  const head = at === undefined ? text : text.slice(0, at);
  const headers = new Map<string, string>();
  const unfolded = head.slice(0, 1_048_576).replace(/\r?\n[ \t]+/g, " ");
  for (const line of unfolded.split(/\r?\n/).slice(0, mailLimits.headers)) {
    const [, name = "", value = ""] =
      /^([\w-]{1,80}):\s?(.*)$/.exec(line.slice(0, mailLimits.headerLength)) ?? [];
    const key = name.toLowerCase();
    if (key !== "" && !headers.has(key)) headers.set(key, decodeWords(value.trim()));
  }
  return { headers, body: at === undefined ? "" : text.slice(at + end.length) };
}

/** A parameter of a header: `text/plain; charset="utf-8"` (RFC 2045 §5.1). */
function parameterOf(header: string, name: string): string {
  const form = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{0,200})"|([^;\\s]{1,200}))`, "i");
  const [, quoted, bare = ""] = form.exec(header) ?? [];
  return quoted ?? bare;
}

function undone(body: string, encoding: string): Uint8Array {
  if (encoding === "base64") return fromBase64(body);
  return encoding === "quoted-printable" ? fromQuoted(body) : bytesOf(body);
}

function gather({ headers, body }: Section, into: MailPart[], depth: number): void {
  const header = headers.get("content-type") ?? "text/plain";
  const type = (header.split(";", 1)[0] ?? "").trim().toLowerCase();
  const boundary = parameterOf(header, "boundary");
  if (type.startsWith("multipart/") && boundary !== "") {
    if (depth === mailLimits.depth) return;
    const [, ...pieces] = `\n${body}`.split(`\n--${boundary}`);
    for (const piece of pieces) {
      if (piece.startsWith("--") || into.length >= mailLimits.parts) break;
      const from = piece.indexOf("\n") + 1;
      gather(sectionOf(`\n${piece.slice(from)}`.replace(/^\n(?!\r?\n)/, "")), into, depth + 1);
    }
    return;
  }
  if (into.length >= mailLimits.parts) return;
  const disposition = headers.get("content-disposition") ?? "";
  const file = parameterOf(disposition, "filename") || parameterOf(header, "name");
  const encoding = (headers.get("content-transfer-encoding") ?? "").toLowerCase();
  const charset = parameterOf(header, "charset").toLowerCase();
  into.push({ type, file, bytes: undone(body, encoding), charset });
}

/** Parses a mail. Linear in its length, but for the ceilings. */
export function parseMail(bytes: Uint8Array): Mail {
  const section = sectionOf(latin1(bytes));
  const parts: MailPart[] = [];
  gather(section, parts, 0);
  return { headers: section.headers, parts };
}
