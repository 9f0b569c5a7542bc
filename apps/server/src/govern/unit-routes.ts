/** Organisation units: what there is, new ones, and taking away those that are empty. */
import type { Units } from "@vallgrav/platform/accounts";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { found, having, isWithin, type Route } from "../route.ts";
import { refuseAccount } from "./accounts-refusal.ts";

const textLimit = 256;
const newUnit = z.strictObject({
  name: z.string().min(1).max(textLimit),
  parent: z.string().min(1).max(textLimit).nullable(),
});

/** Routes of units. */
export function unitRoutes(units: Units): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/units",
      rule: having("units/view", "listed"),
      action: "units/view",
      handle: async ({ reach }) => {
        const all = await units.list();
        return found(all.filter(({ id }) => isWithin(reach, id)));
      },
    },
    {
      method: "POST",
      path: "/units",
      rule: having("units/change"),
      action: "unit/add",
      takes: newUnit,
      handle: async ({ body }) => {
        const made = await units.add(parseBody(newUnit, body));
        if (!made.ok) throw refuseAccount(made.problem);
        return { ...found(made.value, made.value.id), undo: () => units.remove(made.value.id) };
      },
    },
    {
      method: "DELETE",
      path: "/units/:id",
      rule: having("units/change"),
      action: "unit/remove",
      handle: async ({ params }) => {
        const removed = await units.remove(parameter(params, "id"));
        if (removed.ok) return { status: 204, body: null, object: removed.value };
        throw refuseAccount(removed.problem);
      },
    },
  ];
}
