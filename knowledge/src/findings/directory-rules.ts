/**
 * Hygiene of accounts and the directory as data: what each rule means and how it is mended, in both
 * languages. What a rule looks for stands in `directory-findings.ts`, by the same id; a test holds
 * the two together. Commands read or change one directory at a time and are to be read before use.
 */
import type { FindingSeverity, Text } from "@vallgrav/kernel";
import { assumption, type Source } from "../source.ts";

/** Ids of the rules. */
export type DirectoryRuleId =
  | "consultant-past-contract"
  | "domain-admins"
  | "kerberoastable"
  | "laps-missing"
  | "legacy-level"
  | "no-preauth"
  | "password-never-expires"
  | "password-not-required"
  | "pupil-in-staff-group"
  | "stale-account"
  | "unconstrained-delegation"
  | "unsupported-system";

/** What is done about a finding. */
export type Fix = {
  /** What to do, in a sentence or two. */
  readonly text: Text;
  /** Lines to copy, with `<name>` for the thing; null where there is nothing to type. */
  readonly copy: string | null;
};

/** A rule as people read it. */
export type DirectoryRule = {
  readonly id: DirectoryRuleId;
  readonly severity: FindingSeverity;
  readonly title: Text;
  /** Why it matters. */
  readonly means: Text;
  readonly fix: Fix;
  /** The defence of the attack language that mending puts in place; null where it has none. */
  readonly step: string | null;
  /** Where thresholds and severity come from. */
  readonly source: Source;
};

/** Administrators of a domain that a municipality seldom needs more of [A]. */
export const domainAdminsMost = 5;
/** Days without a sign-in after which an account counts as forgotten [A]. */
export const staleDays = 90;

function rule(
  id: DirectoryRuleId,
  [severity, step]: readonly [FindingSeverity, string | null],
  words: Pick<DirectoryRule, "title" | "means">,
  fix: Fix,
): DirectoryRule {
  return { id, severity, step, ...words, fix, source: assumption };
}

