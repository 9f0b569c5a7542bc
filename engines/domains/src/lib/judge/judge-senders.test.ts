/** Keys of DKIM, DMARC below the domain, and what a page fetches from others. */
import { expect, test } from "vitest";
import { mx, txt, walkDns } from "../../../test/dns-table.ts";
import type { DnsTable } from "../../../test/dns-table.ts";
import { type MailFacts, askMail } from "../mail/mail-facts.ts";
import type { WebFacts } from "../web/web-facts.ts";
import { judgeBelow, judgeDmarcRecord, judgeKeys } from "./judge-senders.ts";
import { judgeSources } from "./judge-web.ts";
import type { Answer } from "./judged.ts";

const shown = ({ standing, about }: Answer): string => [standing, ...about].join(" ");

const base: DnsTable = { "example.se MX": [mx(10, "mx.example.se")] };
const mailOf = (table: DnsTable): MailFacts =>
  walkDns(askMail(["example", "se"]), { ...base, ...table }).value;
const dmarc = (text: string): MailFacts =>
  mailOf({ "_dmarc.example.se TXT": [txt(`v=DMARC1; ${text}`)] });

test("[J45] keys of DKIM that were found are judged, the others are not known", () => {
  const keys = (found: NonNullable<MailFacts["keys"]>["found"]): string =>
    shown(judgeKeys({ ...mailOf({}), keys: { found, unanswered: [] } }));
  expect(keys([{ selector: "s1", flaws: [] }])).toBe("passed");
  expect(keys([])).toBe("unknown");
  expect(shown(judgeKeys(mailOf({})))).toBe("unknown");
  const short = { selector: "s1", flaws: ["short-key"] } as const;
  expect(keys([short, { selector: "s2", flaws: [] }])).toBe("notice s1: short-key");
  expect(keys([short, { selector: "k1", flaws: ["very-short-key"] }])).toBe(
    "failed s1: short-key k1: very-short-key",
  );
  const parked = mailOf({
    "example.se MX": [mx(0, ".")],
    "example.se TXT": [txt("v=spf1 -all")],
    "_dmarc.example.se TXT": [txt("v=DMARC1; p=reject")],
  });
  expect(shown(judgeKeys(parked))).toBe("not-applicable");
});

test("[J45] DMARC must hold below the domain as at it", () => {
  expect(shown(judgeBelow(dmarc("p=reject")))).toBe("passed");
  expect(shown(judgeBelow(dmarc("p=reject; sp=none")))).toBe("failed sp np");
  expect(shown(judgeBelow(dmarc("p=reject; sp=none; np=reject")))).toBe("failed sp");
  expect(shown(judgeBelow(dmarc("p=quarantine; np=none")))).toBe("failed np");
  // What is only tried out is one step milder (t=y).
  expect(shown(judgeBelow(dmarc("p=reject; sp=quarantine; t=y")))).toBe("failed sp np");
  // Where the domain itself is open, another check says so.
  expect(shown(judgeBelow(dmarc("p=none")))).toBe("not-applicable");
  expect(shown(judgeBelow(mailOf({ "_dmarc.example.se TXT": "silent" })))).toBe("unknown");
});

test("[J45] what receivers pass over in a record is a remark, and so are lost reports", () => {
  const rua = "rua=mailto:d@example.se";
  const record = (text: string): string => shown(judgeDmarcRecord(dmarc(text)));
  expect(record(`p=reject; ${rua}`)).toBe("passed");
  expect(record("p=reject")).toBe("notice no-report-address");
  expect(record(`p=reject; pct=100; ${rua}`)).toBe("notice removed-tag: pct");
  expect(record(`p=reject; x=1; ${rua}`)).toBe("notice unknown-tag: x");
  expect(record("p=reject; rua=mailto:d@other.example")).toBe(
    "notice report-not-allowed: other.example",
  );
  expect(shown(judgeDmarcRecord(mailOf({})))).toBe("not-applicable");
  expect(shown(judgeDmarcRecord(mailOf({ "_dmarc.example.se TXT": "silent" })))).toBe("unknown");
});

test("[J46] a page that fetches from others tells whom", () => {
  const page = (sources: NonNullable<WebFacts["page"]>["sources"]): WebFacts =>
    ({ page: { sources } }) as unknown as WebFacts;
  const some = page({ others: ["a.example"], unsealed: ["b.example"], plain: ["c.example"] });
  expect(shown(judgeSources("others", "info")(some))).toBe("info a.example");
  expect(shown(judgeSources("unsealed", "notice")(some))).toBe("notice b.example");
  expect(shown(judgeSources("plain", "failed")(some))).toBe("failed c.example");
  const none = page({ others: [], unsealed: [], plain: [] });
  expect(shown(judgeSources("plain", "failed")(none))).toBe("passed");
  expect(shown(judgeSources("plain", "failed")(page(null)))).toBe("not-applicable");
  const unmet = { page: null } as unknown as WebFacts;
  expect(shown(judgeSources("others", "info")(unmet))).toBe("unknown");
});
