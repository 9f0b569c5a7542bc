/**
 * Values of binary XML → the text that stands for them in the log's XML. Sizes have been checked to
 * lie inside the record; a value too short for its type is its bytes in hexadecimal.
 * Types: libevtx, "Windows XML Event Log (EVTX)", value types; MS-EVEN6 §2.2.12.
 */
import { utf16Text } from "./evtx-text.ts";

/** Types of values that more than one place asks for. */
export const valueType = {
  none: 0,
  text: 1,
  time: 0x11,
  hex64: 0x15,
  binXml: 0x21,
  array: 0x80,
} as const;

const digits = "0123456789abcdef";
const byteTexts = Array.from(
  { length: 256 },
  (_, byte) => digits.charAt(byte >> 4) + digits.charAt(byte & 15),
);
const byteTextsUpper = byteTexts.map((text) => text.toUpperCase());
const pairs = Array.from({ length: 100 }, (_, value) => (value < 10 ? `0${value}` : String(value)));
const wholes: string[] = Array.from({ length: 65_536 }, () => "");

/** Decimal text of a whole number; small ones are made once. */
export function wholeText(value: number): string {
  if (value < 0 || value > 65_535) return String(value);
  const known = wholes[value] ?? "";
  if (known !== "") return known;
  const text = String(value);
  wholes[value] = text;
  return text;
}

/** Bytes as hexadecimal digits, capitals, as the log's XML has them. */
export function bytesText(bytes: Uint8Array, at: number, size: number): string {
  let text = "";
  for (let index = at; index < at + size; index += 1)
    text += byteTextsUpper[bytes[index] ?? 0] ?? "";
  return text;
}

function pair(value: number): string {
  return pairs[value] ?? "";
}

/** Days since 1970 → `YYYY-MM-DDT`; the last one is kept. */
const lastDay = { day: Number.NaN, text: "" };

function dayText(day: number): string {
  if (day === lastDay.day) return lastDay.text;
  // After H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const full = year + era * 400 + (month <= 2 ? 1 : 0);
  lastDay.day = day;
  lastDay.text = `${String(full).padStart(4, "0")}-${pair(month)}-${pair(date)}T`;
  return lastDay.text;
}

const msOfDay = 86_400_000;

const clock: number[] = Array.from({ length: 28 }, () => 0x30);

/** Writes a number of two digits into a text under construction. */
function putPair(codes: number[], at: number, value: number): void {
  const tens = Math.floor(value / 10);
  codes[at] = 0x30 + tens;
  codes[at + 1] = 0x30 + value - 10 * tens;
}

