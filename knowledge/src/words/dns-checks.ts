/** What each check of a domain's DNS asks, and what to do where it does not pass. */
import type { CheckResult, DnsCheckId } from "@vallgrav/domains";
import type { Text } from "@vallgrav/kernel";

/** What a check comes to. */
export const checkResultWords: Readonly<Record<CheckResult, Text>> = {
  passed: { sv: "godkänd", en: "passed" },
  warning: { sv: "varning", en: "warning" },
  failed: { sv: "underkänd", en: "failed" },
  unknown: { sv: "okänd", en: "unknown" },
  none: { sv: "gäller inte", en: "not applicable" },
};

/** A check in words. */
export type CheckWords = {
  /** What is asked, as a statement that is true where the check passes. */
  readonly asks: Text;
  /** What to do where it is not. */
  readonly fix: Text;
};

/** What a check asks, and how it is mended, in one language. */
export type CheckPhrases = { readonly title: string; readonly fix: string };

/** Words by the ids of the checks. */
export const dnsCheckWords: Readonly<Record<DnsCheckId, CheckWords>> = {
  "DNS-02": {
    asks: {
      sv: "Domänen har minst två namnservrar med egna adresser.",
      en: "The domain has at least two name servers with addresses of their own.",
    },
    fix: {
      sv: "Be den som sköter DNS att lägga till en namnserver på en annan adress.",
      en: "Ask whoever runs DNS to add a name server at another address.",
    },
  },
  "DNS-05": {
    asks: {
      sv: "Zonens tider (SOA) ligger inom rimliga gränser.",
      en: "The zone's times (SOA) lie within sensible bounds.",
    },
    fix: {
      sv: "Sätt refresh till minst 14400, retry till minst 3600, expire till minst 604800 och minimum till 300–86400.",
      en: "Set refresh to 14400 or more, retry to 3600 or more, expire to 604800 or more, minimum to 300–86400.",
    },
  },
  "DNS-10": {
    asks: {
      sv: "Namnservrar och e-postservrar anges med sina egna namn, inte med alias.",
      en: "Name servers and mail servers are given by their own names, not by aliases.",
    },
    fix: {
      sv: "Byt aliaset (CNAME) mot A- och AAAA-poster, eller ange serverns riktiga namn.",
      en: "Replace the alias (CNAME) by A and AAAA records, or give the server's real name.",
    },
  },
  "DNS-11": {
    asks: {
      sv: "Alla adresser går att nå från internet.",
      en: "Every address can be reached from the internet.",
    },
    fix: {
      sv: "Ta bort privata och reserverade adresser ur den publika zonen.",
      en: "Remove private and reserved addresses from the public zone.",
    },
  },
  "DNS-12": {
    asks: {
      sv: "Inget pekar på ett namn som inte finns.",
      en: "Nothing points at a name that is not there.",
    },
    fix: {
      sv: "Ta bort posten, innan någon annan registrerar namnet den pekar på.",
      en: "Remove the record, before somebody else registers the name it points at.",
    },
  },
  "DNS-14": {
    asks: {
      sv: "Minst två namnservrar har IPv6-adress.",
      en: "At least two name servers have an IPv6 address.",
    },
    fix: {
      sv: "Be den som sköter DNS att ge namnservrarna AAAA-poster.",
      en: "Ask whoever runs DNS to give the name servers AAAA records.",
    },
  },
  "SEC-01": {
    asks: {
      sv: "Domänen är signerad med DNSSEC, och signaturerna håller.",
      en: "The domain is signed with DNSSEC, and the signatures hold.",
    },
    fix: {
      sv: "Slå på DNSSEC hos den som sköter DNS, och låt registraren lägga in DS-posten.",
      en: "Turn DNSSEC on with whoever runs DNS, and have the registrar add the DS record.",
    },
  },
  "SEC-02": {
    asks: {
      sv: "DS-posterna har kontrollsumma SHA-256 och ingen SHA-1.",
      en: "The DS records have a SHA-256 digest and none of SHA-1.",
    },
    fix: {
      sv: "Lägg in en DS-post av slag 2 hos registraren och ta bort dem av slag 1.",
      en: "Add a DS record of type 2 with the registrar and remove those of type 1.",
    },
  },
  "SEC-04": {
    asks: {
      sv: "NSEC3 räknar inga extra varv och har inget salt.",
      en: "NSEC3 has no additional iterations and no salt.",
    },
    fix: {
      sv: "Signera om zonen med NSEC3PARAM 1 0 0 - .",
      en: "Sign the zone again with NSEC3PARAM 1 0 0 - .",
    },
  },
  "SEC-05": {
    asks: {
      sv: "Signaturerna gäller i minst tolv timmar och högst 180 dagar till.",
      en: "The signatures hold for at least twelve hours and at most 180 days more.",
    },
    fix: {
      sv: "Kontrollera att zonen signeras om i tid, och korta giltigheten där den är för lång.",
      en: "See that the zone is signed again in time, and shorten the validity where it is too long.",
    },
  },
  "SEC-06": {
    asks: {
      sv: "Nycklarna har algoritmer som gäller i dag.",
      en: "The keys have algorithms that are sound today.",
    },
    fix: {
      sv: "Byt till algoritm 13 (ECDSA P-256) i ett planerat nyckelbyte.",
      en: "Change to algorithm 13 (ECDSA P-256) in a planned rollover.",
    },
  },
  "SEC-07": {
    asks: {
      sv: "RSA-nycklarna har minst 2048 och högst 4096 bitar.",
      en: "RSA keys have at least 2048 and at most 4096 bits.",
    },
    fix: {
      sv: "Byt nyckel till algoritm 13, eller till RSA med 2048 bitar.",
      en: "Change the key to algorithm 13, or to RSA with 2048 bits.",
    },
  },
  "SEC-08": {
    asks: {
      sv: "Domänen har både nycklar och DS-post, eller ingetdera.",
      en: "The domain has both keys and a DS record, or neither.",
    },
    fix: {
      sv: "Lägg in DS-posten hos registraren om zonen är signerad; ta annars bort den.",
      en: "Add the DS record with the registrar if the zone is signed; else remove it.",
    },
  },
  "SEC-13": {
    asks: {
      sv: "E-postservrarnas namn är signerade med DNSSEC, och signaturerna håller.",
      en: "The names of the mail servers are signed with DNSSEC, and the signatures hold.",
    },
    fix: {
      sv: "Be e-postleverantören att signera sin domän, eller välj servernamn i en signerad.",
      en: "Ask the mail provider to sign its domain, or choose server names in a signed one.",
    },
  },
};
