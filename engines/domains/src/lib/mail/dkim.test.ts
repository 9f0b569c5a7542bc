/** Keys of DKIM as they stand in DNS. */
import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { txt, walkDns } from "../../../test/dns-table.ts";
import type { DnsTable } from "../../../test/dns-table.ts";
import { askKeys, commonSelectors, judgeDkimKey } from "./dkim.ts";
import { askMail } from "./mail-facts.ts";

function rsaKey(bits: number, type: "spki" | "pkcs1" = "spki"): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  return publicKey.export({ type, format: "der" }).toString("base64");
}

const strong = rsaKey(2_048);
const edwards = Buffer.alloc(32, 7).toString("base64");

test("[M17] a key is judged by its length, its hashes and whether it is on trial", () => {
  expect(judgeDkimKey(`v=DKIM1; k=rsa; p=${strong}`)).toEqual([]);
  expect(judgeDkimKey(`p=${strong.slice(0, 60)} ${strong.slice(60)}`)).toEqual([]);
  expect(judgeDkimKey(`v=DKIM1; p=${rsaKey(2_048, "pkcs1")}`)).toEqual([]);
  expect(judgeDkimKey(`v=DKIM1; p=${rsaKey(1_024)}`)).toEqual(["short-key"]);
  expect(judgeDkimKey(`v=DKIM1; p=${rsaKey(512)}`)).toEqual(["very-short-key"]);
  expect(judgeDkimKey(`v=DKIM1; k=ed25519; p=${edwards}`)).toEqual([]);
  expect(judgeDkimKey(`v=DKIM1; k=ed25519; p=${strong}`)).toEqual(["unreadable-key"]);
  expect(judgeDkimKey(`v=DKIM1; h=sha1; t=y:s; p=${strong}`)).toEqual(["sha-1-only", "trial-key"]);
  expect(judgeDkimKey(`v=DKIM1; h=sha1:sha256; t=s; p=${strong}`)).toEqual([]);
  const bad = ["v=DKIM1", "p", "v=DKIM1; p=????", `k=dsa; p=${strong}`, "p=AAAA", "p=MAA="];
  for (const text of bad) expect([text, judgeDkimKey(text)]).toEqual([text, ["unreadable-key"]]);
  // Withdrawn: mail that it signed is not to be believed.
  expect(judgeDkimKey("v=DKIM1; p=")).toBeNull();
});

test("[M17] any text is a key or none, in time that grows with it", () => {
  const any = fc.oneof(
    fc.string(),
    fc.base64String().map((key) => `v=DKIM1; p=${key}`),
  );
  fc.assert(
    fc.property(any, (text) => {
      const flaws = judgeDkimKey(text);
      expect(flaws === null || Array.isArray(flaws)).toBe(true);
    }),
  );
  // Sequences in sequences, to the end of the longest record.
  const deep = Buffer.from(Array.from({ length: 16_000 }, () => [0x30, 0x80]).flat());
  expect(judgeDkimKey(`p=${deep.toString("base64")}`)).toEqual(["unreadable-key"]);
  expect(judgeDkimKey(`p=${"MIIB".repeat(16_000)}`)).toEqual(["unreadable-key"]);
});

const table: DnsTable = {
  "_domainkey.example.se TXT": [],
  "selector1._domainkey.example.se TXT": [
    txt(`v=DKIM1; p=${strong.slice(0, 200)}`, strong.slice(200)),
  ],
  "selector2._domainkey.example.se TXT": [txt("v=DKIM1; p=")],
  "google._domainkey.example.se TXT": [txt(`p=${strong}`), txt(`p=${edwards}`)],
  "default._domainkey.example.se TXT": [txt("v=spf1 -all")],
  "dkim._domainkey.example.se TXT": "silent",
};

test("[M17] keys are looked for at common selectors, where anything stands at all", () => {
  const keys = walkDns(askKeys(["example", "se"]), table).value;
  expect(keys).toEqual({
    found: [
      { selector: "selector1", flaws: [] },
      { selector: "google", flaws: ["several-records"] },
    ],
    unanswered: ["dkim"],
  });
  expect(walkDns(askMail(["example", "se"]), table).value.keys).toEqual(keys);
  expect(walkDns(askMail(["other", "example"]), table).value.keys).toBeNull();
  expect(new Set(commonSelectors).size).toBe(commonSelectors.length);
});

test("[M980] selectors that were learnt are asked for too, each once, folder or not", () => {
  const learnt = {
    ...table,
    "brev2026._domainkey.example.se TXT": [txt(`p=${edwards}`)],
    "x1._domainkey.hidden.example TXT": [txt(`p=${strong}`)],
  };
  const found = (name: string, selectors: readonly string[]) => {
    const { value, questions } = walkDns(askMail(name.split("."), selectors), learnt);
    const keys = questions.filter((one) => one.includes("._domainkey."));
    return [value.keys?.found.map(({ selector }) => selector) ?? null, keys.length];
  };
  expect(found("example.se", ["brev2026", "google", "brev2026"])).toEqual([
    ["brev2026", "google", "selector1"],
    11,
  ]);
  expect(found("hidden.example", ["x1", "gone"])).toEqual([["x1"], 2]);
  expect(found("hidden.example", [])).toEqual([null, 0]);
  const many = Array.from({ length: 100 }, (_, at) => `s${at}`);
  expect(found("hidden.example", many)[1]).toBe(32);
});

test("[M981] an alias whose end nobody answers for is not known, and no sign of keys", () => {
  const round: DnsTable = {
    "_domainkey.example.se TXT": [{ kind: "CNAME", target: ["_domainkey", "example", "se"] }],
    "_domainkey.other.example TXT": [],
  };
  const folder = (name: string) => walkDns(askMail(name.split(".")), round).value.hasKeyFolder;
  expect(["example.se", "other.example", "none.example"].map(folder)).toEqual([null, true, false]);
});