/** Milliseconds since 1970 and the tenths of microseconds within → ISO 8601 with seven decimals. */
function timeText(ms: number, ticks: number): string {
  const day = Math.floor(ms / msOfDay);
  const ofDay = ms - day * msOfDay;
  const seconds = Math.floor(ofDay / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = (ofDay - seconds * 1_000) * 10_000 + ticks;
  const high = Math.floor(rest / 100_000);
  const middle = Math.floor(rest / 1_000) - high * 100;
  const last = rest - high * 100_000 - middle * 1_000;
  const low = Math.floor(last / 10);
  const date = dayText(day);
  // A year of five digits is no time of any log, but it must not be a wrong one either.
  if (date.length !== 11) return `${date}${pair(hours)}:${pair(minutes % 60)}Z`;
  for (let at = 0; at < 11; at += 1) clock[at] = date.charCodeAt(at);
  putPair(clock, 11, hours);
  clock[13] = 0x3a;
  putPair(clock, 14, minutes % 60);
  clock[16] = 0x3a;
  putPair(clock, 17, seconds % 60);
  clock[19] = 0x2e;
  putPair(clock, 20, high);
  putPair(clock, 22, middle);
  putPair(clock, 24, low);
  clock[26] = 0x30 + last - 10 * low;
  clock[27] = 0x5a;
  // oxlint-disable-next-line prefer-spread -- see evtx-text.ts
  return String.fromCharCode.apply(null, clock);
}

/** Milliseconds from 1601 to 1970. */
const fileTimeEpochMs = 11_644_473_600_000;

/** Milliseconds since 1970 of a FILETIME, whole. 2^32 is 429 496 times 10 000 and 7 296 more. */
export function fileTimeMs(low: number, high: number): number {
  return high * 429_496 + Math.floor((high * 7_296 + low) / 10_000) - fileTimeEpochMs;
}

function fileTimeText(low: number, high: number): string {
  const rest = high * 7_296 + low;
  const ms = Math.floor(rest / 10_000);
  // A remainder by % of numbers beyond 32 bits costs more than all the rest.
  return timeText(high * 429_496 + ms - fileTimeEpochMs, rest - 10_000 * ms);
}

function systemTimeText(view: DataView, at: number): string {
  const part = (index: number): number => view.getUint16(at + 2 * index, true);
  const year = String(part(0)).padStart(4, "0");
  const ms = String(part(7)).padStart(3, "0");
  const clock = [part(4), part(5), part(6)].map((one) => String(one).padStart(2, "0")).join(":");
  const day = [part(1), part(3)].map((one) => String(one).padStart(2, "0")).join("-");
  return `${year}-${day}T${clock}.${ms}0000Z`;
}

/** Where each byte of a GUID stands in its text, in the order of the text. */
const guidOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
const guidPlaces = [1, 3, 5, 7, 10, 12, 15, 17, 20, 22, 25, 27, 29, 31, 33, 35];
const guidCodes: number[] = Array.from("{--------x----x----x----x------------}", (one) =>
  one === "x" ? 0x2d : one.charCodeAt(0),
);
const upperCodes = Array.from("0123456789ABCDEF", (one) => one.charCodeAt(0));

function guidText(bytes: Uint8Array, at: number): string {
  for (let index = 0; index < 16; index += 1) {
    const byte = bytes[at + (guidOrder[index] ?? 0)] ?? 0;
    const place = guidPlaces[index] ?? 0;
    guidCodes[place] = upperCodes[byte >> 4] ?? 0;
    guidCodes[place + 1] = upperCodes[byte & 15] ?? 0;
  }
  // oxlint-disable-next-line prefer-spread -- see evtx-text.ts
  return String.fromCharCode.apply(null, guidCodes);
}

/** `S-1-5-…`; null where the count of parts does not fit the size. MS-DTYP §2.4.2. */
function sidText(view: DataView, at: number, size: number): string | null {
  const count = view.getUint8(at + 1);
  if (size < 8 + 4 * count) return null;
  const authority = view.getUint16(at + 2) * 4_294_967_296 + view.getUint32(at + 4);
  let text = `S-${view.getUint8(at)}-${authority}`;
  for (let index = 0; index < count; index += 1)
    text += `-${view.getUint32(at + 8 + 4 * index, true)}`;
  return text;
}

/** Decimal text of 64 bits without a sign. */
function longText(low: number, high: number): string {
  if (high < 0x20_00_00) return wholeText(high * 4_294_967_296 + low);
  return String((BigInt(high) << 32n) | BigInt(low));
}

const smallHex = Array.from({ length: 4_096 }, (_, value) => `0x${value.toString(16)}`);

/** `0x` and digits without leading zeros, as Windows writes such values. */
function hexText(low: number, high: number): string {
  if (high === 0) return smallHex[low] ?? `0x${low.toString(16)}`;
  return `0x${high.toString(16)}${low.toString(16).padStart(8, "0")}`;
}

function signedLongText(view: DataView, at: number): string {
  const high = view.getInt32(at + 4, true);
  const low = view.getUint32(at, true);
  if (high >= -0x20_00_00 && high < 0x20_00_00) return String(high * 4_294_967_296 + low);
  return String((BigInt(high) << 32n) | BigInt(low));
}

/** Bytes that a value of a type has at least; 0: any number. */
const leastSizes: readonly number[] = [
  0, 0, 0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 1, 0, 16, 4, 8, 16, 8, 4, 8,
];

/** Letters of a text without the zeros at its end. */
function textLength(bytes: Uint8Array, at: number, count: number): number {
  let length = count;
  while (length > 0 && bytes[at + 2 * length - 2] === 0 && bytes[at + 2 * length - 1] === 0)
    length -= 1;
  return length;
}

function narrowText(bytes: Uint8Array, at: number, size: number): string {
  let text = "";
  for (let index = at; index < at + size && bytes[index] !== 0; index += 1)
    text += String.fromCharCode(bytes[index] ?? 0);
  return text;
}

/** A value and where it stands. */
export type Place = { readonly bytes: Uint8Array; readonly view: DataView };

/** The text of one value that is no array. */
export function valueText({ bytes, view }: Place, type: number, at: number, size: number): string {
  const least = leastSizes[type];
  if (least === undefined || size < least) return bytesText(bytes, at, size);
  switch (type) {
    case 0x00:
      return "";
    case 0x01: {
      const count = size >> 1;
      return utf16Text(bytes, at, textLength(bytes, at, count));
    }
    case 0x02:
      return narrowText(bytes, at, size);
    case 0x03:
      return String(view.getInt8(at));
    case 0x04:
      return wholeText(view.getUint8(at));
    case 0x05:
      return String(view.getInt16(at, true));
    case 0x06:
      return wholeText(view.getUint16(at, true));
    case 0x07:
      return String(view.getInt32(at, true));
    case 0x08:
      return wholeText(view.getUint32(at, true));
    case 0x09:
      return signedLongText(view, at);
    case 0x0a:
      return longText(view.getUint32(at, true), view.getUint32(at + 4, true));
    case 0x0b:
      return String(view.getFloat32(at, true));
    case 0x0c:
      return String(view.getFloat64(at, true));
    default:
      return rareText({ bytes, view }, type, at, size);
  }
}

/** Texts of identifiers met last, by a sum of their bytes: a log has few of them. */
type Kept = { readonly raw: Uint8Array; readonly type: number; readonly text: string };
const keptPlaces = 2_048;
const kept: (Kept | null)[] = Array.from({ length: keptPlaces }, () => null);
/** Bytes of the longest identifier there is: a SID of fifteen parts. */
const longestRaw = 68;

function isSame(raw: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < raw.length; index += 1)
    if (raw[index] !== bytes[at + index]) return false;
  return true;
}

