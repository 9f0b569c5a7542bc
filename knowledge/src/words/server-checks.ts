/** What each check of name servers asks, and what to do where it does not pass. */
import type { ServerCheckId } from "@vallgrav/domains";
import type { CheckWords } from "./dns-checks.ts";

type Pair = readonly [sv: string, en: string];

const words = (asks: Pair, fix: Pair): CheckWords => ({
  asks: { sv: asks[0], en: asks[1] },
  fix: { sv: fix[0], en: fix[1] },
});

/** Words by the ids of the checks. */
export const serverCheckWords: Readonly<Record<ServerCheckId, CheckWords>> = {
  "DNS-01": words(
    [
      "Toppdomänen anger samma namnservrar som zonen själv.",
      "The zone above names the same servers as the zone itself.",
    ],
    [
      "Låt registraren ange samma namnservrar och adresser som står i zonens NS-poster.",
      "Have the registrar name the same servers and addresses as the zone's NS records.",
    ],
  ),
  "DNS-03": words(
    [
      "Varje namnserver svarar för domänen, över UDP och TCP.",
      "Every name server answers for the domain, over UDP and TCP.",
    ],
    [
      "Ta bort servern ur NS-posterna, eller låt den bära zonen och öppna port 53 för UDP och TCP.",
      "Remove the server from the NS records, or have it serve the zone and open port 53, UDP and TCP.",
    ],
  ),
  "DNS-04": words(
    [
      "Namnservrarna står inte alla i samma nät.",
      "The name servers do not all stand in one network.",
    ],
    [
      "Ställ en namnserver i ett annat nät, helst hos en annan leverantör.",
      "Put a name server in another network, preferably with another provider.",
    ],
  ),
  "DNS-05b": words(
    [
      "Alla namnservrar bär samma version av zonen.",
      "All name servers have the same version of the zone.",
    ],
    [
      "Rätta zonöverföringen till de servrar som ligger efter.",
      "Mend the zone transfer to the servers that lag behind.",
    ],
  ),
  "DNS-06": words(
    [
      "Namnservrarna slår inte upp namn åt vem som helst.",
      "The name servers do not look names up for anybody.",
    ],
    ["Stäng av rekursion. I BIND: recursion no;", "Turn recursion off. In BIND: recursion no;"],
  ),
  "DNS-07": words(
    [
      "Namnservrarna lämnar inte ut hela zonen.",
      "The name servers do not give the whole zone away.",
    ],
    [
      "Tillåt zonöverföring bara till de egna servrarna. I BIND: allow-transfer { none; };",
      "Allow zone transfers to your own servers alone. In BIND: allow-transfer { none; };",
    ],
  ),
  "DNS-08": words(
    ["Namnservrarna följer EDNS.", "The name servers keep to EDNS."],
    [
      "Uppdatera namnserverns program, och släpp igenom EDNS i brandväggen.",
      "Update the name server's software, and let EDNS through the firewall.",
    ],
  ),
  "DNS-09": words(
    ["Frågor efter IPv6-adresser besvaras.", "Questions for IPv6 addresses are answered."],
    [
      "Uppdatera namnservern eller brandväggen: den tappar frågor efter AAAA.",
      "Update the name server or firewall: it drops questions for AAAA.",
    ],
  ),
  "DNS-13": words(
    [
      "Namnservrarna berättar inte vilket program de är.",
      "The name servers do not tell what software they are.",
    ],
    ['Dölj versionen. I BIND: version "none";', 'Hide the version. In BIND: version "none";'],
  ),
  "DNS-14b": words(
    ["Namnservrarna svarar över IPv6.", "The name servers answer over IPv6."],
    [
      "Låt namnservrarna lyssna på sina IPv6-adresser och öppna port 53 för UDP och TCP.",
      "Have the name servers listen on their IPv6 addresses and open port 53, UDP and TCP.",
    ],
  ),
  "SEC-03": words(
    [
      "Varje DS-post pekar på en nyckel som finns, och en av dem på den som signerar nycklarna.",
      "Every DS names a key that is there, and one of them that which signs the keys.",
    ],
    [
      "Ta bort DS-posten för den nyckel som inte längre finns, hos registraren.",
      "Remove the DS of the key that is gone, with the registrar.",
    ],
  ),
  "SEC-09": words(
    [
      "Varje algoritm bland nycklarna signerar zonens början.",
      "Every algorithm of the keys signs the beginning of the zone.",
    ],
    [
      "Signera om hela zonen med alla algoritmer, eller ta bort nyckeln som inte signerar.",
      "Sign the whole zone by all algorithms, or remove the key that does not sign.",
    ],
  ),
  "SEC-10": words(
    [
      "Det som inte finns nekas på ett sätt, signerat, av alla servrar.",
      "What is not there is denied in one way, signed, by all servers.",
    ],
    [
      "Signera om zonen och låt alla servrar bära samma version av den.",
      "Sign the zone again and have all servers serve the same version of it.",
    ],
  ),
  "SEC-11": words(
    [
      "CDS och CDNSKEY stämmer med nycklarna och med varandra.",
      "CDS and CDNSKEY agree with the keys and with each other.",
    ],
    [
      "Rätta eller ta bort posterna: registret byter DS efter dem.",
      "Mend or remove the records: the registry changes the DS by them.",
    ],
  ),
  "SEC-12": words(
    ["Alla namnservrar skickar signaturer.", "All name servers give signatures."],
    [
      "Låt servern bära den signerade zonen, och uppdatera den om den inte kan DNSSEC.",
      "Have the server serve the signed zone, and update it where it knows no DNSSEC.",
    ],
  ),
};
