/**
 * What is done about a finding of a tool, as data: by the beginning of its check, else by what it
 * is about. The tools' own texts are not kept, so this is what can be said of a whole kind.
 */
import type { ReportedFinding } from "@vallgrav/kernel";
import { directoryRules, type Fix } from "./directory-rules.ts";

/** A fix for checks that begin so; the first that fits is taken. */
type CheckFix = { readonly checks: readonly string[]; readonly fix: Fix };

const byCheck: readonly CheckFix[] = [
  {
    checks: ["gpp:cpassword"],
    fix: {
      text: {
        sv:
          "Byt lösenordet där det används, ta bort inställningen ur grupprincipen och använd LAPS " +
          "i stället: nyckeln som lösenordet är krypterat med är publicerad.",
        en:
          "Change the password where it is used, remove the setting from the policy and use LAPS " +
          "instead: the key the password is encrypted with is published.",
      },
      copy: "Get-ChildItem -Recurse '\\\\<domain>\\SYSVOL' -Include *.xml | Select-String cpassword",
    },
  },
  {
    checks: ["testssl:SSLv2", "testssl:SSLv3", "testssl:TLS1", "testssl:TLS1_1"],
    fix: {
      text: {
        sv: "Stäng av gamla protokoll på servern och tillåt bara TLS 1.2 och 1.3.",
        en: "Turn off old protocols on the server and allow TLS 1.2 and 1.3 alone.",
      },
      copy: "ssl_protocols TLSv1.2 TLSv1.3;",
    },
  },
  {
    checks: ["testssl:cert_", "testssl:cert"],
    fix: {
      text: {
        sv: "Förnya eller rätta certifikatet, och låt förnyelsen ske av sig själv.",
        en: "Renew or correct the certificate, and let the renewal happen by itself.",
      },
      copy: null,
    },
  },
  {
    checks: ["testssl:"],
    fix: {
      text: {
        sv: "Rätta serverns TLS-inställning: bara TLS 1.2 och 1.3, bara starka chiffer.",
        en: "Correct the server's TLS settings: TLS 1.2 and 1.3 alone, strong ciphers alone.",
      },
      copy: "ssl_protocols TLSv1.2 TLSv1.3;\nssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;",
    },
  },
  {
    checks: ["pingcastle:"],
    fix: {
      text: {
        sv: "Rätta katalogen så som regeln med detta namn beskriver i PingCastles rapport.",
        en: "Correct the directory as the rule of this name describes in PingCastle's report.",
      },
      copy: null,
    },
  },
  {
    checks: ["lynis:"],
    fix: {
      text: {
        sv: "Skärp inställningen på servern; detaljerna visas av kommandot.",
        en: "Tighten the server's setting; the command shows the details.",
      },
      copy: "lynis show details <check>",
    },
  },
];

/** Where a known flaw with a CVE number is the matter. */
const update: Fix = {
  text: {
    sv:
      "Uppdatera programmet till en version där bristen är rättad. Går det inte genast: stäng " +
      "tjänsten eller släpp bara fram dem som måste nå den.",
    en:
      "Update the software to a version in which the flaw is mended. Where that takes time: close " +
      "the service or let only those through who must reach it.",
  },
  copy: null,
};

const look: Fix = {
  text: {
    sv: "Läs vad verktygets rapport säger om kontrollen, rätta det och kör verktyget igen.",
    en: "Read what the tool's report says of the check, correct it and run the tool again.",
  },
  copy: null,
};

/** What is done about a finding that a tool reported. */
export function fixOf({ check, cves }: Pick<ReportedFinding, "check" | "cves">): Fix {
  const own = byCheck.find(({ checks }) => checks.some((start) => check.startsWith(start)));
  if (own !== undefined) return own.fix;
  return cves.length > 0 ? update : look;
}

/** Every fix there is, for tests. */
export const allFixes: readonly Fix[] = [
  ...byCheck.map(({ fix }) => fix),
  update,
  look,
  ...directoryRules.map(({ fix }) => fix),
];

/** The lines to copy, with the thing's name put in and made harmless for a shell; or null. */
export function copyFor({ copy }: Fix, names: Readonly<Record<string, string>>): string | null {
  if (copy === null) return null;
  return copy.replaceAll(/<(name|check|group)>/g, (hole, key: string) => {
    const name = names[key];
    // What holds a sign that a shell reads is left for whoever types it.
    return name !== undefined && /^[\p{L}\p{N}._ @-]{1,120}$/u.test(name) ? name : hole;
  });
}