/** Every rule, in order of its id. */
export const directoryRules: readonly DirectoryRule[] = [
  rule(
    "consultant-past-contract",
    ["high", null],
    {
      title: {
        sv: "Konsultkonto öppet efter uppdragets slut",
        en: "Consultant's account open after the contract ended",
      },
      means: {
        sv: "Ingen i kommunen använder kontot längre, så ingen märker om någon annan gör det.",
        en: "Nobody here uses the account any more, so nobody notices if somebody else does.",
      },
    },
    {
      text: {
        sv: "Fråga den ansvariga chefen. Stäng av kontot, eller rätta slutdatumet i registret.",
        en: "Ask the responsible manager. Disable the account, or correct the date in the register.",
      },
      copy: "Disable-ADAccount -Identity '<name>'",
    },
  ),
  rule(
    "domain-admins",
    ["medium", null],
    {
      title: {
        sv: "Fler domänadministratörer än fem",
        en: "More than five administrators of the domain",
      },
      means: {
        sv: "Varje sådant konto räcker för att ta hela katalogen. Få behöver ha ett.",
        en: "Each of these accounts is enough to take the whole directory. Few people need one.",
      },
    },
    {
      text: {
        sv: "Gå igenom medlemmarna och ta bort dem som klarar sig med mindre rättigheter.",
        en: "Go through the members and remove those who manage with lesser rights.",
      },
      copy: "Get-ADGroupMember -Identity 'Domain Admins' -Recursive | Select-Object Name",
    },
  ),
  rule(
    "kerberoastable",
    ["medium", "strongPassword"],
    {
      title: {
        sv: "Tjänstekonto vars lösenord kan knäckas",
        en: "Service account whose password can be cracked",
      },
      means: {
        sv: "Alla som kan logga in kan begära en biljett och prova lösenord mot den i lugn och ro.",
        en: "Whoever can sign in can ask for a ticket and try passwords against it undisturbed.",
      },
    },
    {
      text: {
        sv:
          "Byt till ett gruppstyrt tjänstekonto (gMSA), eller sätt ett slumpat lösenord på minst " +
          "25 tecken och tillåt bara AES.",
        en:
          "Change to a group managed service account (gMSA), or set a random password of at " +
          "least 25 characters and allow AES alone.",
      },
      copy: "Set-ADUser -Identity '<name>' -KerberosEncryptionType AES128,AES256",
    },
  ),
  rule(
    "laps-missing",
    ["medium", "uniqueLocalPassword"],
    {
      title: {
        sv: "Datorer utan eget lokalt administratörslösenord (LAPS)",
        en: "Computers without a local administrator password of their own (LAPS)",
      },
      means: {
        sv: "Delar datorer lösenord räcker en tagen dator för att ta de andra.",
        en: "Where computers share a password one taken computer is enough to take the others.",
      },
    },
    {
      text: {
        sv: "Slå på Windows LAPS i den grupprincip som gäller de datorer som saknar det.",
        en: "Turn on Windows LAPS in the group policy of the computers that lack it.",
      },
      copy:
        "Update-LapsADSchema\n" +
        "Set-LapsADComputerSelfPermission -Identity '<organisational unit>'",
    },
  ),
  rule(
    "legacy-level",
    ["low", null],
    {
      title: {
        sv: "Katalogen körs på en gammal funktionsnivå",
        en: "The directory runs at an old functional level",
      },
      means: {
        sv: "Gamla protokoll måste då tillåtas, och nya skydd går inte att slå på.",
        en: "Old protocols have to be allowed then, and new protection cannot be turned on.",
      },
    },
    {
      text: {
        sv: "Byt ut äldre domänkontrollanter och höj sedan nivån till minst 2016.",
        en: "Replace older domain controllers and then raise the level to 2016 at least.",
      },
      copy: "Set-ADDomainMode -Identity '<name>' -DomainMode Windows2016Domain",
    },
  ),
  rule(
    "no-preauth",
    ["high", "strongPassword"],
    {
      title: {
        sv: "Konto som svarar utan att fråga vem som frågar",
        en: "Account that answers without asking who asks",
      },
      means: {
        sv: "Vem som helst på nätet får ett svar att prova lösenord mot.",
        en: "Anyone on the network is given an answer to try passwords against.",
      },
    },
    {
      text: {
        sv: "Slå på förautentisering för kontot och byt sedan dess lösenord.",
        en: "Turn on pre-authentication for the account and then change its password.",
      },
      copy: "Set-ADAccountControl -Identity '<name>' -DoesNotRequirePreAuth $false",
    },
  ),
  rule(
    "password-never-expires",
    ["low", null],
    {
      title: {
        sv: "Administratörskonto vars lösenord aldrig går ut",
        en: "Administrator's account whose password never expires",
      },
      means: {
        sv: "Ett läckt lösenord gäller tills någon råkar byta det.",
        en: "A leaked password holds until somebody happens to change it.",
      },
    },
    {
      text: {
        sv: "Kräv en nyckel eller ett smart kort för kontot, eller låt lösenordet gå ut.",
        en: "Demand a key or a smart card of the account, or let its password expire.",
      },
      copy: "Set-ADUser -Identity '<name>' -PasswordNeverExpires $false",
    },
  ),
  rule(
    "password-not-required",
    ["high", null],
    {
      title: { sv: "Konto som får sakna lösenord", en: "Account that may lack a password" },
      means: {
        sv: "Kontot kan ha ett tomt lösenord, vad reglerna än säger.",
        en: "The account may have an empty password, whatever the rules say.",
      },
    },
    {
      text: {
        sv: "Kräv lösenord för kontot och sätt ett nytt.",
        en: "Demand a password of the account and set a new one.",
      },
      copy: "Set-ADUser -Identity '<name>' -PasswordNotRequired $false",
    },
  ),
  rule(
    "pupil-in-staff-group",
    ["high", null],
    {
      title: { sv: "Elevkonto i en personalgrupp", en: "Pupil's account in a group of staff" },
      means: {
        sv: "Eleven når det som bara personal ska nå.",
        en: "The pupil reaches what only staff should reach.",
      },
    },
    {
      text: {
        sv: "Ta bort kontot ur gruppen, eller ge eleven det den behöver på annat sätt.",
        en: "Remove the account from the group, or give the pupil what it needs in another way.",
      },
      copy: "Remove-ADGroupMember -Identity '<group>' -Members '<name>'",
    },
  ),
  rule(
    "stale-account",
    ["low", null],
    {
      title: {
        sv: "Öppet konto som ingen använt på 90 dagar",
        en: "Open account that nobody has used for 90 days",
      },
      means: {
        sv: "Ett bortglömt konto bevakas av ingen.",
        en: "A forgotten account is watched by nobody.",
      },
    },
    {
      text: {
        sv: "Stäng av kontot och ta bort det när ingen har saknat det på en månad.",
        en: "Disable the account, and remove it when nobody has missed it for a month.",
      },
      copy: "Disable-ADAccount -Identity '<name>'",
    },
  ),
  rule(
    "unconstrained-delegation",
    ["high", null],
    {
      title: {
        sv: "Får logga in som vem som helst som besöker den",
        en: "May sign in as anyone who visits it",
      },
      means: {
        sv: "Den som tar datorn eller kontot kan tvinga en domänkontrollant dit och ta katalogen.",
        en: "Whoever takes it can force a domain controller there and take the directory.",
      },
    },
    {
      text: {
        sv:
          "Byt till begränsad delegering till just de tjänster som behövs, och märk " +
          "administratörer som känsliga.",
        en:
          "Change to constrained delegation to just the services that are needed, and mark " +
          "administrators as sensitive.",
      },
      copy: "Set-ADAccountControl -Identity '<name>' -TrustedForDelegation $false",
    },
  ),
  rule(
    "unsupported-system",
    ["high", "patched"],
    {
      title: {
        sv: "Operativsystem som inte längre får rättningar",
        en: "Operating system that gets no more corrections",
      },
      means: {
        sv: "Varje ny brist i det förblir öppen.",
        en: "Every new flaw in it stays open.",
      },
    },
    {
      text: {
        sv: "Flytta tjänsten till ett system med stöd. Till dess: släpp bara fram dem som måste nå den.",
        en: "Move the service to a supported system. Until then let only those through who must reach it.",
      },
      copy: null,
    },
  ),
];
