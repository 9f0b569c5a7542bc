/** A request to a web server or through a proxy, under the names that Sigma's rules have for it. */
import type { LogEvent, LogSource, LogValue } from "../log-event.ts";

/** What a log may say of a request; what it does not say is left out or empty. */
export type WebRequest = {
  readonly time?: string;
  readonly client?: string;
  readonly user?: string;
  readonly method?: string;
  /** As it was asked for: a path with its query, or a whole address at a proxy. */
  readonly target?: string;
  readonly host?: string;
  readonly status?: string;
  readonly bytes?: string;
  readonly agent?: string;
  readonly referrer?: string;
  readonly cookie?: string;
};

/** A web server of whichever make. */
export const webServer: LogSource = { product: null, service: null, categories: ["webserver"] };

/** A proxy. */
export const proxy: LogSource = { product: null, service: null, categories: ["proxy"] };

type Target = {
  readonly host: string;
  readonly stem: string;
  readonly query: string;
  readonly extension: string;
};

/** An address taken apart by its signs alone: what is hostile in it must stay as it came. */
function targetOf(target: string): Target {
  const [, authority = ""] = /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#]{0,300})/i.exec(target) ?? [];
  const behind =
    authority === "" ? target : target.slice(target.indexOf(authority) + authority.length);
  const mark = behind.indexOf("?");
  const stem = mark < 0 ? behind : behind.slice(0, mark);
  const [, extension = ""] = /\.([A-Za-z0-9]{1,10})$/.exec(stem) ?? [];
  const host = authority.slice(authority.lastIndexOf("@") + 1).replace(/:\d{1,5}$/, "");
  return { host, stem, query: mark < 0 ? "" : behind.slice(mark + 1), extension };
}

function nothing(text: string | undefined): boolean {
  return text === undefined || text === "" || text === "-";
}

/** The event of a request. Names are W3C's, and those of Sigma's taxonomy beside them. */
export function webEvent(
  source: LogSource,
  request: WebRequest,
  [more, text]: readonly [more: Readonly<Record<string, LogValue>>, text: string | null],
): LogEvent {
  const { target = "", host = "" } = request;
  const parts = targetOf(nothing(target) ? "" : target);
  const named = nothing(host) ? parts.host : host;
  const query = parts.query;
  const values: readonly (readonly [name: string, value: string | undefined])[] = [
    ["timestamp", request.time],
    ["c-ip", request.client],
    ["src_ip", request.client],
    ["cs-username", request.user],
    ["cs-method", request.method],
    ["c-uri", target],
    ["cs-uri", target],
    ["cs-uri-stem", parts.stem],
    // Rules look here for what may stand in the path as well.
    ["cs-uri-query", query === "" ? parts.stem : `${parts.stem}?${query}`],
    ["c-uri-query", query],
    ["c-uri-extension", parts.extension],
    ["cs-host", named],
    ["r-dns", named],
    ["sc-status", request.status],
    ["sc-bytes", request.bytes],
    ["cs-user-agent", request.agent],
    ["c-useragent", request.agent],
    ["cs-referer", request.referrer],
    ["cs-cookie", request.cookie],
  ];
  const fields: Record<string, LogValue> = { ...more };
  for (const [name, value] of values) if (!nothing(value)) fields[name] = value ?? "";
  return { source, fields, text };
}
