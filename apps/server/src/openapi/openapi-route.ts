/** The description of the API, for programs that ask by it. */
import { readFileSync } from "node:fs";
import { anyone, found, type Route } from "../route.ts";
import { openApiOf } from "./document.ts";

function version(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Describes all routes, itself among them; made when it is first asked for. */
export function openApiRoute(routes: () => readonly Route[]): Route {
  let made: unknown;
  return {
    method: "GET",
    path: "/openapi",
    rule: anyone,
    action: null,
    handle: async () => {
      made ??= openApiOf(routes(), version());
      return found(made);
    },
  };
}
