/** The shapes of questions to people: who is asked what, what it moved. Types only. */
import type { Text } from "@vallgrav/kernel";
import type { AssetRef, Movement, ParameterMover } from "./knowing.ts";

/** How an answer came: by the link, by telephone through a colleague, or on paper. */
export type AskChannel = "link" | "phone" | "paper";

/** What can be answered beside the choices: don't know; ask somebody else. */
export type AskOther = "unknown" | "elsewhere";

/** A question as it is shown: no more than its words and the name of the thing. */
export type AskQuestion = {
  readonly text: Text;
  readonly hint: Text;
  readonly choices: readonly { readonly id: string; readonly text: Text }[];
};

/** A question that nothing answers, and why it should be asked. */
export type AskCandidate = {
  readonly asset: AssetRef;
  readonly question: string;
  readonly words: AskQuestion;
  /** Role and unit of who owns it; null where the register is silent. */
  readonly owner: string | null;
  /**
   * Why it stands where it stands. `clear`: its effect on the dials stands out from chance;
   * `ways`: ways in pass it, but the effect cannot be told from chance; `hours`: it decides how
   * long services are lost, which no draw tells; `none`: nothing is computed, or no way passes it.
   */
  readonly because: "clear" | "ways" | "hours" | "none";
  /** Share of the runs that fell on whose way it was missing; null where no draw tells. */
  readonly onWays: number | null;
  /** Of the probability that the municipality holds; null likewise. */
  readonly holds: Movement | null;
  /** Mean hours lost per campaign in the services behind it; null where nothing is computed. */
  readonly hours: number | null;
  /** Whether it stands in an open form already. */
  readonly isAsked: boolean;
};

/** Both dials of a moment in short. */
export type DialSummary = {
  readonly run: string;
  readonly probabilityHolds: number;
  readonly medianDays: number | null;
  readonly horizonDays: number;
  readonly serviceHours: number;
  readonly persons: number;
  readonly sek: number;
  /** Share of the deciding facts that are observed or declared. */
  readonly certainty: number;
  readonly speak: "figures" | "words";
};

/** What answers moved: the dials before them and at the first calculation with them. */
export type Moved = {
  readonly before: DialSummary | null;
  readonly after: DialSummary | null;
  /** Forms whose answers came between the two, this one counted: they moved it together. */
  readonly together: number;
};

/** Up to three questions to one person: a form. */
export type AskForm = {
  readonly id: string;
  /** Eight signs that stand on the paper. */
  readonly code: string;
  readonly person: string;
  readonly state: "open" | "answered" | "withdrawn" | "expired";
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly by: string;
  readonly items: readonly {
    readonly asset: AssetRef;
    readonly question: string;
    readonly words: AskQuestion;
    /** Id of a choice, or another answer; null while open. */
    readonly answer: string | null;
  }[];
  /** What was written beside, one line, without identity numbers; null for nothing. */
  readonly note: string | null;
  readonly answered: {
    readonly at: string;
    readonly by: string;
    readonly channel: AskChannel;
    /** Who wrote it down for them; null where they answered themselves. */
    readonly enteredBy: string | null;
  } | null;
  readonly moved: Moved | null;
};

/** A form that was just made, with its link: the only time it is told. */
export type AskMade = { readonly form: AskForm; readonly token: string };

/** What is asked and could be asked. */
export type AskBoard = {
  readonly candidates: readonly AskCandidate[];
  /** Questions that nothing answers, shown or not. */
  readonly total: number;
  readonly forms: readonly AskForm[];
  /** Unknowns of whole classes that go with the dials, the clearest first: no owner knows them. */
  readonly parameters: readonly ParameterMover[];
  /** Whether effects may be said in figures: dials.md §1.5. */
  readonly speak: "figures" | "words";
  readonly limits: { readonly open: number; readonly perMonth: number; readonly perForm: number };
};

/** What whoever holds a link sees: nothing but the questions. */
export type AskOpened = {
  readonly items: readonly AskQuestion[];
  readonly expiresAt: string;
};
