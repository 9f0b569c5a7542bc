/**
 * The connection to Microsoft Graph, as one setting: sealed where it lies, told without its secret.
 * Only Microsoft's own clouds can be named, and machines that whoever runs the server has named.
 */
import { fail, type Instant, type Problem, type Result, succeed } from "@vallgrav/kernel";
import type { GraphConnection, GraphGiven } from "../../api/index.ts";
import type { SettingStore } from "../../storage/index.ts";

type None = Readonly<Record<string, never>>;

/** What can be wrong with a connection, or keep it from giving all. */
export type GraphProblem =
  /** The tenant, the application or the secret is none. */
  | Problem<"watch/graph-bad-name", None>
  | Problem<"watch/graph-bad-address", None>
  /** The machine is neither Microsoft's nor named by whoever runs the server. */
  | Problem<"watch/graph-host-not-named", None>
  | Problem<"watch/graph-bad-minutes", { readonly least: number; readonly most: number }>
  | Problem<"watch/graph-not-set", None>
  /** No token was given; the reason is a code of the one who refused. */
  | Problem<"watch/graph-refused", { readonly reason: string }>
  /** A token was given and does not let that be read. */
  | Problem<"watch/graph-forbidden", { readonly what: string }>
  | Problem<"watch/graph-throttled", None>
  /** No whole answer, or none that is understood; the reason is a code. */
  | Problem<"watch/graph-away", { readonly reason: string }>
  /** An answer says that the rest lies with another machine. */
  | Problem<"watch/graph-elsewhere", None>
  | Problem<"watch/graph-too-much", { readonly limit: number }>;

type ArgsOf<C extends GraphProblem["code"]> = Extract<GraphProblem, { readonly code: C }>["args"];

/** A problem of the connection. */
export function graphProblem<C extends GraphProblem["code"]>(
  code: C,
  args: ArgsOf<C>,
): GraphProblem {
  // What is asked to rest goes on the next time; nothing is wrong with it.
  const severity = code === "watch/graph-throttled" ? "warning" : "error";
  return { code, severity, at: null, args } as unknown as GraphProblem;
}

/** Which machines may be asked besides Microsoft's, as whoever runs the server says. */
export type GraphPolicy = {
  /** Names in small letters, with `:port` where it is not 443. */
  readonly hosts: readonly string[];
  /** Certificates to believe beside the system's; PEM. */
  readonly authorities: string | null;
};

/** Nobody but Microsoft. */
export const microsoftAlone: GraphPolicy = { hosts: [], authorities: null };

/**
 * Where Microsoft's clouds answer that have these lists of alerts: the common one and the two of
 * the US government. Source: Microsoft Graph, National cloud deployments; that of China lacks them.
 */
const microsoft: readonly string[] = [
  "login.microsoftonline.com",
  "graph.microsoft.com",
  "login.microsoftonline.us",
  "graph.microsoft.us",
  "dod-graph.microsoft.us",
];

/** Where the common cloud answers. */
export const commonCloud = {
  login: "https://login.microsoftonline.com",
  graph: "https://graph.microsoft.com",
} as const;

/** Minutes from one collection to the next, and characters of what is named. */
export const graphLimits = {
  minutes: { least: 5, most: 1_440, usual: 15 },
  name: 200,
  secret: 1_000,
} as const;

/** A connection with its secret. */
export type GraphSetting = GraphConnection & { readonly secret: string };

const settingKey = "watch/graph";

/** Machines that may be named. */
export function allowedHosts({ hosts }: GraphPolicy): readonly string[] {
  return [...microsoft, ...hosts];
}

/** An id or a domain: letters, digits, points and dashes. */
const name = /^[\da-z][\da-z.-]{0,127}$/i;

/** The origin of an address, or why it may not be asked. */
function originOf(text: string, policy: GraphPolicy): Result<string, GraphProblem> {
  const url = text.length <= graphLimits.name ? URL.parse(text) : null;
  if (url?.protocol !== "https:" || `${url.origin}/` !== url.href)
    return fail(graphProblem("watch/graph-bad-address", {}));
  if (!allowedHosts(policy).includes(url.host))
    return fail(graphProblem("watch/graph-host-not-named", {}));
  return succeed(url.origin);
}

