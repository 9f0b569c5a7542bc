/**
 * What a check of a domain is about, in words: flaws have their words here; names, figures and
 * records stand for themselves.
 */
import type { Text } from "@vallgrav/kernel";

type Pairs = readonly (readonly [code: string, sv: string, en: string])[];

/** Whatever check they come from. */
const common: Pairs = [
  ["missing", "saknas", "missing"],
  ["invalid", "går inte att läsa", "cannot be read"],
  ["wrong", "går inte att läsa", "cannot be read"],
  ["unreachable", "går inte att hämta på ett betrott sätt", "cannot be fetched in a trusted way"],
  [
    "no-roas",
    "ingen fil med ROA är angiven (vallgrav check --roas, eller routing/roas.json i hemmet)",
    "no file of ROAs is given (vallgrav check --roas, or routing/roas.json in the home)",
  ],
  ["unreadable", "filen med ROA går inte att läsa", "the file of ROAs cannot be read"],
  ["none", "begär ingenting av mottagarna", "asks nothing of receivers"],
  ["testing", "bara på prov", "only on trial"],
  ["stays", "stannar vid HTTP", "stays at HTTP"],
  ["elsewhere", "leder till ett annat namn", "leads to another name"],
  ["absent", "saknas", "missing"],
  ["middling", "delar adressens början", "shares the front of the address"],
  ["leaky", "delar hela adressen", "shares the whole address"],
  ["unknown", "ett okänt ord", "an unknown word"],
  ["wrong-type", "skickas inte som text", "is not sent as text"],
  ["issue", "ingen utfärdare är nämnd", "no issuer is named"],
  ["no all", "slutar utan all", "ends without all"],
  ["neutral", "slutar med ?all", "ends with ?all"],
  ["pass", "slutar med +all", "ends with +all"],
  ["several-records", "flera poster, så ingen gäller", "several records, so none counts"],
  ["syntax", "fel i posten", "a fault in the record"],
  ["too-many-lookups", "fler än tio uppslag", "more than ten lookups"],
  ["missing-include", "tar med något som inte finns", "includes what is not there"],
  ["too-many-voids", "fler än två tomma svar", "more than two empty answers"],
  ["loop", "leder runt", "leads round"],
  ["ptr", "använder ptr, som inte längre bör användas", "uses ptr, which is no longer advised"],
  ["wide-range", "släpper in ett mycket stort nät", "lets a very large network in"],
  ["unanswered", "en fråga blev inte besvarad", "a question went unanswered"],
  ["unknown-policy", "okänd regel", "an unknown policy"],
  ["report-address", "fel i adressen för rapporter", "a fault in the address of reports"],
  [
    "report-not-allowed",
    "mottagaren av rapporter har inte sagt ja",
    "the receiver of reports has not agreed",
  ],
  ["no-report-address", "ingen adress för rapporter", "no address for reports"],
  ["version", "första raden är fel", "the first line is wrong"],
  ["mode", "läget (mode) är fel", "the mode is wrong"],
  ["max-age", "max_age är fel", "max_age is wrong"],
  ["hosts", "inga e-postservrar är nämnda", "no mail servers are named"],
  ["line", "en rad är fel", "a line is wrong"],
  ["too-long", "för lång", "too long"],
  ["unsafe-inline", "tillåter skript i sidan (unsafe-inline)", "allows scripts in the page"],
  ["unsafe-eval", "tillåter text som skript (unsafe-eval)", "allows text as script"],
  ["unsafe-hashes", "tillåter unsafe-hashes", "allows unsafe-hashes"],
  ["any-scheme", "tillåter vilket protokoll som helst", "allows any scheme"],
  ["any-host", "tillåter vilken server som helst", "allows any host"],
  ["plain-http", "tillåter innehåll över HTTP", "allows content over HTTP"],
  ["whole-https", "tillåter allt över HTTPS", "allows everything over HTTPS"],
  ["data-script", "tillåter skript ur data:", "allows scripts from data:"],
  ["loopback", "nämner den egna datorn", "names the own machine"],
  ["default-src", "default-src saknas eller är för vid", "default-src is missing or too wide"],
  ["frame-src", "frame-src saknas", "frame-src is missing"],
  ["frame-ancestors", "frame-ancestors saknas", "frame-ancestors is missing"],
  ["base-uri", "base-uri saknas", "base-uri is missing"],
  ["form-action", "form-action saknas", "form-action is missing"],
  ["not-utf8", "är inte UTF-8", "is not UTF-8"],
  ["byte-order-mark", "börjar med ett byteordningsmärke", "begins with a byte order mark"],
  ["unreadable-key", "nyckeln går inte att läsa", "the key cannot be read"],
  [
    "very-short-key",
    "nyckeln är så kort att ingen godtar den",
    "a key so short that nobody takes it",
  ],
  ["short-key", "nyckeln är kortare än 2048 bitar", "the key is shorter than 2048 bits"],
  ["sha-1-only", "bara SHA-1 får användas", "only SHA-1 may be used"],
  ["trial-key", "bara på prov (t=y)", "only on trial (t=y)"],
  ["sp", "namn under domänen (sp)", "names below the domain (sp)"],
  ["np", "namn som inte finns (np)", "names that do not exist (np)"],
  ["unknown-tag", "okänd tagg", "an unknown tag"],
  ["removed-tag", "en tagg som inte längre gäller", "a tag that no longer counts"],
  ["repeated-tag", "samma tagg flera gånger", "the same tag several times"],
  ["no-contact", "Contact saknas", "Contact is missing"],
  ["contact", "Contact är ingen adress", "Contact is no address"],
  ["no-expires", "Expires saknas", "Expires is missing"],
  ["several-expires", "flera Expires", "several Expires"],
  ["expires", "Expires är ingen tidpunkt", "Expires is no moment"],
  ["expired", "har gått ut", "has expired"],
  ["far-expires-advice", "Expires är mer än ett år bort", "Expires is more than a year away"],
  ["old-place", "ligger kvar på sin gamla plats", "still lies at its old place"],
  ["not-https", "en adress är inte HTTPS", "an address is not HTTPS"],
  ["several-languages", "flera Preferred-Languages", "several Preferred-Languages"],
  ["languages", "okända språk", "unknown languages"],
  ["not-secure", "utan Secure", "without Secure"],
  ["script-readable", "utan HttpOnly", "without HttpOnly"],
  ["no-same-site", "utan SameSite", "without SameSite"],
  ["invalid-same-site", "fel SameSite", "a wrong SameSite"],
  ["ssl2", "SSL 2", "SSL 2"],
  ["ssl3", "SSL 3", "SSL 3"],
  ["tls1.0", "TLS 1.0", "TLS 1.0"],
  ["tls1.1", "TLS 1.1", "TLS 1.1"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "utfärdat av sig självt", "issued by itself"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "okänd rot i kedjan", "an unknown root in the chain"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "utfärdaren är inte betrodd", "the issuer is not trusted"],
  [
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "kedjan är inte hel eller inte betrodd",
    "the chain is not whole or not trusted",
  ],
  ["CERT_HAS_EXPIRED", "har gått ut", "has expired"],
  ["CERT_NOT_YET_VALID", "gäller inte än", "is not valid yet"],
];

const words: ReadonlyMap<string, Text> = new Map(
  common.map(([code, sv, en]) => [code, { sv, en }]),
);

const plain = (text: string): Text => ({ sv: text, en: text });

/** Every code that has words. */
export const aboutCodes: readonly string[] = common.map(([code]) => code);

/**
 * What a check is about in words. `flaw: what` and `name: flaw, flaw` have the words of their
 * flaws; what has no words stands for itself.
 */
export function aboutWords(about: string): Text {
  const whole = words.get(about);
  if (whole !== undefined) return whole;
  const [, front = "", back = ""] = /^([^:]{1,200}): (.*)$/u.exec(about) ?? [];
  const flaw = words.get(front);
  if (flaw !== undefined)
    return back === "" ? flaw : { sv: `${flaw.sv}: ${back}`, en: `${flaw.en}: ${back}` };
  const flaws = back.split(", ").map((one) => words.get(one));
  if (front === "" || flaws.some((one) => one === undefined)) return plain(about);
  const joined = (language: "sv" | "en"): string =>
    `${front}: ${flaws.map((one) => one?.[language] ?? "").join(", ")}`;
  return { sv: joined("sv"), en: joined("en") };
}
