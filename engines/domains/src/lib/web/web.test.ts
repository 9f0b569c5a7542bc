/** What pages show: headers, policies, cookies, security.txt, CAA. */
import type { Instant } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { walkDns } from "../../../test/dns-table.ts";
import type { DnsTable } from "../../../test/dns-table.ts";
import type { RecordData } from "../dns/record.ts";
import { askCaa, permitsIssuer } from "./caa.ts";
import { judgeContentPolicy } from "./content-policy.ts";
import {
  forbidsFraming,
  forbidsGuessing,
  readCookies,
  readHsts,
  readReferrerPolicy,
} from "./headers.ts";
import type { Headers } from "./headers.ts";
import { checkSecurityTxt } from "./security-txt.ts";
import { redirectHost, webFacts } from "./web-facts.ts";
import type { HttpReply, WebReplies } from "./web-facts.ts";

const now = "2026-11-30T00:00:00.000Z" as Instant;
const one = (name: string, ...values: readonly string[]): Headers =>
  values.map((value): [string, string] => [name, value]);

test("[H1] strict transport is read from its first header, or invalid", () => {
  const hsts = (...values: readonly string[]) =>
    readHsts(one("strict-transport-security", ...values));
  expect(hsts('max-age="31536000"; includeSubDomains; preload', "max-age=0")).toEqual({
    maxAgeSeconds: 31_536_000,
    includesSubdomains: true,
    isPreloadable: true,
  });
  expect(hsts("includeSubDomains")).toBe("invalid");
  expect(hsts("max-age=1; max-age=2")).toBe("invalid");
  expect(hsts("max-age=-1")).toBe("invalid");
  expect(hsts()).toBeNull();
});

test("[H2] the other headers are read as browsers read them", () => {
  const referrer = (...values: readonly string[]) =>
    readReferrerPolicy(one("referrer-policy", ...values));
  expect(referrer()).toBe("absent");
  expect(referrer("unsafe-url, no-referrer")).toBe("private");
  expect(referrer("no-referrer", "strict-origin")).toBe("middling");
  expect(referrer("origin")).toBe("leaky");
  expect(referrer("never")).toBe("unknown");
  expect(referrer("__proto__")).toBe("unknown");
  expect(forbidsFraming(one("x-frame-options", "sameorigin"))).toBe(true);
  expect(forbidsFraming(one("x-frame-options", "ALLOW-FROM https://example.se", "DENY"))).toBe(
    false,
  );
  expect(forbidsGuessing(one("x-content-type-options", "NoSniff, x"))).toBe(true);
  expect(forbidsGuessing([])).toBe(false);
});

const strict =
  "default-src 'none'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; " +
  "form-action 'self'";
const policyOf = (...values: readonly string[]) =>
  judgeContentPolicy(one("content-security-policy", ...values), "www.example.se");

test("[H3] a content policy is judged by what is dangerous in it and what is missing", () => {
  expect(policyOf(strict)).toEqual([]);
  expect(policyOf()).toBeNull();
  expect(policyOf("img-src *")?.toSorted()).toEqual(
    [
      "any-host",
      "base-uri",
      "default-src",
      "form-action",
      "frame-ancestors",
      "frame-src",
    ].toSorted(),
  );
  const added = (source: string) => policyOf(`${strict}; img-src ${source}`);
  expect(added("'unsafe-inline'")).toEqual(["unsafe-inline"]);
  expect(added("'unsafe-eval' 'unsafe-hashes'")).toEqual(["unsafe-eval", "unsafe-hashes"]);
  expect(added("http://example.se")).toEqual(["plain-http"]);
  expect(added("https:")).toEqual(["whole-https"]);
  expect(added("https://*")).toEqual(["any-host"]);
  expect(added("*://example.se")).toEqual(["any-scheme"]);
  expect(added("127.0.0.1:80")).toEqual(["loopback"]);
  expect(added("data:")).toEqual([]);
  expect(policyOf(`${strict}; object-src data:`)).toEqual(["data-script"]);
  expect(policyOf(strict.replace("'none'", "'self' https://cdn.www.example.se"))).toEqual([]);
  expect(policyOf(strict.replace("'none'", "'self' https://cdn.example"))).toEqual(["default-src"]);
});

