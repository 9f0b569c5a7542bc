/** What the asking room offers. */
import type { Problem } from "@vallgrav/kernel";
import type { AskBoard, AskChannel, AskForm, AskMade, AskOpened } from "../api/index.ts";

/** Who is asked what. */
export type NewAsk = {
  /** As the register or the one who asks calls them; 1 to 120 signs. */
  readonly person: string;
  readonly items: readonly { readonly asset: string; readonly question: string }[];
  /** Days until the form expires. */
  readonly days: number;
};

/** Answers in the order of the questions: ids of choices, `unknown` or `elsewhere`. */
export type Answering = {
  readonly answers: readonly string[];
  /** Free text of the one who answers: whom to ask instead, for example. */
  readonly note: string;
};

/** How answers came when not by the link. */
export type OnBehalf = {
  readonly by: string;
  readonly channel: Exclude<AskChannel, "link">;
  readonly enteredBy: string;
};

/** An answered form, the file that its facts become, and how to take it back. */
export type Answered = {
  readonly form: AskForm;
  /** Null where nothing was answered that is a fact. */
  readonly file: { readonly name: string; readonly text: string; readonly by: string } | null;
  readonly undo: () => Promise<void>;
};

type None = Readonly<Record<string, never>>;

/** Why something of this room was not done. */
export type AskProblem =
  /** Unknown, used, withdrawn or expired: one answer for all of them. */
  | Problem<"asking/bad-link", None>
  | Problem<"asking/bad-answer", None>
  | Problem<"asking/bad-person", { readonly limit: number }>
  | Problem<"asking/not-open", None>
  | Problem<"asking/too-many-kept", { readonly limit: number }>
  | Problem<"asking/too-many-open", { readonly limit: number }>
  | Problem<"asking/too-many-month", { readonly limit: number }>
  | Problem<"asking/unknown", None>
  | Problem<"asking/unknown-question", None>;

/** The value, or why there is none. */
export type AskResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: AskProblem };

/** Asks people who know, and turns what they say into facts. */
export type Asking = {
  /** What could be asked, the most telling first, and what has been. */
  readonly board: () => Promise<AskBoard>;
  /** Makes a form; its token is told this once. */
  readonly make: (ask: NewAsk, by: string) => Promise<AskResult<AskMade>>;
  /** What the holder of a link sees. */
  readonly open: (token: string) => Promise<AskResult<AskOpened>>;
  /** Answers by the link, which is then used up. */
  readonly answer: (token: string, given: Answering) => Promise<AskResult<Answered>>;
  /** Answers that came by telephone or on paper. */
  readonly answerFor: (
    id: string,
    given: Answering,
    onBehalf: OnBehalf,
  ) => Promise<AskResult<Answered>>;
  /** Takes an open form back: its link opens nothing any more. */
  readonly withdraw: (id: string) => Promise<AskResult<AskForm>>;
  /** The same, with the way to open it again under its own link. */
  readonly withdrawFor: (
    id: string,
  ) => Promise<AskResult<{ readonly form: AskForm; readonly undo: () => Promise<unknown> }>>;
};
