/** The words after `clear` and `check`, as data. */
import { type ProfileName, profileNames } from "@vallgrav/domains/profile-names";

/** What is asked of clearances: what may be looked at from outside. */
export type ClearCommand =
  | { readonly verb: "clear"; readonly what: "list"; readonly json: boolean }
  | {
      readonly verb: "clear";
      readonly what: "record";
      readonly domains: readonly string[];
      readonly by: string;
      /** A day. */
      readonly until: string;
      /** Networks that are not out in the open, and which may be met all the same. */
      readonly networks: readonly string[];
      readonly json: boolean;
    }
  | {
      readonly verb: "clear";
      readonly what: "end";
      readonly domain: string;
      readonly json: boolean;
    };

/** Looks at domains from outside. */
export type CheckCommand = {
  readonly verb: "check";
  readonly domains: readonly string[];
  /** Null: the system's own. */
  readonly resolver: string | null;
  /** File with the DS of the root, or of wherever trust begins; null: the root's keys. */
  readonly anchor: string | null;
  /** File of ROAs, and file of the routes there are; null: those of the home, where it has any. */
  readonly roas: string | null;
  readonly routes: string | null;
  /** What mail, web and TLS are judged by. */
  readonly profile: ProfileName;
  readonly json: boolean;
};

/** What earlier looks at domains came to; all own ones where none are named. */
export type HistoryCommand = {
  readonly verb: "check-history";
  readonly domains: readonly string[];
  readonly json: boolean;
};

/** Reads reports that receivers of mail have sent of own domains. */
export type ReportsCommand = {
  readonly verb: "check-reports";
  /** Files, folders and archives. */
  readonly paths: readonly string[];
  readonly json: boolean;
};

/** What is asked about domains. */
export type HygieneCommand = ClearCommand | CheckCommand | HistoryCommand | ReportsCommand;

type Asked<C> = C | { readonly how: readonly string[] };

const howClear = [
  "clear DOMAIN … --by NAME --until YYYY-MM-DD [--network NET,…]",
  "clear list",
  "clear end DOMAIN",
];

/** What is asked by `clear`; how to say it where it is said otherwise. */
export function clearOf(
  rest: readonly string[],
  given: {
    readonly by: string | null;
    readonly until: string | null;
    readonly network: string | null;
    readonly json: boolean;
  },
): Asked<ClearCommand> {
  const { by, until, network, json } = given;
  const [what, domain, more] = rest;
  const verb = "clear";
  const isPlain = by === null && until === null && network === null;
  if (what === "list" && domain === undefined && isPlain) return { verb, what, json };
  if (what === "end" && domain !== undefined && more === undefined && isPlain)
    return { verb, what, domain, json };
  if (what === undefined || by === null || until === null) return { how: howClear };
  const networks = network?.split(",") ?? [];
  return { verb, what: "record", domains: rest, by, until, networks, json };
}

const howCheck = [
  `check DOMAIN … [--resolver ADDRESS[:PORT]] [--profile ${profileNames.join("|")}]`,
  "check DOMAIN … --roas FILE [--routes FILE]",
  "check --history [DOMAIN …]",
  "check --reports FILE|FOLDER …",
];

/** What is asked by `check`; without a profile, by ours. */
export function checkOf(
  rest: readonly string[],
  asked: Pick<CheckCommand, "resolver" | "anchor" | "roas" | "routes" | "json"> & {
    readonly profile: string | null;
    readonly history: boolean;
    readonly reports: boolean;
  },
): Asked<CheckCommand | HistoryCommand | ReportsCommand> {
  const { history, reports, ...given } = asked;
  if (history || reports) {
    const { resolver, anchor, roas, routes, profile, json } = given;
    const isPlain = [resolver, anchor, roas, routes, profile].every((one) => one === null);
    if (!isPlain || (history && reports)) return { how: howCheck };
    if (history) return { verb: "check-history", domains: rest, json };
    return rest.length === 0 ? { how: howCheck } : { verb: "check-reports", paths: rest, json };
  }
  const profile = profileNames.find((name) => name === (given.profile ?? "vallgrav"));
  const isHalf = given.roas === null && given.routes !== null;
  if (rest.length === 0 || profile === undefined || isHalf) return { how: howCheck };
  return { verb: "check", domains: rest, ...given, profile };
}
