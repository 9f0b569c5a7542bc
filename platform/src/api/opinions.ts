/** Opinions before the first real import, as they travel. Types only. */
import type { Text } from "@vallgrav/kernel";

/** What has been said of an opinion: it was given, it is not needed, or it comes later. */
export type OpinionAnswer = "given" | "not-needed" | "later";

/** One opinion that is asked for, and what is recorded of it. */
export type OpinionView = {
  readonly kind: string;
  readonly name: Text;
  readonly question: Text;
  /** An example of why it may not be needed. */
  readonly exempt: Text;
  /** Markdown in Swedish: a paper of a Swedish authority. */
  readonly draft: string;
  /** Null: nothing is recorded yet. */
  readonly recorded: RecordedOpinion | null;
};

/** What somebody recorded. */
export type RecordedOpinion = {
  readonly answer: OpinionAnswer;
  /** Who gave the opinion, in words; empty where none was given. */
  readonly who: string;
  /** Where it is filed (diarienummer); may be empty. */
  readonly reference: string;
  /** What it says in short, or why it is not needed or comes later. */
  readonly text: string;
  /** Name of the one who recorded it, and when. */
  readonly by: string;
  readonly at: string;
};

/** All opinions. */
export type OpinionsView = {
  /** Whether something is recorded of each, so that nothing is asked before an import. */
  readonly isSettled: boolean;
  readonly opinions: readonly OpinionView[];
};
