/** English words for checks of domains; `{domain}` stands for the name. */
import type { CheckPhrases } from "./dns-checks.ts";

/** By the check's name; those of TLS without `web-` or `mail-` before them. */
export const domainChecksEn: Readonly<Record<string, CheckPhrases>> = {
  versions: {
    title: "Only TLS 1.2 and 1.3 are taken",
    fix: "Turn off SSL, TLS 1.0 and TLS 1.1. In nginx: ssl_protocols TLSv1.2 TLSv1.3;",
  },
  suites: {
    title: "Only strong encryption is offered",
    fix: "Remove weak suites. In nginx: ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;",
  },
  order: {
    title: "The server chooses the stronger encryption",
    fix: "Let the server's order rule. In nginx: ssl_prefer_server_ciphers on;",
  },
  groups: {
    title: "Keys are exchanged over strong curves",
    fix: "Offer strong curves alone. In nginx: ssl_ecdh_curve X25519:secp256r1:secp384r1;",
  },
  "signature-hash": {
    title: "The key exchange is not signed with SHA-1",
    fix: "Turn off SHA-1 and SHA-224 in the server's list of signature algorithms.",
  },
  compression: {
    title: "Compression in TLS is off",
    fix: "Turn off compression in TLS: it leaks contents (CRIME).",
  },
  renegotiation: {
    title: "Renegotiation is secure",
    fix: "Update the server's TLS library to one that knows RFC 5746.",
  },
  "extended-master-secret": {
    title: "The extended master secret is used",
    fix: "Update the server's TLS library to one that knows RFC 7627.",
  },
  "early-data": {
    title: "Early data (0-RTT) is off",
    fix: "Turn off early data: it can be replayed. In nginx: ssl_early_data off;",
  },
  trust: {
    title: "The certificate is trusted",
    fix: "Get a certificate from a trusted issuer and send the whole chain.",
  },
  name: {
    title: "The certificate is for the name",
    fix: "Get a certificate that has {domain} among its alternative names.",
  },
  key: {
    title: "The certificate's key is strong",
    fix: "Get a certificate with a key on P-256, or RSA of 3072 bits or more.",
  },
  "certificate-signature": {
    title: "The certificate is strongly signed",
    fix: "Get a certificate signed with SHA-256 or stronger.",
  },
  expiry: {
    title: "The certificate holds for 30 days or more",
    fix: "Renew the certificate now, and let it be renewed by itself.",
  },
  "name-servers-ipv6": {
    title: "Two name servers or more are reached over IPv6",
    fix: "Ask whoever runs DNS to give two name servers or more AAAA records.",
  },
  "name-servers-ipv6-reach": {
    title: "The name servers answer over IPv6",
    fix: "Have the name servers listen on their IPv6 addresses, and open port 53 for UDP and TCP.",
  },
  "web-ipv6": {
    title: "The web has an IPv6 address",
    fix: "Add to DNS, with your server's address: {domain}. AAAA 2001:db8::80",
  },
  "mail-ipv6": {
    title: "Every mail server has an IPv6 address",
    fix: "Ask whoever runs the mail to give each server that MX points at an AAAA record.",
  },
  "ipv6-reach": {
    title: "What is reached over IPv4 is reached over IPv6 too",
    fix: "Have the server listen on IPv6 and open the same ports in the firewall. In nginx: listen [::]:443 ssl;",
  },
  "web-ipv6-same": {
    title: "The same page is shown over IPv6 as over IPv4",
    fix: "Have the same site answer on both: often the default page listens on IPv6 instead.",
  },
  "http-compression": {
    title: "The page is sent without compression",
    fix: "Compress only what holds no secrets: pictures, style sheets, scripts (BREACH).",
  },
  "web-dane": {
    title: "DANE is there for the web",
    fix: "Optional. Sign the zone and add: _443._tcp.{domain}. TLSA 3 1 1 and the digest of the key.",
  },
  "web-dane-valid": {
    title: "DANE for the web agrees with the certificate",
    fix: "Mend the TLSA record at _443._tcp.{domain}, or remove it.",
  },
  stapling: {
    title: "The server sends proof that the certificate is not revoked",
    fix: "Turn on OCSP stapling if the issuer has OCSP. In nginx: ssl_stapling on;",
  },
  "client-renegotiation": {
    title: "Clients may not ask for new handshakes",
    fix: "Turn off renegotiation asked for by clients: it can be used to overload the server.",
  },
  dnssec: {
    title: "The domain is signed with DNSSEC",
    fix: "Turn on DNSSEC at whoever runs DNS, and put the DS record at the registrar.",
  },
  "mail-dnssec": {
    title: "The mail servers' names are signed with DNSSEC",
    fix: "Ask whoever runs the mail to sign its names, or change to names that are signed.",
  },
  https: {
    title: "The site answers over HTTPS",
    fix: "Turn on HTTPS on the web server, with a trusted certificate.",
  },
  redirect: {
    title: "HTTP leads to HTTPS on the same name",
    fix: "Redirect to the same name first. In nginx: return 301 https://$host$request_uri;",
  },
  hsts: {
    title: "Browsers stay with HTTPS (HSTS)",
    fix: "Add the header: Strict-Transport-Security: max-age=31536000; includeSubDomains",
  },
  caa: {
    title: "CAA says who may issue certificates",
    fix: 'Add to DNS, with your issuer\'s name: {domain}. CAA 0 issue "letsencrypt.org"',
  },
  framing: {
    title: "Others may not frame the page",
    fix: "Add the header: X-Frame-Options: DENY",
  },
  "type-guessing": {
    title: "Browsers do not guess types",
    fix: "Add the header: X-Content-Type-Options: nosniff",
  },
  "content-policy": {
    title: "Contents are restricted (CSP)",
    fix:
      "Begin with the header: Content-Security-Policy: default-src 'self'; frame-ancestors " +
      "'none'; base-uri 'none'; form-action 'self'",
  },
  referrer: {
    title: "Addresses do not leak to other sites",
    fix: "Add the header: Referrer-Policy: same-origin",
  },
  "security-txt": {
    title: "It is written where weaknesses are told of",
    fix:
      "Put a file at https://{domain}/.well-known/security.txt with the lines " +
      "Contact: mailto:security@{domain} and Expires: with a date within a year.",
  },
  cookies: {
    title: "Cookies are protected",
    fix: "Set Secure, HttpOnly and SameSite=Lax on each cookie.",
  },
  dmarc: {
    title: "There is DMARC",
    fix: 'Add to DNS: _dmarc.{domain}. TXT "v=DMARC1; p=none; rua=mailto:dmarc@{domain}"',
  },
  "dmarc-policy": {
    title: "DMARC stops forged mail",
    fix:
      "Read the reports, mend your own senders, then change it to: " +
      '_dmarc.{domain}. TXT "v=DMARC1; p=reject; rua=mailto:dmarc@{domain}"',
  },
  dkim: {
    title: "Mail is signed with DKIM",
    fix: "Turn on DKIM in the mail service and put its key under _domainkey.{domain} in DNS.",
  },
  spf: {
    title: "There is SPF, once",
    fix: 'Add to DNS, with your own senders: {domain}. TXT "v=spf1 mx -all"',
  },
  "spf-policy": {
    title: "SPF is right and refuses others",
    fix: "End with -all or ~all, and keep to ten lookups in all that is included.",
  },
  starttls: {
    title: "Mail servers take mail encrypted",
    fix: "Turn on STARTTLS on every server that MX points to.",
  },
  dane: {
    title: "There is DANE for every mail server",
    fix: "Sign the zone with DNSSEC and put a TLSA record at _25._tcp before each server's name.",
  },
  "dane-valid": {
    title: "DANE agrees with the certificate",
    fix: "Mend the TLSA record now: it is wrong, and senders that demand DANE do not deliver.",
  },
  "dane-rollover": {
    title: "The next key stands in DANE already",
    fix: "Add a second TLSA record (3 1 1) for the next key before the certificate changes.",
  },
  sts: {
    title: "MTA-STS is in force",
    fix:
      'Add to DNS: _mta-sts.{domain}. TXT "v=STSv1; id=1" and publish the policy at ' +
      "https://mta-sts.{domain}/.well-known/mta-sts.txt",
  },
  "sts-coverage": {
    title: "MTA-STS agrees with the mail servers",
    fix: "Let the policy name every mail server, and give each a trusted certificate for its name.",
  },
  "tls-reports": {
    title: "Reports of failed encryption are received",
    fix: 'Add to DNS: _smtp._tls.{domain}. TXT "v=TLSRPTv1; rua=mailto:tlsrpt@{domain}"',
  },
  issuer: {
    title: "The issuer may renew the certificate",
    fix: "Add your present issuer to CAA, or the next renewal fails.",
  },
  roa: {
    title: "The way to the server on the internet is signed (a ROA exists)",
    fix: "Ask the holder of the addresses, often the provider or web host, to create ROAs for them.",
  },
  route: {
    title: "The way to the server is the one that is signed (RPKI)",
    fix: "Ask the provider to mend the ROA or the announcement: else traffic is dropped or led to somebody else.",
  },
  "name-servers-roa": {
    title: "The way to the name servers on the internet is signed (a ROA exists)",
    fix: "Ask the holder of the name servers' addresses to create ROAs for them.",
  },
  "name-servers-route": {
    title: "The way to the name servers is the one that is signed (RPKI)",
    fix: "Ask whoever runs DNS to mend the ROA or the announcement: else traffic is dropped, or somebody else answers.",
  },
  "third-parties": {
    title: "The page fetches nothing from others",
    fix: "Put scripts, fonts and pictures on your own site. Whoever is asked learns who reads.",
  },
  "script-integrity": {
    title: "Scripts and styles of others have a checksum",
    fix: 'Put the files on your own site, or add integrity="sha384-…" to the element.',
  },
  "mixed-content": {
    title: "Nothing on the page is fetched over HTTP",
    fix: "Change http:// to https:// in the addresses on the page.",
  },
  "dkim-keys": {
    title: "The keys of DKIM are strong",
    fix: "Make a new key, RSA of at least 2048 bits, and remove the old one when mail is signed by the new.",
  },
  "dmarc-below": {
    title: "DMARC protects names below the domain too",
    fix: "Remove sp=none and np=none from the record at _dmarc.{domain}, or set sp=reject; np=reject",
  },
  "dmarc-record": {
    title: "The record of DMARC is without fault, and reports arrive",
    fix: "Mend the record at _dmarc.{domain}: remove tags that no longer count (pct, rf, ri), and give rua=mailto:",
  },
};
