/** The cost sheet: seen, changed as a draft, and approved by name. */
import type { SheetChange } from "@vallgrav/platform/api";
import type { Protect, SheetChanged } from "@vallgrav/platform/protect";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { hoursAsked, namedHours } from "./plan-terms.ts";
import { type Answer, editors, found, having, nameOf, Refusal, type Route } from "../route.ts";

/** What these routes call. */
export type CostRooms = Pick<
  Protect,
  "approveCosts" | "changeCosts" | "costSheet" | "putCostsBack"
>;

const id = z.string().min(1).max(100);
const revision = z.int().min(0).max(1e9);
const sek = z.number().min(0).max(1e9);
const source = z.string().max(300);
const changeAsked = z.strictObject({
  revision,
  change: z.union([
    z.strictObject({
      kind: z.literal("measure"),
      id,
      own: z
        .strictObject({
          onceSek: sek,
          yearlySek: sek,
          eachOnceSek: sek,
          eachYearlySek: sek,
          source,
          hoursByRole: hoursAsked.optional(),
          isLeftOut: z.boolean().optional(),
          many: z.int().min(0).max(1e9).optional(),
          effects: z.record(z.string().min(1).max(200), z.number().min(0).max(1e5)).optional(),
          effectSource: source.optional(),
        })
        .nullable(),
    }),
    z.strictObject({
      kind: z.literal("added"),
      id,
      own: z
        .strictObject({ like: id, name: z.string().min(1).max(120), text: z.string().max(600) })
        .nullable(),
    }),
    z.strictObject({
      kind: z.literal("factor"),
      id,
      own: z.strictObject({ value: sek, source }).nullable(),
    }),
  ]),
});
const approvalAsked = z.strictObject({ revision, note: z.string().max(300) });

/** The change as the room takes it: what is not said is left out. */
function changeIn(change: z.infer<typeof changeAsked>["change"]): SheetChange {
  if (change.kind !== "measure" || change.own === null)
    return { ...change, own: change.own } as SheetChange;
  const { hoursByRole, isLeftOut, many, effects, effectSource, ...own } = change.own;
  return {
    ...change,
    own: {
      ...own,
      ...(hoursByRole === undefined ? {} : { hoursByRole: namedHours(hoursByRole) }),
      ...(isLeftOut === undefined ? {} : { isLeftOut }),
      ...(many === undefined ? {} : { many }),
      ...(effects === undefined ? {} : { effects }),
      ...(effectSource === undefined ? {} : { effectSource }),
    },
  };
}

/** Answers with the sheet's new revision; taken back where it cannot be audited. */
async function changed(
  protect: CostRooms,
  object: string,
  change: () => Promise<SheetChanged>,
): Promise<Answer> {
  try {
    const made = await change();
    if (!made.ok) throw new Refusal(422, "protect/cannot-be-changed", { problems: made.problems });
    return {
      ...found({ revision: made.revision }, object),
      undo: () => protect.putCostsBack(made),
    };
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** Routes of the cost sheet. */
export function costRoutes(protect: CostRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/cost-sheet",
      rule: having("position/view", "common"),
      action: "costs/view",
      handle: async () => found(await protect.costSheet()),
    },
    {
      method: "POST",
      path: "/cost-sheet",
      rule: editors,
      action: "costs/change",
      takes: changeAsked,
      handle: async ({ body, actor }) => {
        const asked = parseBody(changeAsked, body);
        const by = nameOf(actor);
        return changed(protect, asked.change.id, () =>
          protect.changeCosts(changeIn(asked.change), { by, revision: asked.revision }),
        );
      },
    },
    {
      method: "POST",
      path: "/cost-sheet/approve",
      rule: editors,
      action: "costs/approve",
      takes: approvalAsked,
      handle: async ({ body, actor }) => {
        const asked = parseBody(approvalAsked, body);
        const by = nameOf(actor);
        return changed(protect, "", () => protect.approveCosts({ by, ...asked }));
      },
    },
  ];
}
