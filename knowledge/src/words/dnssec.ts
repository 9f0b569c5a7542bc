/** Words for what validation of DNSSEC comes to, and why. */
import type { DnssecReason, SecurityStatus } from "@vallgrav/domains";
import type { Text } from "@vallgrav/kernel";

/** What a verdict means, as a state of the answer. */
export const securityWords: Readonly<Record<SecurityStatus, Text>> = {
  secure: { sv: "signerat och äkta", en: "signed and genuine" },
  insecure: { sv: "osignerat", en: "unsigned" },
  bogus: { sv: "signaturen håller inte", en: "the signature does not hold" },
  indeterminate: { sv: "gick inte att avgöra", en: "could not be determined" },
};

/** Why a verdict is not secure, in a sentence. */
export const dnssecWords: Readonly<Record<DnssecReason, Text>> = {
  "unsigned-delegation": {
    sv: "Zonen ovanför har ingen DS-post för domänen, så den är inte signerad.",
    en: "The zone above has no DS record for the domain, so it is not signed.",
  },
  "opt-out": {
    sv: "Zonen ovanför undantar osignerade domäner (opt-out), så frånvaron går inte att bevisa.",
    en: "The zone above leaves unsigned domains out (opt-out), so absence cannot be proven.",
  },
  "unsupported-algorithm": {
    sv: "Domänen är signerad med algoritmer som inte kontrolleras, och räknas som osignerad.",
    en: "The domain is signed with algorithms that are not checked, and counts as unsigned.",
  },
  "deprecated-algorithm": {
    sv: "Domänen är signerad med en föråldrad algoritm, och räknas som osignerad. Byt algoritm.",
    en: "The domain is signed with an outdated algorithm and counts as unsigned. Change it.",
  },
  "unsupported-digest": {
    sv: "DS-posterna har kontrollsummor av okänt slag, så domänen räknas som osignerad.",
    en: "The DS records have digests of an unknown kind, so the domain counts as unsigned.",
  },
  "too-many-iterations": {
    sv: "NSEC3 räknar fler varv än 150, så domänen räknas som osignerad. Sätt antalet till 0.",
    en: "NSEC3 hashes more than 150 times, so the domain counts as unsigned. Set it to 0.",
  },
  "signatures-missing": {
    sv: "Domänen ska vara signerad, men svaret saknar signatur.",
    en: "The domain should be signed, but the answer has no signature.",
  },
  "signer-wrong": {
    sv: "Svaret är signerat av en annan zon än den som namnet ligger i.",
    en: "The answer is signed by another zone than the one the name lies in.",
  },
  "signature-algorithm": {
    sv: "Svaret är signerat med en algoritm som inte kontrolleras, fast zonen har en annan.",
    en: "The answer is signed with an algorithm that is not checked, though the zone has another.",
  },
  expired: {
    sv: "Signaturen har gått ut. Signera zonen på nytt.",
    en: "The signature has expired. Sign the zone again.",
  },
  "not-yet-valid": {
    sv: "Signaturen gäller inte än. Kontrollera klockan där zonen signeras.",
    en: "The signature is not valid yet. Check the clock where the zone is signed.",
  },
  "key-missing": {
    sv: "Signaturen är gjord med en nyckel som zonen inte har.",
    en: "The signature is made with a key that the zone does not have.",
  },
  "signature-wrong": {
    sv: "Signaturen stämmer inte med svaret.",
    en: "The signature does not match the answer.",
  },
  "keys-missing": {
    sv: "Zonen ovanför har en DS-post, men domänen har inga nycklar.",
    en: "The zone above has a DS record, but the domain has no keys.",
  },
  "no-key-for-ds": {
    sv: "Ingen av domänens nycklar stämmer med DS-posten i zonen ovanför.",
    en: "None of the domain's keys matches the DS record in the zone above.",
  },
  "denial-missing": {
    sv: "Svaret säger att något inte finns men bevisar det inte.",
    en: "The answer says that something is not there and does not prove it.",
  },
  "wildcard-unproven": {
    sv: "Svaret kommer av ett jokertecken, men inget bevisar att namnet självt saknas.",
    en: "The answer comes of a wildcard, but nothing proves that the name itself is missing.",
  },
  "alias-wrong": {
    sv: "Svaret leder vidare till ett annat namn än zonen själv anger.",
    en: "The answer leads on to another name than the zone itself states.",
  },
  "too-much-work": {
    sv: "Svaret kräver fler kontroller än någon ärlig zon behöver, och avbröts.",
    en: "The answer takes more checking than any honest zone needs, and was left.",
  },
  "no-anchor": {
    sv: "Ingen betrodd nyckel finns för den här delen av domännamnsträdet.",
    en: "There is no trusted key for this part of the tree of names.",
  },
  "no-answer": {
    sv: "Inget läsbart svar kom. Försök igen, eller ange en annan namnserver.",
    en: "No readable answer came. Try again, or name another resolver.",
  },
  "server-failure": {
    sv: "Namnservern svarar att den misslyckades eller inte vill svara.",
    en: "The resolver answers that it failed or will not answer.",
  },
  "resolver-strips": {
    sv: "Namnservern som frågas lämnar inte ut signaturer. Ange en annan med --resolver.",
    en: "The resolver asked gives no signatures. Name another by --resolver.",
  },
  "alias-loop": {
    sv: "Namnet leder vidare i en kedja utan slut.",
    en: "The name leads on in a chain without end.",
  },
};
