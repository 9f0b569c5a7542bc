/** What is known, and from where. */
import type { Identify } from "@vallgrav/platform/identify";
import { z } from "zod";
import { parseQuery } from "../parse.ts";
import { found, readers, type Route } from "../route.ts";

/** Characters of a folder's path at most: eight folders of long names. */
const pathMost = 4_000;
const mapQuery = z.strictObject({ open: z.string().max(pathMost).default("") });

/** Routes of the model. */
export function modelRoutes(identify: Pick<Identify, "status" | "map">): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/status",
      rule: readers,
      action: "status/view",
      handle: async () => {
        const status = await identify.status();
        return found(status, status.model);
      },
    },
    {
      method: "GET",
      path: "/map",
      rule: readers,
      action: "map/view",
      asks: mapQuery,
      handle: async ({ query }) => found(await identify.map(parseQuery(mapQuery, query).open)),
    },
  ];
}