function identifierText(place: Place, type: number, at: number, size: number): string {
  const { bytes, view } = place;
  const isGuid = type === 0x0f;
  const length = isGuid ? 16 : size;
  if (length > longestRaw) return sidText(view, at, size) ?? bytesText(bytes, at, size);
  let sum = length;
  for (let index = 0; index + 4 <= length; index += 4)
    sum = Math.imul(sum ^ view.getInt32(at + index, true), 0x9e_37_79_b1) ^ (sum >>> 15);
  const slot = (sum ^ (sum >>> 16)) & (keptPlaces - 1);
  const known = kept[slot] ?? null;
  if (known?.type === type && known.raw.length === length && isSame(known.raw, bytes, at))
    return known.text;
  const text = isGuid
    ? guidText(bytes, at)
    : (sidText(view, at, size) ?? bytesText(bytes, at, size));
  kept[slot] = { raw: bytes.slice(at, at + length), type, text };
  return text;
}

function rareText({ bytes, view }: Place, type: number, at: number, size: number): string {
  switch (type) {
    case 0x0d:
      return view.getUint8(at) === 0 ? "false" : "true";
    case 0x0f:
    case 0x13:
      return identifierText({ bytes, view }, type, at, size);
    case 0x10:
      return hexText(view.getUint32(at, true), size >= 8 ? view.getUint32(at + 4, true) : 0);
    case 0x11:
      return fileTimeText(view.getUint32(at, true), view.getUint32(at + 4, true));
    case 0x12:
      return systemTimeText(view, at);
    case 0x14:
      return hexText(view.getUint32(at, true), 0);
    case 0x15:
      return hexText(view.getUint32(at, true), view.getUint32(at + 4, true));
    default:
      return bytesText(bytes, at, size);
  }
}

/** Bytes of one member of an array; a text ends at a zero, a SID where it says. */
const memberSizes: readonly number[] = [
  0, 0, 0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 4, 1, 16, 0, 8, 16, 0, 4, 8,
];

function textMembers({ bytes }: Place, at: number, size: number): readonly string[] {
  const texts: string[] = [];
  const end = at + (size & ~1);
  let from = at;
  for (let here = at; here < end; here += 2)
    if (bytes[here] === 0 && bytes[here + 1] === 0) {
      texts.push(utf16Text(bytes, from, (here - from) >> 1));
      from = here + 2;
    }
  if (from < end) texts.push(utf16Text(bytes, from, (end - from) >> 1));
  return texts;
}

/** The texts of an array's members. */
export function arrayTexts(
  place: Place,
  type: number,
  at: number,
  size: number,
): readonly string[] {
  const member = type & 0x7f;
  if (member === valueType.text) return textMembers(place, at, size);
  if (member === 0x02) {
    const texts = narrowAll(place.bytes, at, size).split("\0");
    if (texts.at(-1) === "") texts.pop();
    return texts;
  }
  const texts: string[] = [];
  let from = at;
  while (from < at + size) {
    const left = at + size - from;
    const step =
      member === 0x13 && left >= 8 ? 8 + 4 * place.view.getUint8(from + 1) : memberSizes[member];
    if (step === undefined || step === 0 || step > left) {
      texts.push(bytesText(place.bytes, from, left));
      break;
    }
    texts.push(valueText(place, member, from, step));
    from += step;
  }
  return texts;
}

function narrowAll(bytes: Uint8Array, at: number, size: number): string {
  let text = "";
  for (let index = at; index < at + size; index += 1)
    text += String.fromCharCode(bytes[index] ?? 0);
  return text;
}