test("[H4] cookies are judged by their marks, and their values are not kept", () => {
  const lines = [
    "good=1; Secure; HttpOnly; SameSite=Lax",
    "PHPSESSID=secret; SameSite=None",
    "plain=1; secure; samesite=other",
    "bare=1; secure",
  ];
  expect(readCookies(one("set-cookie", ...lines))).toEqual([
    { name: "good", flaws: [] },
    { name: "PHPSESSID", flaws: ["not-secure", "script-readable", "invalid-same-site"] },
    { name: "plain", flaws: ["invalid-same-site"] },
    { name: "bare", flaws: ["no-same-site"] },
  ]);
});

const contact = "Contact: mailto:sakerhet@example.se\nExpires: 2027-06-01T00:00:00Z\n";

test("[H5] security.txt is right or told what is wrong with it", () => {
  expect(checkSecurityTxt(`# tell us\r\n${contact}Preferred-Languages: sv, en\r\n`, now)).toEqual(
    [],
  );
  const head = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n";
  const signed = `${head}${contact}-----BEGIN PGP SIGNATURE-----\nx\n`;
  expect(checkSecurityTxt(signed, now)).toEqual([]);
  const wrong = (text: string) => checkSecurityTxt(text, now);
  expect(wrong("")).toEqual(["no-contact", "no-expires"]);
  expect(wrong(`${contact}Expires: 2027-06-01T00:00:00Z`)).toEqual(["several-expires"]);
  expect(wrong(contact.replace("2027", "2026"))).toEqual(["expired"]);
  expect(wrong(contact.replace("2027", "2029"))).toEqual(["far-expires-advice"]);
  expect(wrong(contact.replace("2027-06-01T00:00:00Z", "soon"))).toEqual(["expires"]);
  expect(wrong(contact.replace("mailto:", ""))).toEqual(["contact"]);
  expect(wrong(contact.replace("mailto:", "http://"))).toEqual(["not-https"]);
  expect(wrong(`${contact}Policy: http://example.se/`)).toEqual(["not-https"]);
  expect(wrong(`${contact}Preferred-Languages: sv\nPreferred-Languages: en_GB`)).toEqual([
    "several-languages",
    "languages",
  ]);
  expect(wrong(`\uFEFF${contact}what is this`)).toEqual(["byte-order-mark", "line"]);
  expect(wrong(`${contact}# \uFFFD`)).toEqual(["not-utf8"]);
  expect(wrong("x".repeat(100_001))).toEqual(["too-long"]);
});

const caa = (flags: number, tag: string, value: string): RecordData => ({
  kind: "CAA",
  flags,
  tag,
  value: Uint8Array.from(value, (sign) => sign.charCodeAt(0)),
});
const table: DnsTable = {
  "example.se CAA": [
    caa(0, "issue", "LetsEncrypt.org; accounturi=x"),
    caa(0, "iodef", "mailto:a@example.se"),
  ],
  "none.example CAA": [caa(0, "issue", ";")],
  "odd.example CAA": [caa(1, "issue", "pki.goog"), caa(0, "issue", "a b"), caa(0, "hello", "x")],
  "silent.example CAA": "silent",
};
const caaOf = (name: string) => walkDns(askCaa(name.split(".")), table).value;

test("[H6] CAA is looked for on the way up, and the first set met rules", () => {
  expect(caaOf("www.example.se")).toEqual({
    at: "example.se",
    issuers: ["letsencrypt.org"],
    flaws: [],
    isIncomplete: false,
  });
  expect(caaOf("none.example")).toMatchObject({ at: "none.example", issuers: [] });
  expect(caaOf("odd.example").flaws).toEqual([
    '1 issue "pki.goog"',
    '0 issue "a b"',
    '0 hello "x"',
  ]);
  expect(caaOf("nothing.example")).toMatchObject({ at: null, isIncomplete: false });
  expect(caaOf("silent.example")).toMatchObject({ at: null, isIncomplete: true });
});

