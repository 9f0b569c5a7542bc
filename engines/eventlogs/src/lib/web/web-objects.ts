/** Web servers' logs in JSON: nginx' usual names, Traefik's, and those of Elastic's schema. */
import { isFields, type LogEvent, type LogFields, textOf } from "../log-event.ts";
import { webEvent, webServer } from "./web-request.ts";

function member(fields: LogFields, name: string): LogFields {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return isFields(value) ? value : {};
}

function of(fields: LogFields, ...names: readonly string[]): string {
  for (const name of names) {
    const text = textOf(fields, name);
    if (text !== "") return text;
  }
  return "";
}

/** Elastic's: `http.request.method`, `url.original`, `user_agent.original`. */
function ofElastic(fields: LogFields): LogEvent | null {
  const http = member(fields, "http");
  const [request, response] = [member(http, "request"), member(http, "response")];
  const url = member(fields, "url");
  const method = of(request, "method");
  const target = of(url, "original", "path");
  if (method === "" || target === "") return null;
  return webEvent(
    webServer,
    {
      time: of(fields, "@timestamp"),
      client: of(member(fields, "source"), "ip", "address"),
      user: of(member(fields, "user"), "name"),
      method,
      target,
      host: of(url, "domain"),
      status: of(response, "status_code"),
      agent: of(member(fields, "user_agent"), "original"),
      referrer: of(request, "referrer"),
    },
    [fields, null],
  );
}

/** The event of a request told as an object; null where it tells of none. */
export function webObject(fields: LogFields): LogEvent | null {
  const line = /^([A-Z]{2,20}) (\S+)/.exec(of(fields, "request")) ?? [];
  const method = of(fields, "request_method", "RequestMethod", "method") || (line[1] ?? "");
  const target = of(fields, "request_uri", "RequestPath", "uri") || (line[2] ?? "");
  const status = of(fields, "status", "DownstreamStatus", "OriginStatus", "status_code");
  const client = of(fields, "remote_addr", "ClientHost", "ClientAddr", "remote_ip", "client_ip");
  if (!/^[A-Z]{2,20}$/.test(method) || target === "" || !/^\d{3}$/.test(status) || client === "")
    return ofElastic(fields);
  const request = {
    time: of(fields, "time_iso8601", "time", "@timestamp", "StartUTC", "time_local"),
    client,
    user: of(fields, "remote_user", "ClientUsername"),
    method,
    target,
    host: of(fields, "http_host", "host", "server_name", "RequestHost"),
    status,
    bytes: of(fields, "body_bytes_sent", "bytes_sent", "DownstreamContentSize"),
    agent: of(fields, "http_user_agent", "user_agent", "request_User-Agent"),
    referrer: of(fields, "http_referer", "referer", "request_Referer"),
  };
  return webEvent(webServer, request, [fields, null]);
}
