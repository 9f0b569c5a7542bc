/** Search over the model, and the page of one thing. */
import type { AssetKind } from "@vallgrav/kernel";
import type { Identify } from "@vallgrav/platform/identify";
import { z } from "zod";
import { parseQuery } from "../parse.ts";
import { found, readers, Refusal, type Route } from "../route.ts";

const idMost = 1_024;
const page = {
  from: z.coerce.number().int().min(0).max(1e7).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const find = z.strictObject({
  text: z.string().max(200).default(""),
  kind: z.string().max(60).nullable().default(null),
  ...page,
});
const one = z.strictObject({ id: z.string().min(1).max(idMost) });
const near = z.strictObject({
  id: z.string().min(1).max(idMost),
  direction: z.enum(["out", "in"]),
  steps: z.enum(["1", "2"]).default("1"),
  ...page,
});

/** Routes of things. Ids stand in the query: they hold signs that mean something in a path. */
export function assetRoutes(
  identify: Pick<Identify, "find" | "asset" | "neighbours">,
): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/assets",
      rule: readers,
      action: "assets/find",
      asks: find,
      handle: async ({ query }) => {
        const { kind, ...asked } = parseQuery(find, query);
        // A kind that nothing is of finds nothing.
        return found(await identify.find({ ...asked, kind: kind as AssetKind | null }));
      },
    },
    {
      method: "GET",
      path: "/asset",
      rule: readers,
      action: "asset/view",
      asks: one,
      handle: async ({ query }) => {
        const { id } = parseQuery(one, query);
        const view = await identify.asset(id);
        if (view === null) throw new Refusal(404, "identify/unknown-thing");
        return found(view, id);
      },
    },
    {
      method: "GET",
      path: "/asset/neighbours",
      rule: readers,
      action: "asset/view",
      asks: near,
      handle: async ({ query }) => {
        const { steps, ...asked } = parseQuery(near, query);
        const isTwo = steps === "2";
        return found(await identify.neighbours({ ...asked, steps: isTwo ? 2 : 1 }), asked.id);
      },
    },
  ];
}
