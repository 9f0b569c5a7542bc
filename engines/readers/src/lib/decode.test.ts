/** Text decoding against the platform's decoder. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeUtf8, decodeWindows1252, foundUtf16, sketch } from "./decode.ts";

test("[R10] strict UTF-8 is decoded or refused as the platform does it", () => {
  const strict = new TextDecoder("utf-8", { fatal: true });
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: "binary", maxLength: 40 }).map((text) => new TextEncoder().encode(text)),
  );
  fc.assert(
    fc.property(bytes, (given) => {
      const decoded = decodeUtf8(given);
      let wanted: string | null = null;
      try {
        wanted = strict.decode(given);
      } catch {
        wanted = null;
      }
      expect(decoded.ok ? decoded.text : null).toBe(wanted);
    }),
    { numRuns: 2000 },
  );
});

test("[R10] long texts survive the borders of the pieces they are decoded in", () => {
  const text = "aå€😀".repeat(20_000);
  expect(decodeUtf8(new TextEncoder().encode(`\ufeff${text}`))).toEqual({ ok: true, text });
});

test("[R10] the byte where UTF-8 ends is told", () => {
  const cases: readonly (readonly [readonly number[], number])[] = [
    [[0x61, 0xe5], 1],
    [[0xc0, 0xaf], 0],
    [[0x61, 0xed, 0xa0, 0x80], 1],
    [[0xf4, 0x90, 0x80, 0x80], 0],
    [[0x61, 0x62, 0xe2, 0x82], 2],
  ];
  for (const [bytes, byte] of cases)
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ ok: false, byte });
});

test("[R10] every byte of Windows-1252 means what the WHATWG standard says", () => {
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(decodeWindows1252(every)).toBe(new TextDecoder("windows-1252").decode(every));
  const long = new Uint8Array(20_000).fill(0xe5);
  expect(decodeWindows1252(long)).toBe("å".repeat(20_000));
});

test("[R10] UTF-16 is found by its mark or by the zero beside the first character", () => {
  expect(foundUtf16(Uint8Array.of(0xff, 0xfe, 0x7b, 0))).toBe("utf-16le");
  expect(foundUtf16(Uint8Array.of(0xfe, 0xff, 0, 0x7b))).toBe("utf-16be");
  expect(foundUtf16(Uint8Array.of(0x7b, 0))).toBe("utf-16le");
  expect(foundUtf16(Uint8Array.of(0, 0x7b))).toBe("utf-16be");
  expect(foundUtf16(Uint8Array.of(0x7b))).toBe(null);
  expect(foundUtf16(Uint8Array.of(0x7b, 0x7d))).toBe(null);
});

test("[R3] a sketch of a piece of text leaves out only what was cut at its ends", () => {
  const text = "förvaltning å";
  const bytes = new TextEncoder().encode(`€${text}€`);
  for (let from = 0; from <= 3; from += 1)
    for (let end = 0; end <= 3; end += 1) {
      const kept = sketch(bytes.subarray(from, bytes.length - end));
      expect([from, end, kept.replaceAll("€", "")]).toEqual([from, end, text]);
    }
  expect(sketch(Buffer.from(text, "latin1"))).toBe(text);
  expect(sketch(Buffer.from(text, "utf16le"))).toBe(text);
  expect(sketch(Buffer.from(`\ufeff${text}`, "utf16le"))).toBe(text);
});
