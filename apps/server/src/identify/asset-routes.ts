/** Search over the model, and the page of one thing. */
import type { AssetKind } from "@vallgrav/kernel";
import type { Seeing, Sees } from "@vallgrav/platform/govern";
import type { Identify } from "@vallgrav/platform/identify";
import { z } from "zod";
import { parseQuery } from "../parse.ts";
import { found, having, Refusal, type Route } from "../route.ts";

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

/** Of things of others behind walls nothing is told, not even that they are there. */
const viewers = having("model/view", "walled");

function narrowed<A extends object>(asked: A, sees: Sees | undefined): A & { sees?: Sees } {
  return sees === undefined ? asked : { ...asked, sees };
}

/** Routes of things. Ids stand in the query: they hold signs that mean something in a path. */
export function assetRoutes(
  identify: Pick<Identify, "find" | "asset" | "neighbours">,
  seeing: Seeing,
): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/assets",
      rule: viewers,
      action: "assets/find",
      asks: find,
      handle: async ({ query, reach }) => {
        const { kind, ...rest } = parseQuery(find, query);
        // A kind that nothing is of finds nothing.
        const asked = { ...rest, kind: kind as AssetKind | null };
        return found(await identify.find(narrowed(asked, await seeing(reach))));
      },
    },
    {
      method: "GET",
      path: "/asset",
      rule: viewers,
      action: "asset/view",
      asks: one,
      handle: async ({ query, reach }) => {
        const { id } = parseQuery(one, query);
        const sees = await seeing(reach);
        const view = sees?.(id) === false ? null : await identify.asset(id, sees);
        if (view === null) throw new Refusal(404, "identify/unknown-thing");
        return found(view, id);
      },
    },
    {
      method: "GET",
      path: "/asset/neighbours",
      rule: viewers,
      action: "asset/view",
      asks: near,
      handle: async ({ query, reach }) => {
        const { steps, ...rest } = parseQuery(near, query);
        const sees = await seeing(reach);
        const { id } = rest;
        if (sees?.(id) === false) throw new Refusal(404, "identify/unknown-thing");
        const asked = { ...rest, steps: steps === "2" ? 2 : 1 } as const;
        return found(await identify.neighbours(narrowed(asked, sees)), id);
      },
    },
  ];
}
