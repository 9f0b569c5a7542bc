/** The words after `alerts graph` and `alerts collect`, as data. */

/** What is asked of the connection to Microsoft Graph. */
export type GraphCommand = { readonly verb: "alerts"; readonly json: boolean } & (
  | { readonly what: "graph-show" | "graph-forget" | "graph-collect" }
  | {
      readonly what: "graph-set";
      readonly tenant: string;
      readonly client: string;
      /** Null: as before, or as is usual. */
      readonly everyMinutes: number | null;
      readonly login: string | null;
      readonly graph: string | null;
    }
);

/** Whether a command is about the connection. */
export function isOfGraph<C extends { readonly what: string }>(
  command: C,
): command is C & GraphCommand {
  return command.what.startsWith("graph-");
}

/** How it is said. */
export const graphHow: readonly string[] = [
  "alerts collect",
  "alerts graph",
  "alerts graph set TENANT CLIENT [MINUTES [LOGIN GRAPH]]",
  "alerts graph forget",
];

/** The command; null where it is none. */
export function graphCommandOf(
  [what, act, ...given]: readonly string[],
  json: boolean,
): GraphCommand | null {
  const verb = "alerts";
  if (what === "collect") return act === undefined ? { verb, what: "graph-collect", json } : null;
  if (act === undefined) return { verb, what: "graph-show", json };
  const [tenant, client, minutes, login, graph, extra] = given;
  if (act === "forget") return tenant === undefined ? { verb, what: "graph-forget", json } : null;
  const isMinutes = minutes === undefined || /^\d{1,5}$/.test(minutes);
  const isWhole = (login === undefined) === (graph === undefined) && extra === undefined;
  if (act !== "set" || tenant === undefined || client === undefined || !isMinutes || !isWhole)
    return null;
  const everyMinutes = minutes === undefined ? null : Number(minutes);
  const places = { login: login ?? null, graph: graph ?? null };
  return { verb, what: "graph-set", tenant, client, everyMinutes, ...places, json };
}
