/** Scripts that collect: read through on the page's machine, and run on another. */
import { collectionScript, collectionSources } from "@vallgrav/platform/collect";
import { z } from "zod";
import { parseQuery } from "../parse.ts";
import { found, readers, type Route } from "../route.ts";

const asked = z.strictObject({ source: z.enum(collectionSources) });

/** The script of a source as text, with the mark of UTF-8 that PowerShell needs. */
export const scriptRoute: Route = {
  method: "GET",
  path: "/collection-script",
  rule: readers,
  action: "script/view",
  asks: asked,
  handle: ({ query }) => {
    const { source } = parseQuery(asked, query);
    const answer = found(collectionScript(source), source);
    return Promise.resolve({ ...answer, type: "text/plain; charset=utf-8" });
  },
};
