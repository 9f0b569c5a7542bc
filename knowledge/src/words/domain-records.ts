/** What is copied to mend a domain: records, headers and settings, the same in any language. */

/** By the check's name, `{domain}` standing for the name; those of TLS without what they are of. */
const records: ReadonlyMap<string, string> = new Map([
  ["versions", "ssl_protocols TLSv1.2 TLSv1.3;"],
  ["suites", "ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;"],
  ["order", "ssl_prefer_server_ciphers on;"],
  ["groups", "ssl_ecdh_curve X25519:secp256r1:secp384r1;"],
  ["early-data", "ssl_early_data off;"],
  ["redirect", "return 301 https://$host$request_uri;"],
  ["hsts", "Strict-Transport-Security: max-age=31536000; includeSubDomains"],
  ["caa", '{domain}. IN CAA 0 issue "letsencrypt.org"'],
  ["issuer", '{domain}. IN CAA 0 issue "letsencrypt.org"'],
  ["framing", "X-Frame-Options: DENY"],
  ["type-guessing", "X-Content-Type-Options: nosniff"],
  [
    "content-policy",
    "Content-Security-Policy: default-src 'self'; frame-src 'self'; frame-ancestors 'none'; " +
      "base-uri 'none'; form-action 'self'",
  ],
  ["referrer", "Referrer-Policy: same-origin"],
  ["security-txt", "Contact: mailto:sakerhet@{domain}\nExpires: 2027-06-30T00:00:00Z"],
  ["web-ipv6", "{domain}. IN AAAA 2001:db8::80"],
  ["dmarc", '_dmarc.{domain}. IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@{domain}"'],
  ["dmarc-policy", '_dmarc.{domain}. IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@{domain}"'],
  ["spf", '{domain}. IN TXT "v=spf1 mx -all"'],
  ["spf-policy", '{domain}. IN TXT "v=spf1 mx -all"'],
  [
    "sts",
    '_mta-sts.{domain}. IN TXT "v=STSv1; id=1"\n\n' +
      "version: STSv1\nmode: testing\nmx: *.{domain}\nmax_age: 604800",
  ],
  ["tls-reports", '_smtp._tls.{domain}. IN TXT "v=TLSRPTv1; rua=mailto:tlsrpt@{domain}"'],
  ["stapling", "ssl_stapling on;"],
  ["SEC-04", "{domain}. IN NSEC3PARAM 1 0 0 -"],
]);

/** What is copied to mend a check that did not pass; null where there is nothing to copy. */
export function checkRecord(check: string, domain: string): string | null {
  const text = records.get(check) ?? records.get(check.replace(/^web-/u, ""));
  return text?.replaceAll("{domain}", domain) ?? null;
}

/** Checks that have something to copy. */
export const recordChecks: readonly string[] = [...records.keys()];
