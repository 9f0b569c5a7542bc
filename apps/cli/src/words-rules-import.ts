/** The words of `rules import`, in both languages. */

/** Words of an import of rules. */
export type RulesImportWords = {
  readonly taken: (name: string, sha256: string) => string;
  readonly counts: (rules: string, waiting: string) => string;
  readonly changed: (added: string, gone: string) => string;
  readonly tuned: (rule: string) => string;
};

/** Swedish. */
export const rulesImportSv: RulesImportWords = {
  taken: (name, sha256) => `${name} ligger bland reglerna (SHA-256 ${sha256}).`,
  counts: (rules, waiting) => `${rules} regler, ${waiting} väntar på värden.`,
  changed: (added, gone) => `Mot förra filen med samma namn: ${added} nya, ${gone} borta.`,
  tuned: (rule) =>
    `Tystad regel som inte längre finns: ${rule}. Tystandet är kvar om den återkommer.`,
};

/** English. */
export const rulesImportEn: RulesImportWords = {
  taken: (name, sha256) => `${name} lies among the rules (SHA-256 ${sha256}).`,
  counts: (rules, waiting) => `${rules} rules, ${waiting} wait for values.`,
  changed: (added, gone) => `Against the last file of that name: ${added} new, ${gone} gone.`,
  tuned: (rule) => `Silenced rule that is no more: ${rule}. What silences it stays for its return.`,
};
