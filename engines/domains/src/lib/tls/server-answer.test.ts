/** Answers of servers, honest, cut and hostile. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  exchangeMessage,
  flightOf,
  helloMessage,
  messageOf,
  octets,
  recordOf,
} from "../../../test/tls-answers.ts";
import type { AnswerWish } from "../../../test/tls-answers.ts";
import { readServerAnswer } from "./server-answer.ts";

const wish: AnswerWish = {
  version: 0x0303,
  suite: 0xc02f,
  compression: 0,
  isRetry: false,
  group: 29,
  scheme: 0x0804,
  prime: Uint8Array.of(0xff, 1, 2),
  extensions: [0xff01, 0x0017],
};
const bytesOf = (...parts: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flat());
const alert = (level: number, description: number): number[] => recordOf(21, [level, description]);

test("[L4] a server's hello is read with what it chose", () => {
  const bytes = bytesOf(recordOf(22, helloMessage({ ...wish, compression: 1 })));
  expect(readServerAnswer(bytes, "hello")).toEqual({
    kind: "hello",
    hello: {
      version: "tls1.2",
      suite: 0xc02f,
      compression: 1,
      isRetry: false,
      group: null,
      extensions: [0xff01, 0x0017],
      exchange: null,
      certificates: [],
    },
  });
});

test("[L4] TLS 1.3 says its version and group in extensions, and may ask for another hello", () => {
  for (const isRetry of [false, true]) {
    const hello = helloMessage({ ...wish, version: 0x0304, suite: 0x1301, isRetry });
    const answer = readServerAnswer(bytesOf(recordOf(22, hello)), "exchange");
    expect(answer).toMatchObject({
      kind: "hello",
      hello: { version: "tls1.3", isRetry, group: 29 },
    });
  }
});

test("[L4] an alert is read; a warning before the hello is passed over", () => {
  expect(readServerAnswer(bytesOf(alert(2, 70)), "hello")).toEqual({
    kind: "alert",
    description: 70,
  });
  const warned = bytesOf(alert(1, 112), recordOf(22, helloMessage(wish)));
  expect(readServerAnswer(warned, "hello").kind).toBe("hello");
  const late = bytesOf(recordOf(22, helloMessage(wish)), alert(2, 40));
  expect(readServerAnswer(late, "exchange")).toEqual({ kind: "alert", description: 40 });
});

test("[L5] the exchange is read on: a curve or a prime, and how it was signed", () => {
  const curve = readServerAnswer(flightOf(wish), "exchange");
  expect(curve).toMatchObject({
    hello: {
      exchange: { group: 29, prime: null, generator: null, scheme: 0x0804 },
      certificates: [Uint8Array.of(48, 1, 0)],
    },
  });
  const prime = readServerAnswer(flightOf({ ...wish, suite: 0x0033, version: 0x0301 }), "exchange");
  expect(prime).toMatchObject({
    hello: {
      exchange: {
        group: null,
        prime: Uint8Array.of(0xff, 1, 2),
        generator: Uint8Array.of(2),
        scheme: null,
      },
    },
  });
  const none = readServerAnswer(flightOf({ ...wish, suite: 0x002f }), "exchange");
  expect(none).toMatchObject({ kind: "hello", hello: { exchange: null } });
  const anonymous = readServerAnswer(flightOf({ ...wish, suite: 0x0018 }), "exchange");
  expect(anonymous).toMatchObject({ hello: { exchange: null } });
  const shared = messageOf(12, [...octets(1, 2), 65, ...octets(1, 2), 9, ...octets(1, 2), 2, 0, 0]);
  const psk = bytesOf(recordOf(22, [...helloMessage({ ...wish, suite: 0x008e }), ...shared]));
  expect(readServerAnswer(psk, "exchange")).toMatchObject({
    hello: { exchange: { prime: Uint8Array.of(9), scheme: null } },
  });
});

test("[L4] SSLv2's hello and its error are read", () => {
  const suites = [1, 0, 0x80, 7, 0, 0xc0];
  const body = [
    4,
    0,
    1,
    0,
    2,
    ...octets(1, 2),
    ...octets(6, 2),
    ...octets(2, 2),
    48,
    ...suites,
    1,
    1,
  ];
  expect(readServerAnswer(bytesOf([0x80, body.length], body), "hello")).toEqual({
    kind: "ssl2",
    suites: [0x010080, 0x0700c0],
  });
  expect(readServerAnswer(bytesOf([0x80, 3, 0, 0, 1]), "hello")).toEqual({
    kind: "alert",
    description: 40,
  });
});

test("[L6] messages may be cut over records, and several may lie in one", () => {
  const all = [...helloMessage(wish), ...messageOf(11, [0, 0, 0]), ...exchangeMessage(wish)];
  const whole = readServerAnswer(bytesOf(recordOf(22, all)), "exchange");
  expect(whole.kind).toBe("hello");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: all.length }), (size) => {
      const parts: number[][] = [];
      for (let at = 0; at < all.length; at += size)
        parts.push(recordOf(22, all.slice(at, at + size)));
      if (parts.length > 256) return;
      expect(readServerAnswer(bytesOf(...parts), "exchange")).toEqual(whole);
    }),
  );
});

test("[L6] the beginning of a good answer asks for more than it has", () => {
  const bytes = flightOf(wish);
  for (let size = 0; size < bytes.length; size += 1) {
    const answer = readServerAnswer(bytes.subarray(0, size), "exchange");
    if (answer.kind !== "more") {
      // Nothing but the closing message is missing.
      expect(answer).toEqual(readServerAnswer(bytes, "exchange"));
      expect(size).toBeGreaterThan(bytes.length - 10);
    } else {
      expect(answer.needed).toBeGreaterThan(size);
      expect(answer.needed).toBeLessThanOrEqual(Math.max(5, bytes.length));
    }
  }
});

test("[L7] what is no TLS, malformed or too long is told apart", () => {
  const text = (words: string): Uint8Array => new Uint8Array(Buffer.from(words));
  const broken = (fault: string): unknown => ({ kind: "broken", fault });
  expect(readServerAnswer(text("HTTP/1.1 400 Bad Request"), "hello")).toEqual(broken("not-tls"));
  expect(readServerAnswer(text("220 mx.example.se ESMTP"), "hello")).toEqual(broken("not-tls"));
  expect(readServerAnswer(bytesOf([22, 3, 3, 0xff, 0xff]), "hello")).toEqual(broken("malformed"));
  expect(readServerAnswer(bytesOf([22, 3, 3, 0, 0]), "hello")).toEqual(broken("malformed"));
  const lying = helloMessage(wish);
  lying[38] = 250;
  expect(readServerAnswer(bytesOf(recordOf(22, lying)), "hello")).toEqual(broken("malformed"));
  const foreign = bytesOf(recordOf(22, messageOf(14, [])));
  expect(readServerAnswer(foreign, "hello")).toEqual(broken("malformed"));
  const slow = bytesOf(...[2, 0, 0xff, 0xff].map((one) => recordOf(22, [one])));
  const endless = bytesOf([...slow], ...Array.from({ length: 300 }, () => recordOf(22, [0])));
  expect(readServerAnswer(endless, "hello")).toEqual(broken("too-long"));
});

test("[L7] any octets at all give an answer", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, isTls) => {
      const bytes = isTls ? bytesOf(recordOf(22, [...noise])) : noise;
      expect(readServerAnswer(bytes, "exchange").kind).toMatch(/more|hello|alert|ssl2|broken/u);
    }),
  );
});
