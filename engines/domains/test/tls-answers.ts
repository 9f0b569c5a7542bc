/** Writes answers of a server octet by octet, for tests and for the fuzzer. */
import { readServerAnswer, suiteTraits } from "../src/index.ts";
import type { ProbeOutcome } from "../src/index.ts";

/** What an answer is to say. */
export type AnswerWish = {
  readonly version: number;
  readonly suite: number;
  readonly compression: number;
  readonly isRetry: boolean;
  readonly group: number | null;
  readonly scheme: number | null;
  readonly prime: Uint8Array;
  readonly extensions: readonly number[];
};

/** A number as octets, the highest first. */
export const octets = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** (size - 1 - at)) % 256);

const framed = (size: number, body: readonly number[]): number[] => [
  ...octets(body.length, size),
  ...body,
];

/** One record. */
export const recordOf = (type: number, body: readonly number[]): number[] => [
  type,
  3,
  3,
  ...framed(2, body),
];

/** One message of the handshake. */
export const messageOf = (type: number, body: readonly number[]): number[] => [
  type,
  ...framed(3, body),
];

const retry = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

/** What a suite asks of the exchange. */
export function tlsSuiteKind(suite: number): {
  readonly isOverCurve: boolean;
  readonly isOverPrime: boolean;
  readonly isSigned: boolean;
} {
  const exchange = suiteTraits(suite)?.exchange ?? "";
  return {
    isOverCurve: exchange.startsWith("ECDHE"),
    isOverPrime: exchange.startsWith("DHE"),
    isSigned: /^(?:EC)?DHE_(?:RSA|ECDSA|DSS)/u.test(exchange),
  };
}

/** The server's hello as a message. */
export function helloMessage(wish: AnswerWish): number[] {
  const random = wish.isRetry
    ? [...Buffer.from(retry, "hex")]
    : Array.from({ length: 32 }, () => 7);
  const extension = (type: number, body: readonly number[]): number[] => [
    ...octets(type, 2),
    ...framed(2, body),
  ];
  const isNew = wish.version === 0x0304;
  const share = [...octets(wish.group ?? 0, 2), ...(wish.isRetry ? [] : framed(2, [1, 2, 3]))];
  const extensions = [
    ...wish.extensions.flatMap((type) => extension(type, type === 0xff01 ? [0] : [])),
    ...(isNew ? extension(0x2b, [3, 4]) : []),
    ...(isNew ? extension(0x33, share) : []),
  ];
  return messageOf(2, [
    ...octets(isNew ? 0x0303 : wish.version, 2),
    ...random,
    ...framed(1, [9, 9]),
    ...octets(wish.suite, 2),
    wish.compression,
    ...(extensions.length > 0 ? framed(2, extensions) : []),
  ]);
}

/** The server's part of the exchange as a message; nothing where the suite has none. */
export function exchangeMessage(wish: AnswerWish): number[] {
  const kind = tlsSuiteKind(wish.suite);
  if (!kind.isOverCurve && !kind.isOverPrime) return [];
  const parameters = kind.isOverCurve
    ? [3, ...octets(wish.group ?? 23, 2), ...framed(1, [4, 1, 1])]
    : [...framed(2, [...wish.prime]), ...framed(2, [2]), ...framed(2, [5, 5, 5])];
  const isSigned = kind.isSigned && wish.version === 0x0303;
  const scheme = isSigned ? octets(wish.scheme ?? 0x0401, 2) : [];
  const hint = (suiteTraits(wish.suite)?.exchange ?? "").endsWith("_PSK") ? [0, 0] : [];
  return messageOf(12, [...hint, ...parameters, ...scheme, ...framed(2, [6, 6, 6])]);
}

/** The whole flight of a server below TLS 1.3, in one record a message. */
export function flightOf(wish: AnswerWish): Uint8Array {
  const messages = [helloMessage(wish), messageOf(11, framed(3, framed(3, [48, 1, 0])))];
  const exchange = exchangeMessage(wish);
  if (exchange.length > 0) messages.push(exchange);
  messages.push(messageOf(14, []));
  return Uint8Array.from(messages.flatMap((message) => recordOf(22, message)));
}

/** What the reader makes of that flight. */
export function answerTo(wish: AnswerWish): ProbeOutcome {
  const answer = readServerAnswer(flightOf(wish), "exchange");
  if (answer.kind === "more") throw new Error("a whole flight was not enough");
  return answer;
}
