/**
 * RELP, the protocol by which rsyslog hands over lines that must not be lost: every frame has a
 * number, a command and data, and every line is answered once it is kept. This is a receiver's
 * side, as a state machine over bytes: what came in goes out as steps, and answers are texts.
 *
 * Source: the description of RELP by its author (librelp, doc/relp.html), version 0.
 */
import { type ByteStore, newByteStore } from "./byte-store.ts";

/** Ceilings of a session. */
export type RelpLimits = {
  /** Bytes of one message; a longer one is answered as refused, and counted. */
  readonly messageBytes: number;
};

/** 256 KiB, as for other streams. */
export const defaultRelpLimits: RelpLimits = { messageBytes: 262_144 };

/** What to do next, in this order. */
export type RelpStep =
  /** Send this text. */
  | { readonly kind: "answer"; readonly text: string }
  /** Keep this line, then send {@link relpAccepted} of its number. */
  | { readonly kind: "message"; readonly number: number; readonly bytes: Uint8Array }
  /** A line that was too long; send the text. */
  | { readonly kind: "refused"; readonly text: string }
  /** The sender has ended the session: answer and close. */
  | { readonly kind: "closed"; readonly text: string }
  /** It is no RELP, or broken: close at once. Nothing more is read. */
  | { readonly kind: "broken"; readonly fault: RelpFault };

/** Why a session is broken off. */
export type RelpFault = "header" | "trailer" | "not-open" | "length";

/** One connection. */
export type RelpSession = { readonly take: (piece: Uint8Array) => readonly RelpStep[] };

const space = 0x20;
const lineFeed = 0x0a;
/** Number, command and length with their spaces: 9 + 1 + 32 + 1 + 9 is the longest. */
const mostHeader = 53;
/** What no sender sends in one frame; a length beyond it is none. */
const mostDataBytes = 134_217_728;

const header = /^(\d{1,9}) ([a-z]{1,32}) (\d{1,9})$/i;

/** A response of that number, with an HTTP-like code and words. Only ASCII. */
function response(number: number, text: string): string {
  return text === "" ? `${number} rsp 0\n` : `${number} rsp ${text.length} ${text}\n`;
}

/** The answer to a line that is kept. */
export function relpAccepted(number: number): string {
  return response(number, "200 OK");
}

/** What is offered at the opening: version 0 and lines, whatever else the sender can. */
function opened(number: number): string {
  return response(number, "200 OK\nrelp_version=0\nrelp_software=vallgrav\ncommands=syslog");
}

type Frame = { readonly number: number; readonly command: string; left: number };

type Reading = {
  readonly data: ByteStore;
  head: string;
  frame: Frame | null;
  isOpen: boolean;
  isOver: boolean;
  steps: RelpStep[];
};

function broken(reading: Reading, fault: RelpFault): void {
  reading.isOver = true;
  reading.steps.push({ kind: "broken", fault });
}

/** What a whole frame asks for. */
function act(reading: Reading, { number, command }: Frame): void {
  const { data, steps } = reading;
  const isTooLong = data.isOver();
  const bytes = data.take();
  if (command === "open") {
    reading.isOpen = true;
    steps.push({ kind: "answer", text: opened(number) });
  } else if (!reading.isOpen) broken(reading, "not-open");
  else if (command === "close") {
    reading.isOver = true;
    steps.push({ kind: "closed", text: `${response(number, "")}0 serverclose 0\n` });
  } else if (command !== "syslog")
    steps.push({ kind: "answer", text: response(number, "500 unknown command") });
  else if (isTooLong)
    // Accepted all the same: a sender would send it again and again, and nothing behind it.
    steps.push({ kind: "refused", text: relpAccepted(number) });
  else steps.push({ kind: "message", number, bytes });
}

/** The header ends at its third space, or at the line feed where there is no data. */
function begin(reading: Reading): Frame | null {
  const [, number = "", command = "", length = ""] = header.exec(reading.head) ?? [];
  reading.head = "";
  const left = Number(length);
  if (number === "") broken(reading, "header");
  else if (left > mostDataBytes) broken(reading, "length");
  else return { number: Number(number), command: command.toLowerCase(), left };
  return null;
}

function takeHead(reading: Reading, byte: number): void {
  const { head } = reading;
  if (byte === lineFeed) {
    const frame = begin(reading);
    if (frame !== null && frame.left > 0) broken(reading, "header");
    else if (frame !== null) act(reading, frame);
  } else if (byte === space && head.split(" ").length === 3) reading.frame = begin(reading);
  else if (head.length >= mostHeader || byte < space || byte > 0x7e) broken(reading, "header");
  else reading.head = head + String.fromCharCode(byte);
}

/** @returns the next place */
function takeData(reading: Reading, piece: Uint8Array, at: number, frame: Frame): number {
  if (frame.left > 0) {
    const to = Math.min(piece.length, at + frame.left);
    reading.data.add(piece, at, to);
    frame.left -= to - at;
    return to;
  }
  reading.frame = null;
  if (piece[at] === lineFeed) act(reading, frame);
  else broken(reading, "trailer");
  return at + 1;
}

/** A reader of one connection. Cost: linear in the bytes. */
export function newRelpSession(limits: Partial<RelpLimits> = {}): RelpSession {
  const { messageBytes } = { ...defaultRelpLimits, ...limits };
  const data = newByteStore(messageBytes);
  const reading: Reading = {
    data,
    head: "",
    frame: null,
    isOpen: false,
    isOver: false,
    steps: [],
  };
  return {
    take: (piece) => {
      for (let at = 0; at < piece.length && !reading.isOver;)
        if (reading.frame !== null) at = takeData(reading, piece, at, reading.frame);
        else {
          takeHead(reading, piece[at] ?? 0);
          at += 1;
        }
      const { steps } = reading;
      reading.steps = [];
      return steps;
    },
  };
}
