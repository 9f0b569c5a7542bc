/** Swedish words for checks of domains; `{domain}` stands for the name. */
import type { CheckPhrases } from "./dns-checks.ts";

/** By the check's name; those of TLS without `web-` or `mail-` before them. */
export const domainChecksSv: Readonly<Record<string, CheckPhrases>> = {
  versions: {
    title: "Bara TLS 1.2 och 1.3 används",
    fix: "Stäng av SSL, TLS 1.0 och TLS 1.1. I nginx: ssl_protocols TLSv1.2 TLSv1.3;",
  },
  suites: {
    title: "Bara starka krypteringar erbjuds",
    fix: "Ta bort svaga krypteringar. I nginx: ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;",
  },
  order: {
    title: "Servern väljer den starkare krypteringen",
    fix: "Låt serverns ordning gälla. I nginx: ssl_prefer_server_ciphers on;",
  },
  groups: {
    title: "Nycklar utbyts över starka kurvor",
    fix: "Erbjud bara starka kurvor. I nginx: ssl_ecdh_curve X25519:secp256r1:secp384r1;",
  },
  "signature-hash": {
    title: "Nyckelutbytet signeras inte med SHA-1",
    fix: "Stäng av SHA-1 och SHA-224 i serverns lista över signaturalgoritmer.",
  },
  compression: {
    title: "TLS-komprimering är av",
    fix: "Stäng av komprimering i TLS: den läcker innehåll (CRIME).",
  },
  renegotiation: {
    title: "Omförhandling är säker",
    fix: "Uppdatera serverns TLS-bibliotek så att det stöder RFC 5746.",
  },
  "extended-master-secret": {
    title: "Utökad huvudhemlighet används",
    fix: "Uppdatera serverns TLS-bibliotek så att det stöder RFC 7627.",
  },
  "early-data": {
    title: "Tidiga data (0-RTT) är av",
    fix: "Stäng av tidiga data: de kan spelas upp igen. I nginx: ssl_early_data off;",
  },
  trust: {
    title: "Certifikatet är betrott",
    fix: "Skaffa ett certifikat från en betrodd utfärdare och skicka hela kedjan.",
  },
  name: {
    title: "Certifikatet gäller namnet",
    fix: "Skaffa ett certifikat där {domain} står bland de alternativa namnen.",
  },
  key: {
    title: "Certifikatets nyckel är stark",
    fix: "Skaffa ett certifikat med nyckel på P-256 eller RSA med minst 3072 bitar.",
  },
  "certificate-signature": {
    title: "Certifikatet är starkt signerat",
    fix: "Skaffa ett certifikat som är signerat med SHA-256 eller starkare.",
  },
  expiry: {
    title: "Certifikatet gäller minst 30 dagar till",
    fix: "Förnya certifikatet nu och låt förnyelsen ske av sig själv.",
  },
  "name-servers-ipv6": {
    title: "Minst två namnservrar nås över IPv6",
    fix: "Be den som sköter DNS att ge minst två namnservrar AAAA-poster.",
  },
  "name-servers-ipv6-reach": {
    title: "Namnservrarna svarar över IPv6",
    fix: "Låt namnservrarna lyssna på sina IPv6-adresser, och öppna port 53 för UDP och TCP.",
  },
  "web-ipv6": {
    title: "Webbplatsen har en IPv6-adress",
    fix: "Lägg till i DNS, med er servers adress: {domain}. AAAA 2001:db8::80",
  },
  "mail-ipv6": {
    title: "Varje e-postserver har en IPv6-adress",
    fix: "Be den som driver e-posten att ge varje server som MX pekar på en AAAA-post.",
  },
  "ipv6-reach": {
    title: "Det som nås över IPv4 nås också över IPv6",
    fix: "Låt servern lyssna på IPv6 och öppna samma portar i brandväggen. I nginx: listen [::]:443 ssl;",
  },
  "web-ipv6-same": {
    title: "Samma sida visas över IPv6 som över IPv4",
    fix: "Låt samma webbplats svara på båda: ofta lyssnar standardsidan på IPv6 i stället.",
  },
  "http-compression": {
    title: "Sidan skickas utan komprimering",
    fix: "Komprimera bara det som inget hemligt står i: bilder, stilmallar, skript (BREACH).",
  },
  "web-dane": {
    title: "DANE finns för webben",
    fix: "Frivilligt. Signera zonen och lägg till: _443._tcp.{domain}. TLSA 3 1 1 och nyckelns kontrollsumma.",
  },
  "web-dane-valid": {
    title: "DANE för webben stämmer med certifikatet",
    fix: "Rätta TLSA-posten på _443._tcp.{domain} eller ta bort den.",
  },
  stapling: {
    title: "Servern skickar med bevis på att certifikatet inte är återkallat",
    fix: "Slå på OCSP-häftning om utfärdaren har OCSP. I nginx: ssl_stapling on;",
  },
  "client-renegotiation": {
    title: "Klienter får inte begära nya handskakningar",
    fix: "Stäng av omförhandling på klientens begäran: den kan användas för att överbelasta servern.",
  },
  dnssec: {
    title: "Domänen är signerad med DNSSEC",
    fix: "Slå på DNSSEC hos den som sköter DNS, och lägg DS-posten hos registraren.",
  },
  "mail-dnssec": {
    title: "E-postservrarnas namn är signerade med DNSSEC",
    fix: "Be den som driver e-posten att signera sina namn, eller byt till namn som är signerade.",
  },
  https: {
    title: "Webbplatsen svarar med HTTPS",
    fix: "Slå på HTTPS på webbservern med ett betrott certifikat.",
  },
  redirect: {
    title: "HTTP leder till HTTPS på samma namn",
    fix: "Skicka vidare först till samma namn. I nginx: return 301 https://$host$request_uri;",
  },
  hsts: {
    title: "Webbläsare stannar vid HTTPS (HSTS)",
    fix: "Lägg till huvudet: Strict-Transport-Security: max-age=31536000; includeSubDomains",
  },
  caa: {
    title: "CAA säger vem som får utfärda certifikat",
    fix: 'Lägg till i DNS, med er utfärdares namn: {domain}. CAA 0 issue "letsencrypt.org"',
  },
  framing: {
    title: "Sidan får inte bäddas in av andra",
    fix: "Lägg till huvudet: X-Frame-Options: DENY",
  },
  "type-guessing": {
    title: "Webbläsare gissar inte filtyper",
    fix: "Lägg till huvudet: X-Content-Type-Options: nosniff",
  },
  "content-policy": {
    title: "Innehållet är begränsat (CSP)",
    fix:
      "Börja med huvudet: Content-Security-Policy: default-src 'self'; frame-ancestors 'none'; " +
      "base-uri 'none'; form-action 'self'",
  },
  referrer: {
    title: "Adresser läcker inte till andra webbplatser",
    fix: "Lägg till huvudet: Referrer-Policy: same-origin",
  },
  "security-txt": {
    title: "Det står var säkerhetsbrister anmäls",
    fix:
      "Lägg en fil på https://{domain}/.well-known/security.txt med raderna " +
      "Contact: mailto:sakerhet@{domain} och Expires: med ett datum inom ett år.",
  },
  cookies: {
    title: "Kakor är skyddade",
    fix: "Sätt Secure, HttpOnly och SameSite=Lax på varje kaka.",
  },
  dmarc: {
    title: "DMARC finns",
    fix: 'Lägg till i DNS: _dmarc.{domain}. TXT "v=DMARC1; p=none; rua=mailto:dmarc@{domain}"',
  },
  "dmarc-policy": {
    title: "DMARC stoppar förfalskad e-post",
    fix:
      "Läs rapporterna, rätta era egna avsändare och ändra sedan till: " +
      '_dmarc.{domain}. TXT "v=DMARC1; p=reject; rua=mailto:dmarc@{domain}"',
  },
  dkim: {
    title: "E-posten signeras med DKIM",
    fix: "Slå på DKIM i e-posttjänsten och lägg nyckeln under _domainkey.{domain} i DNS.",
  },
  spf: {
    title: "SPF finns, en gång",
    fix: 'Lägg till i DNS, med era egna avsändare: {domain}. TXT "v=spf1 mx -all"',
  },
  "spf-policy": {
    title: "SPF är rätt och nekar andra",
    fix: "Sluta med -all eller ~all, och håll högst tio uppslag i allt som tas med.",
  },
  starttls: {
    title: "E-postservrarna tar emot krypterat",
    fix: "Slå på STARTTLS på varje server som MX pekar på.",
  },
  dane: {
    title: "DANE finns för varje e-postserver",
    fix: "Signera zonen med DNSSEC och lägg en TLSA-post på _25._tcp framför varje servers namn.",
  },
  "dane-valid": {
    title: "DANE stämmer med certifikatet",
    fix: "Rätta TLSA-posten nu: den är fel, och avsändare som kräver DANE levererar inte.",
  },
  "dane-rollover": {
    title: "Nästa nyckel finns redan i DANE",
    fix: "Lägg till en andra TLSA-post (3 1 1) för nästa nyckel innan certifikatet byts.",
  },
  sts: {
    title: "MTA-STS är i kraft",
    fix:
      'Lägg till i DNS: _mta-sts.{domain}. TXT "v=STSv1; id=1" och publicera regeln på ' +
      "https://mta-sts.{domain}/.well-known/mta-sts.txt",
  },
  "sts-coverage": {
    title: "MTA-STS stämmer med e-postservrarna",
    fix: "Nämn varje e-postserver i regeln, och ge var och en ett betrott certifikat för sitt namn.",
  },
  "tls-reports": {
    title: "Rapporter om krypteringsfel tas emot",
    fix: 'Lägg till i DNS: _smtp._tls.{domain}. TXT "v=TLSRPTv1; rua=mailto:tlsrpt@{domain}"',
  },
  issuer: {
    title: "Utfärdaren får förnya certifikatet",
    fix: "Lägg till er nuvarande utfärdare i CAA, annars misslyckas nästa förnyelse.",
  },
  roa: {
    title: "Vägen till servern på internet är signerad (ROA finns)",
    fix: "Be den som äger adresserna, ofta internetleverantören eller webbhotellet, att skapa ROA för dem.",
  },
  route: {
    title: "Vägen till servern är den som är signerad (RPKI)",
    fix: "Be leverantören att rätta ROA eller annonsering: annars stoppas trafiken, eller någon annan tar emot den.",
  },
  "name-servers-roa": {
    title: "Vägen till namnservrarna på internet är signerad (ROA finns)",
    fix: "Be den som äger namnservrarnas adresser att skapa ROA för dem.",
  },
  "name-servers-route": {
    title: "Vägen till namnservrarna är den som är signerad (RPKI)",
    fix: "Be den som sköter DNS att rätta ROA eller annonsering: annars stoppas trafiken, eller någon annan svarar.",
  },
  "third-parties": {
    title: "Sidan hämtar inget från andra",
    fix: "Lägg skript, typsnitt och bilder på den egna webbplatsen. Den som besöks får veta vem som läser.",
  },
  "script-integrity": {
    title: "Skript och stilmallar från andra har kontrollsumma",
    fix: 'Lägg filerna på den egna webbplatsen, eller lägg till integrity="sha384-…" i taggen.',
  },
  "mixed-content": {
    title: "Inget på sidan hämtas över HTTP",
    fix: "Byt http:// mot https:// i adresserna på sidan.",
  },
  "dkim-keys": {
    title: "DKIM-nycklarna är starka",
    fix: "Skapa en ny nyckel, RSA med minst 2048 bitar, och ta bort den gamla när e-posten signeras med den nya.",
  },
  "dmarc-below": {
    title: "DMARC skyddar även namn under domänen",
    fix: "Ta bort sp=none och np=none ur posten på _dmarc.{domain}, eller sätt sp=reject; np=reject",
  },
  "dmarc-record": {
    title: "DMARC-posten är felfri, och rapporterna kommer fram",
    fix: "Rätta posten på _dmarc.{domain}: ta bort taggar som inte längre gäller (pct, rf, ri), och ange rua=mailto:",
  },
};
