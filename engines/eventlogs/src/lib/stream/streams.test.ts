/** Messages out of streams of bytes: framed syslog and RELP. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { newLineEvents } from "../text/line-events.ts";
import { newRelpSession, relpAccepted, type RelpStep } from "./relp-session.ts";
import { newSyslogFrames } from "./syslog-frames.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The bytes cut at these places. */
function piecesOf(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b)];
  return [...places, bytes.length].slice(1).map((to, at) => bytes.subarray(places[at], to));
}

function framed(text: string, cuts: readonly number[] = [], messageBytes = 1_000) {
  const frames = newSyslogFrames({ messageBytes });
  const messages: string[] = [];
  let tooLong = 0;
  for (const piece of piecesOf(bytesOf(text), cuts)) {
    const found = frames.take(piece);
    messages.push(...found.messages.map((one) => decoder.decode(one)));
    tooLong += found.tooLong;
  }
  const last = frames.close();
  messages.push(...last.messages.map((one) => decoder.decode(one)));
  return { messages, tooLong: tooLong + last.tooLong, cutOff: last.cutOff };
}

const whole = { tooLong: 0, cutOff: 0 };

test("[T201] messages with their length in front, ended by lines, and changing", () => {
  expect(framed("<13>a\r\n\n<14>b\n")).toEqual({ ...whole, messages: ["<13>a", "<14>b"] });
  expect(framed("6 <1>aå7 <13>b\nc")).toEqual({ ...whole, messages: ["<1>aå", "<13>b\nc"] });
  expect(framed("5 <13>a\n<14>line\n6 <15>xy")).toEqual({
    ...whole,
    messages: ["<13>a", "<14>line", "<15>xy"],
  });
  // Digits without a space, and more than a length has, begin a line.
  expect(framed("2026-01-02 x\n1234567890 y\n")).toEqual({
    ...whole,
    messages: ["2026-01-02 x", "1234567890 y"],
  });
});

test("[T201] however the bytes are cut, the messages are the same", () => {
  const message = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(message, fc.boolean()), { maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      (given, cuts) => {
        const sent = given.map(([text, isCounted]) => ({
          isCounted,
          text: `<13>${text.replaceAll(/[\r\n]/g, "")}`,
        }));
        const stream = sent
          .map(({ text, isCounted }) =>
            isCounted ? `${bytesOf(text).length} ${text}` : `${text}\n`,
          )
          .join("");
        const found = framed(stream, cuts);
        expect(found).toEqual({ ...whole, messages: sent.map(({ text }) => text) });
      },
    ),
  );
});

test("[T202] too long messages and half ones are counted, and the next is found", () => {
  const long = "x".repeat(50);
  expect(framed(`<13>${long}\n<14>a\n50 ${long}3 <1>`, [7, 60], 20)).toEqual({
    messages: ["<14>a", "<1>"],
    tooLong: 2,
    cutOff: 0,
  });
  expect(framed("<13>no end")).toEqual({ ...whole, messages: ["<13>no end"] });
  expect(framed("12")).toEqual({ ...whole, messages: ["12"] });
  expect(framed("20 <13>half")).toEqual({ messages: [], tooLong: 0, cutOff: 1 });
  // A length that nobody means: nothing is kept of it but the ceiling.
  expect(framed(`999999999 ${long}`, [], 20)).toEqual({ messages: [], tooLong: 0, cutOff: 1 });
});

function relp(text: string, cuts: readonly number[] = [], messageBytes = 1_000) {
  const session = newRelpSession({ messageBytes });
  const steps: RelpStep[] = [];
  for (const piece of piecesOf(bytesOf(text), cuts)) steps.push(...session.take(piece));
  return steps.map((step) =>
    step.kind === "message" ? { ...step, bytes: decoder.decode(step.bytes) } : step,
  );
}

const offers = "relp_version=0\nrelp_software=librelp,1.11.0\ncommands=syslog";
const open = `1 open ${offers.length} ${offers}\n`;
const opened = {
  kind: "answer",
  text: "1 rsp 60 200 OK\nrelp_version=0\nrelp_software=vallgrav\ncommands=syslog\n",
};
const line = { kind: "message", number: 2, bytes: "<13>a\nb" };
const closed = { kind: "closed", text: "3 rsp 0\n0 serverclose 0\n" };

test("[T203] a session is opened, gives its lines and is closed, however the bytes are cut", () => {
  const stream = `${open}2 syslog 7 <13>a\nb\n3 close 0\n4 syslog 1 x\n`;
  expect(relp(stream)).toEqual([opened, line, closed]);
  expect(relpAccepted(2)).toBe("2 rsp 6 200 OK\n");
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), (cuts) => {
      expect(relp(stream, cuts)).toEqual([opened, line, closed]);
    }),
  );
});

test("[T204] what is no RELP ends the session, unknown commands and long lines do not", () => {
  const broken = (fault: string) => ({ kind: "broken", fault });
  expect(relp("2 syslog 5 <13>a\n")).toEqual([broken("not-open")]);
  expect(relp(`${open}GET / HTTP/1.1\r\n`)).toEqual([opened, broken("header")]);
  expect(relp("\u0016\u0003\u0001")).toEqual([broken("header")]);
  expect(relp("1".repeat(60))).toEqual([broken("header")]);
  expect(relp(`${open}2 syslog 5\n`)).toEqual([opened, broken("header")]);
  expect(relp(`${open}2 syslog 999999999 x`)).toEqual([opened, broken("length")]);
  expect(relp(`${open}2 syslog 1 xy2 syslog 1 z\n`)).toEqual([opened, broken("trailer")]);
  expect(relp(`${open}2 starttls 0\n3 syslog 1 x\n`)).toEqual([
    opened,
    { kind: "answer", text: "2 rsp 19 500 unknown command\n" },
    { kind: "message", number: 3, bytes: "x" },
  ]);
  expect(relp(`${open}2 syslog 30 ${"x".repeat(30)}\n3 syslog 1 x\n`, [5], 20)).toEqual([
    opened,
    { kind: "refused", text: relpAccepted(2) },
    { kind: "message", number: 3, bytes: "x" },
  ]);
});

test("[T200] an object that nests too deep is no event", () => {
  const nested = (levels: number): string =>
    `{"a":${"[".repeat(levels)}"]}[{"${"]".repeat(levels)}}`;
  const { line: take } = newLineEvents();
  expect(take(nested(60))?.now.length).toBe(1);
  expect(take(nested(64))).toBeNull();
  expect(take(nested(100_000))).toBeNull();
});
