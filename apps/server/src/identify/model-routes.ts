/** What is known, and from where. */
import type { AssetKind } from "@vallgrav/kernel";
import type { Identify } from "@vallgrav/platform/identify";
import { z } from "zod";
import { parseQuery } from "../parse.ts";
import { found, readers, type Route } from "../route.ts";

/** Characters of a folder's path at most: eight folders of long names. */
const pathMost = 4_000;
// A kind that nothing is of is seen by nobody.
const kind = z.string().min(1).max(60);
const coverageAsked = z.strictObject({ kind });
const unseenAsked = z.strictObject({
  kind,
  source: z.string().min(1).max(500),
  from: z.coerce.number().int().min(0).max(1e7).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const mapQuery = z.strictObject({ open: z.string().max(pathMost).default("") });

/** Routes of the model. */
export function modelRoutes(
  identify: Pick<Identify, "coverage" | "map" | "status" | "unseen">,
): readonly Route[] {
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
    {
      method: "GET",
      path: "/coverage",
      rule: readers,
      action: "coverage/view",
      asks: coverageAsked,
      handle: async ({ query }) =>
        found(await identify.coverage(parseQuery(coverageAsked, query).kind as AssetKind)),
    },
    {
      method: "GET",
      path: "/coverage/unseen",
      rule: readers,
      action: "coverage/view",
      asks: unseenAsked,
      handle: async ({ query }) => {
        const { kind: of, ...rest } = parseQuery(unseenAsked, query);
        return found(await identify.unseen({ ...rest, kind: of as AssetKind }));
      },
    },
  ];
}
