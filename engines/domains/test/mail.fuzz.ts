/** Fuzzes the readers of mail's texts: good records and policies with pieces changed and moved. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { askMail, checkHost, parseStsPolicy } from "../src/index.ts";
import { mx, txt, walkDns } from "./dns-table.ts";
import { changedText } from "./change-text.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const good = [
  "v=spf1 a mx:mail.example.se/24//64 include:%{d2}.example ip6:2001:db8::/32 exp=why.%{o} ~all",
  "v=DMARC1; p=reject; sp=none; t=y; psd=n; rua=mailto:d@example.se!10m,mailto:x@other.example",
  "v=STSv1; id=20261130;",
  "v=TLSRPTv1; rua=mailto:t@example.se,https://example.se/t",
];
const policy = "version: STSv1\r\nmode: enforce\r\nmx: *.example.se\r\nmax_age: 604800\r\n";
const pieces = [
  "%{",
  "}",
  "%",
  "/",
  "//",
  "=",
  ";",
  ":",
  ".",
  " ",
  "0",
  "99999",
  "\0",
  "å",
  "redirect=",
];

/** Reads for so many seconds; fails where something throws or asks without end. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("mail texts"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const changes = { next, pieces, edits: 4, span: 12 };
  const change = (text: string): string => changedText(text, changes);
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const [spf = "", dmarc = "", sts = "", reports = ""] = good.map(change);
    const table = {
      "example.se TXT": [txt(spf)],
      "example.se.example TXT": [txt(change(good[0] ?? ""))],
      "example.se MX": [mx(10, "mx.example.se")],
      "_dmarc.example.se TXT": [txt(dmarc)],
      "_mta-sts.example.se TXT": [txt(sts)],
      "_smtp._tls.example.se TXT": [txt(reports)],
    };
    const sending = { address: "192.0.2.1", helo: spf, sender: `${dmarc}@example.se` };
    try {
      walkDns(askMail(["example", "se"]), table);
      walkDns(checkHost({ ...sending, receiver: sts, seconds: 0 }), table);
      parseStsPolicy(change(policy));
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  }
  return { name: "mail texts", cases, failures };
}