function textAt(value: unknown, key: string): string {
  const found: unknown = Reflect.get(Object(value), key);
  return typeof found === "string" ? found : "";
}

/** Reads whatever stands in the setting. Total. */
function parseSetting(value: unknown): GraphSetting | null {
  const minutes: unknown = Reflect.get(Object(value), "everyMinutes");
  const [tenant, client, secret] = [
    textAt(value, "tenant"),
    textAt(value, "client"),
    textAt(value, "secret"),
  ];
  if (tenant === "" || client === "" || typeof minutes !== "number") return null;
  const [login, graph] = [textAt(value, "login"), textAt(value, "graph")];
  const said = { by: textAt(value, "by"), at: textAt(value, "at") };
  return { tenant, client, secret, login, graph, everyMinutes: minutes, ...said };
}

/** A connection without its secret. */
export function connectionOf(setting: GraphSetting): GraphConnection {
  const { tenant, client, login, graph, everyMinutes, by, at } = setting;
  return { tenant, client, login, graph, everyMinutes, by, at };
}

/** A change that was made, and the way back. */
export type GraphChange = {
  readonly setting: GraphSetting;
  readonly undo: () => Promise<unknown>;
};

/** Judges what is given; the secret that is kept stands in for none. */
export function judgeGiven(
  given: GraphGiven,
  kept: GraphSetting | null,
  policy: GraphPolicy,
): Result<Omit<GraphSetting, "at" | "by">, GraphProblem> {
  const [tenant, client] = [given.tenant.trim(), given.client.trim()];
  // A kept secret goes to nobody but the one it was given for.
  const isSame = kept?.tenant === tenant && kept.client === client;
  const secret = given.secret === "" && isSame ? kept.secret : given.secret;
  const isSecret = secret !== "" && secret.length <= graphLimits.secret;
  if (!name.test(tenant) || !name.test(client) || !isSecret)
    return fail(graphProblem("watch/graph-bad-name", {}));
  const [login, graph] = [originOf(given.login, policy), originOf(given.graph, policy)];
  if (!login.ok) return login;
  if (!graph.ok) return graph;
  if (given.secret === "" && kept?.login !== login.value)
    return fail(graphProblem("watch/graph-bad-name", {}));
  const { everyMinutes } = given;
  const { least, most } = graphLimits.minutes;
  if (!Number.isInteger(everyMinutes) || everyMinutes < least || everyMinutes > most)
    return fail(graphProblem("watch/graph-bad-minutes", { least, most }));
  return succeed({ tenant, client, secret, login: login.value, graph: graph.value, everyMinutes });
}

/** The connection among the settings. */
export function graphSettings(
  settings: Pick<SettingStore, "load" | "save">,
  policy: GraphPolicy,
  now: () => Instant,
) {
  const load = async () => {
    const found = await settings.load(settingKey);
    return { value: found?.value ?? null, version: found?.version ?? 0 };
  };
  return {
    load: async (): Promise<GraphSetting | null> => parseSetting((await load()).value),
    /** Keeps a connection. @throws {StoreConflict} */
    save: async (given: GraphGiven, by: string): Promise<Result<GraphChange, GraphProblem>> => {
      const { value, version } = await load();
      const judged = judgeGiven(given, parseSetting(value), policy);
      if (!judged.ok) return judged;
      const setting: GraphSetting = { ...judged.value, by, at: now() };
      const next = await settings.save(settingKey, setting, version);
      return succeed({ setting, undo: () => settings.save(settingKey, value, next) });
    },
    /** Forgets it, the secret with it; null where there is none. @throws {StoreConflict} */
    forget: async (): Promise<{ readonly undo: () => Promise<unknown> } | null> => {
      const { value, version } = await load();
      if (parseSetting(value) === null) return null;
      const next = await settings.save(settingKey, null, version);
      return { undo: () => settings.save(settingKey, value, next) };
    },
  };
}

/** The connection among the settings. */
export type GraphSettings = ReturnType<typeof graphSettings>;
