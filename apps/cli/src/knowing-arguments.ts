/** The words after `same`, `trust`, `ask` and `asset`, as data. */

/** What is asked about who is the same: pairs by the key they are listed with. */
export type SameCommand =
  | { readonly verb: "same"; readonly what: "list" | "judged"; readonly json: boolean }
  | {
      readonly verb: "same";
      readonly what: "confirm" | "deny" | "undo";
      readonly key: string;
      readonly json: boolean;
    };

/** What is asked about whom to believe. */
export type TrustCommand =
  | { readonly verb: "trust"; readonly what: "list" | "settled"; readonly json: boolean }
  | {
      readonly verb: "trust";
      readonly what: "set" | "undo";
      readonly asset: string;
      readonly property: string;
      /** Null takes the choice back. */
      readonly source: string | null;
      readonly json: boolean;
    };

/** What is asked of people; forms by the code that stands on them. */
export type AskCommand =
  | { readonly verb: "ask"; readonly what: "list"; readonly json: boolean }
  | {
      readonly verb: "ask";
      readonly what: "new";
      readonly person: string;
      readonly items: readonly { readonly asset: string; readonly question: string }[];
      readonly json: boolean;
    }
  | {
      readonly verb: "ask";
      readonly what: "answer";
      readonly code: string;
      readonly answers: readonly string[];
      readonly json: boolean;
    }
  | {
      readonly verb: "ask";
      readonly what: "withdraw";
      readonly code: string;
      readonly json: boolean;
    };

/** What is asked about one thing, or which there are. */
export type AssetCommand = {
  readonly verb: "asset";
  readonly what: "find" | "show";
  /** A part of a name, or an id. */
  readonly text: string;
  readonly json: boolean;
};

/** What is asked about what is known of single things. */
export type KnowingCommand = SameCommand | TrustCommand | AskCommand | AssetCommand;

type Asked<C> = C | { readonly how: readonly string[] };

const howSame = ["same list", "same judged", "same confirm|deny|undo KEY"];
const howTrust = [
  "trust list",
  "trust settled",
  "trust set ASSET PROPERTY SOURCE",
  "trust undo ASSET PROPERTY",
];

function sameOf(rest: readonly string[], json: boolean): Asked<SameCommand> {
  const [what, key, more] = rest;
  const verb = "same";
  if ((what === "list" || what === "judged") && key === undefined) return { verb, what, json };
  if (key === undefined || more !== undefined) return { how: howSame };
  return what === "confirm" || what === "deny" || what === "undo"
    ? { verb, what, key, json }
    : { how: howSame };
}

const howAsk = [
  "ask list",
  "ask new PERSON ASSET QUESTION [ASSET QUESTION …]",
  "ask answer CODE ANSWER [ANSWER …]",
  "ask withdraw CODE",
];

function askOf([what, first, ...more]: readonly string[], json: boolean): Asked<AskCommand> {
  const verb = "ask";
  if (what === "list" && first === undefined) return { verb, what, json };
  if (first === undefined) return { how: howAsk };
  if (what === "withdraw" && more.length === 0) return { verb, what, code: first, json };
  if (what === "answer" && more.length > 0) return { verb, what, code: first, answers: more, json };
  if (what !== "new" || more.length === 0 || more.length % 2 !== 0) return { how: howAsk };
  const items = more.flatMap((asset, at) =>
    at % 2 === 0 ? [{ asset, question: more[at + 1] ?? "" }] : [],
  );
  return { verb, what, person: first, items, json };
}

function assetOf([what, ...words]: readonly string[], json: boolean): Asked<AssetCommand> {
  const text = words.join(" ");
  return (what === "find" || what === "show") && text !== ""
    ? { verb: "asset", what, text, json }
    : { how: ["asset find TEXT", "asset show ID"] };
}

function trustOf(rest: readonly string[], json: boolean): Asked<TrustCommand> {
  const [what, asset, property, source, more] = rest;
  const verb = "trust";
  if ((what === "list" || what === "settled") && asset === undefined) return { verb, what, json };
  if (asset === undefined || property === undefined || more !== undefined) return { how: howTrust };
  if (what === "set" && source !== undefined) return { verb, what, asset, property, source, json };
  return what === "undo" && source === undefined
    ? { verb, what, asset, property, source: null, json }
    : { how: howTrust };
}

/** The command, or how to say it. */
export function knowingOf(
  verb: KnowingCommand["verb"],
  rest: readonly string[],
  json: boolean,
): Asked<KnowingCommand> {
  if (verb === "ask") return askOf(rest, json);
  if (verb === "asset") return assetOf(rest, json);
  return verb === "same" ? sameOf(rest, json) : trustOf(rest, json);
}

const verbs: readonly string[] = [
  "same",
  "trust",
  "ask",
  "asset",
] satisfies readonly KnowingCommand["verb"][];

/** Whether a command is one of these. */
export function isKnowing<C extends { readonly verb: string }>(
  command: C,
): command is Extract<C, { readonly verb: KnowingCommand["verb"] }> & KnowingCommand {
  return verbs.includes(command.verb);
}

/** What the log calls a command. */
export function knowingAction({ verb, what }: KnowingCommand): string {
  if (verb === "asset") return what === "find" ? "assets/find" : "asset/view";
  if (verb === "ask") {
    const actions = { list: "view", new: "make", answer: "answer", withdraw: "withdraw" } as const;
    return `asks/${actions[what]}`;
  }
  if (verb === "same")
    return what === "list" || what === "judged" ? "identities/view" : "identities/judge";
  return what === "list" || what === "settled" ? "contradictions/view" : "contradictions/settle";
}
