/** Fuzzes streams: good messages and frames with pieces changed, cut and repeated. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { newRelpSession, newSyslogFrames, relpAccepted } from "../src/index.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const offers = "relp_version=0\ncommands=syslog";
const good = [
  "<13>Oct 11 22:14:15 h su: a\n",
  "9 <13>hello",
  "<34>1 - h a - - - b\r\n",
  `1 open ${offers.length} ${offers}\n`,
  "2 syslog 9 <13>hello\n",
  "3 syslog 0\n",
  "4 close 0\n",
];

const pieces = ["\n", "\r\n", " ", "0", "9", "999999999 ", "syslog", "\0", "x".repeat(3_000), "å"];
const encoder = new TextEncoder();
const mostMessage = 1_000;

/** What comes of a text cut into pieces; each as one line of text. */
function outcome(bytes: Uint8Array, size: number): readonly string[] {
  const frames = newSyslogFrames({ messageBytes: mostMessage });
  const session = newRelpSession({ messageBytes: mostMessage });
  const said: string[] = [];
  let tooLong = 0;
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    const framed = frames.take(piece);
    tooLong += framed.tooLong;
    for (const message of framed.messages) said.push(`line ${message.join()}`);
    for (const step of session.take(piece))
      said.push(step.kind === "message" ? relpAccepted(step.number) : JSON.stringify(step));
  }
  const last = frames.close();
  return [...said.sort(), `${tooLong + last.tooLong} ${last.cutOff} ${last.messages.join()}`];
}

/** Reads changed streams for so many seconds; fails where one throws or cutting changes it. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("streams"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    let text = "";
    for (let parts = next(6); parts >= 0; parts -= 1) text += good[next(good.length)] ?? "";
    // One change alone would soon give the same text again.
    for (let edits = 2 + next(4); edits > 0; edits -= 1) {
      const at = next(text.length + 1);
      const letter = String.fromCharCode(next(0x180));
      const put = next(3) === 0 ? letter : (pieces[next(pieces.length)] ?? "");
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : at + next(10));
    }
    const bytes = encoder.encode(text);
    try {
      const once = outcome(bytes, Math.max(1, bytes.length));
      const cut = outcome(bytes, 1 + next(20));
      if (once.join("\n") !== cut.join("\n"))
        failures.push(`case ${cases} of seed ${seed}: other messages when cut`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  }
  return { name: "streams of logs", cases, failures };
}
