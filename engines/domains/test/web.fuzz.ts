/** Fuzzes the readers of what pages say: good headers and files with pieces changed and moved. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { webFacts } from "../src/index.ts";
import type { HttpReply } from "../src/index.ts";
import { changedText } from "./change-text.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const good: readonly (readonly [name: string, value: string])[] = [
  ["strict-transport-security", 'max-age="31536000"; includeSubDomains; preload'],
  [
    "content-security-policy",
    "default-src 'self' https://*.example.se; script-src 'nonce-a' data:",
  ],
  ["referrer-policy", "no-referrer, strict-origin-when-cross-origin"],
  ["set-cookie", "session=a; Secure; HttpOnly; SameSite=Lax; Path=/"],
  ["location", "https://user@www.example.se:8443/path?query#part"],
  ["content-type", "text/plain; charset=utf-8"],
];
const file =
  "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nContact: mailto:s@example.se\n" +
  "Expires: 2027-06-01T00:00:00+01:00\nPreferred-Languages: sv, en\n" +
  "- -----BEGIN PGP SIGNATURE-----\n";
const pieces = ["'", ";", ",", ":", "*", "//", "=", "\0", "å", "\uFFFD", "\r\n", "9".repeat(20)];

/** Reads for so many seconds; fails where something throws. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("pages"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const changes = { next, pieces, edits: 3, span: 15 };
  const change = (text: string): string => changedText(text, changes);
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const headers = good.map(([name, value]): [string, string] => [name, change(value)]);
    const reply = (status: number): HttpReply => ({
      kind: "reply",
      status,
      headers,
      body: change(file),
    });
    const replies = { http: reply(301), https: reply(200), securityTxt: reply(200) };
    try {
      webFacts({ host: "www.example.se", ...replies }, "2026-11-30T00:00:00.000Z" as Instant);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  }
  return { name: "pages", cases, failures };
}