test("[H7] whether the present issuer may issue again is known for issuers that are known", () => {
  const own = caaOf("example.se");
  expect(permitsIssuer(own, "C=US, O=Let's Encrypt, CN=E7")).toBe(true);
  expect(permitsIssuer(own, "C=US, O=DigiCert Inc")).toBe(false);
  expect(permitsIssuer(own, "O=Municipal CA")).toBeNull();
  expect(permitsIssuer(caaOf("nothing.example"), "O=DigiCert Inc")).toBeNull();
});

const reply = (status: number, headers: Headers = [], body = ""): HttpReply => ({
  kind: "reply",
  status,
  headers,
  body,
});
const replies: WebReplies = {
  host: "www.example.se",
  http: reply(301, one("location", "https://WWW.example.se/x")),
  https: reply(200, one("content-encoding", "gzip")),
  securityTxt: reply(200, one("content-type", "text/plain; charset=utf-8"), contact),
};
const factsOf = (changed: Partial<WebReplies>) => webFacts({ ...replies, ...changed }, now);

test("[H8] replies show HTTPS, where plain HTTP leads, and what the page asks of browsers", () => {
  expect(factsOf({})).toEqual({
    host: "www.example.se",
    hasHttps: true,
    redirect: "to-https",
    page: {
      hsts: null,
      policy: null,
      forbidsFraming: false,
      forbidsGuessing: false,
      referrer: "absent",
      cookies: [],
      isCompressed: true,
      sources: { others: [], unsealed: [], plain: [] },
    },
    securityTxt: [],
  });
  const redirect = (http: HttpReply) => factsOf({ http }).redirect;
  expect(factsOf({ isSecurityTxtOld: true }).securityTxt).toEqual(["old-place"]);
  expect(factsOf({ https: reply(301) }).page?.sources).toBeNull();
  expect(redirect(reply(302, one("location", "http://www.example.se/")))).toBe("stays");
  expect(redirect(reply(302, one("location", "/start")))).toBe("stays");
  expect(redirect(reply(302, one("location", "https://example.net/")))).toBe("elsewhere");
  expect(redirect(reply(200))).toBe("stays");
  expect(redirectHost(replies.http)).toBe("www.example.se");
  expect(redirectHost(reply(200, one("location", "https://example.net/")))).toBeNull();
});

test("[H9] silence is not known, a closed door is", () => {
  const silent: HttpReply = { kind: "silent" };
  const closed: HttpReply = { kind: "closed" };
  expect(factsOf({ http: silent, https: silent, securityTxt: silent })).toEqual({
    host: "www.example.se",
    hasHttps: null,
    redirect: "unknown",
    page: null,
    securityTxt: null,
  });
  expect(factsOf({ http: closed, https: closed, securityTxt: closed })).toMatchObject({
    hasHttps: false,
    redirect: "closed",
    securityTxt: "missing",
  });
  expect(factsOf({ securityTxt: reply(404) }).securityTxt).toBe("missing");
  expect(factsOf({ securityTxt: reply(200, one("content-type", "text/html")) }).securityTxt).toBe(
    "wrong-type",
  );
});

test("[H10] any text in any header is read", () => {
  const names =
    "strict-transport-security content-security-policy referrer-policy set-cookie location";
  const headers = fc.array(
    fc.tuple(fc.constantFrom(...names.split(" ")), fc.string({ unit: "binary" })),
  );
  fc.assert(
    fc.property(headers, fc.string({ unit: "binary" }), (lines, body) => {
      const facts = factsOf({ http: reply(301, lines), https: reply(200, lines, body) });
      expect(facts.page?.referrer).toMatch(/private|middling|leaky|unknown|absent/u);
      expect(Array.isArray(checkSecurityTxt(body, now))).toBe(true);
    }),
  );
});
