/** The words after `same` and `trust`, as data. */

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

/** What is asked about what is known of single things. */
export type KnowingCommand = SameCommand | TrustCommand;

type Asked<C> = C | { readonly how: readonly string[] };

const howSame = ["same list", "same judged", "same confirm|deny|undo NYCKEL"];
const howTrust = [
  "trust list",
  "trust settled",
  "trust set TILLGÅNG EGENSKAP KÄLLA",
  "trust undo TILLGÅNG EGENSKAP",
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
  return verb === "same" ? sameOf(rest, json) : trustOf(rest, json);
}

/** What the log calls a command. */
export function knowingAction({ verb, what }: KnowingCommand): string {
  if (verb === "same")
    return what === "list" || what === "judged" ? "identities/view" : "identities/judge";
  return what === "list" || what === "settled" ? "contradictions/view" : "contradictions/settle";
}
