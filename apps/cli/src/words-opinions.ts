/** The words of the terminal for opinions, in both languages. */

/** Words of opinions. */
export type OpinionWords = {
  readonly states: Readonly<Record<"missing" | "given" | "not-needed" | "later", string>>;
  readonly by: (name: string, day: string) => string;
  readonly missing: (names: string) => string;
  readonly how: string;
};

/** Swedish. */
export const opinionsSv: OpinionWords = {
  states: {
    missing: "saknas",
    given: "finns",
    "not-needed": "behövs inte, därför att",
    later: "kommer senare, därför att",
  },
  by: (name, day) => `infört av ${name} ${day}`,
  missing: (names) =>
    `Upplysning: yttranden saknas än (${names}). Filerna läses in ändå. Se vallgrav opinions.`,
  how:
    "Utkast: vallgrav opinions draft SLAG. För in: record SLAG --who NAMN, " +
    "not-needed SLAG --text SKÄL, later SLAG --text SKÄL.",
};

/** English. */
export const opinionsEn: OpinionWords = {
  states: {
    missing: "missing",
    given: "given",
    "not-needed": "not needed, because",
    later: "comes later, because",
  },
  by: (name, day) => `recorded by ${name} ${day}`,
  missing: (names) =>
    `Notice: opinions are still missing (${names}). The import goes on. See vallgrav opinions.`,
  how:
    "Draft: vallgrav opinions draft KIND. Record: record KIND --who NAME, " +
    "not-needed KIND --text REASON, later KIND --text REASON.",
};
