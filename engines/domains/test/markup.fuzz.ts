/** Fuzzes what pages fetch and what keys of mail say: good ones with pieces and octets changed. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { judgeDkimKey } from "../src/lib/mail/dkim.ts";
import { readSources } from "../src/lib/web/page-sources.ts";
import { changedText } from "./change-text.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

type Next = (below: number) => number;

const page =
  '<html><head><link rel="stylesheet" href="https://cdn.example/a.css" integrity="sha256-x">' +
  "<script src=//js.example:8443/x.js></script><!-- <img src=http://no.example/> --></head>" +
  "<body><img src=\"http://img.example/b.png\"><iframe src='https://user@www.example.se/x'>" +
  '</iframe><object data="https://o.example/"></object></body></html>';
const elements = [
  "<script src=https://a.example>",
  '<link rel="icon preload" href="//b.example">',
  "<img srcset=x src='HTTP://C.example:80/?q'>",
  '<embed src="https://www.example.se/">',
];
const pieces = [
  ...'< > </ <!-- --> = " / // @ : ? # \\ \0 å src= <script <link integrity="x" ; p='.split(" "),
  "'",
  "v=DKIM1",
  " ",
  "<script src=//",
  "a".repeat(300),
];
/** Pieces that one case in some may take: by these what costs too much is found. */
const long = [
  "<script ".repeat(2_000),
  `<img ${"a ".repeat(1_400)}`,
  "<!--".repeat(3_000),
  `<img ${'a="'.repeat(900)}`,
];
const longEvery = 500;
const mostMs = 1_000;
const host = "www.example.se";

/** DER: a tag, the length and what is in it. */
function der(tag: number, ...parts: readonly (readonly number[])[]): number[] {
  const body = parts.flat();
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8];
  return [tag, ...size, ...(length < 0x100 ? [] : [length & 0xff]), ...body];
}

/** A key of RSA of so many octets, as it is written in DER; bare or with what it is for. */
function rsaKey(octets: number, isBare: boolean): Uint8Array {
  const modulus = Array.from({ length: octets }, (_, at) => 0x80 | at);
  const bare = der(0x30, der(0x02, [0, ...modulus]), der(0x02, [1, 0, 1]));
  const kind = der(0x30, der(0x06, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]), [5, 0]);
  return Uint8Array.from(isBare ? bare : der(0x30, kind, der(0x03, [0, ...bare])));
}

const keys = [64, 128, 256].flatMap((octets) =>
  [true, false].map((isBare) => rsaKey(octets, isBare)),
);

/** A record of a key with octets of the key changed. */
function keyRecord(next: Next): string {
  const key = Uint8Array.from(keys[next(keys.length)] ?? []);
  // Most of a key is a number that may be any: its frame is at the beginning.
  for (let edits = 1 + next(5); edits > 0; edits -= 1)
    key[next(next(2) === 0 ? 40 : key.length)] = next(256);
  const cut = key.subarray(0, next(8) === 0 ? next(key.length) : key.length);
  const kind = ["rsa", "ed25519", "rsa; h=sha1:sha256", "RSA;t=y:s"][next(4)] ?? "rsa";
  return `v=DKIM1; k=${kind}; p=${Buffer.from(cut).toString("base64")}`;
}

const hostForm = /^[a-z0-9.-]{1,253}$/;

/** What is wrong with what was read of a page, or null. */
function faultOf(html: string): string | null {
  const { others, unsealed, plain } = readSources(html, host);
  if (unsealed.some((one) => !others.includes(one))) return "unsealed, and not another's";
  if (others.some((one) => one === "example.se" || one.endsWith(".example.se")))
    return "the page's own taken for another's";
  return [...others, ...plain].every((one) => hostForm.test(one)) ? null : "no host";
}

/**
 * Reads for so many seconds; fails where something throws, is slow or tells what is no host.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const key = seeded(drawKey("markup"), String(seed));
  let count = 0;
  const next: Next = (below) => block(key, (count += 1), 0).high % below;
  const changes = { next, pieces, edits: 6, span: 40 };
  const longer = { ...changes, pieces: [...pieces, ...long] };
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const where = `case ${cases} of seed ${seed}`;
    const beganMs = spentMs();
    try {
      if (next(2) === 0) {
        const isWhole = next(8) === 0;
        const html = isWhole ? page : (elements[next(elements.length)] ?? page);
        const fault = faultOf(changedText(html, next(longEvery) === 0 ? longer : changes));
        if (fault !== null) failures.push(`${where}: ${fault}`);
      } else {
        const record = keyRecord(next);
        judgeDkimKey(next(4) === 0 ? changedText(record, changes) : record);
      }
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beganMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "pages and keys of mail", cases, failures };
}
