/** Organisation units: what there is, new ones, and taking away those that are empty. */
import { otherNamesLimit, type Units } from "@vallgrav/platform/accounts";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { found, having, isWithin, Refusal, type Route } from "../route.ts";
import { refuseAccount } from "./accounts-refusal.ts";

const textLimit = 256;
const newUnit = z.strictObject({
  name: z.string().min(1).max(textLimit),
  parent: z.string().min(1).max(textLimit).nullable(),
});

const wall = z.strictObject({
  authority: z.enum(["committee", "company"]).nullable(),
  also: z.array(z.string().min(1).max(textLimit)).max(otherNamesLimit).default([]),
});

/** Raises a wall round a unit, or takes it down. */
function wallRoute(units: Units): Route {
  return {
    method: "POST",
    path: "/units/:id/wall",
    rule: having("walls/change"),
    action: "unit/wall",
    takes: wall,
    handle: async ({ params, body, actor }) => {
      const id = parameter(params, "id");
      const wanted = parseBody(wall, body);
      const own = actor?.unit ?? null;
      // Whoever shut themselves in could not take the wall down again.
      if (wanted.authority !== null && own !== null && (await units.reach(id)).has(own))
        throw new Refusal(409, "session/would-shut-in");
      const made = await units.wall(id, wanted);
      if (!made.ok) throw refuseAccount(made.problem);
      const { unit, undo } = made.value;
      return { ...found(unit, id), undo };
    },
  };
}

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
    wallRoute(units),
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
