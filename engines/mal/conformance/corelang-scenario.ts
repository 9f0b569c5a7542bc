/**
 * The form of a scenario. An asset is `name Type`, a link `name field name`; steps are listed by
 * asset, `name step step`; commas stand between.
 */

/** A model that scenarios share. */
export type World = {
  readonly assets: string;
  readonly links: string;
  /** Probabilities of defences by `name step`, where they are not the language's. */
  readonly defences?: Readonly<Record<string, number>>;
};

/** One scenario: where the attacker starts, and what that leads to. */
export type Scenario = {
  readonly name: string;
  readonly world: World;
  readonly entries: string;
  /** Fall in every run within a minute. */
  readonly atOnce?: string;
  /** Fall, after more than a minute and in less than a thousand days. */
  readonly withEffort?: string;
  /** Fall; when is not said. */
  readonly reached?: string;
  /** Fall in no run. */
  readonly never?: string;
};
