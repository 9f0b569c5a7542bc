/** What really happened, held against the runs: seen, entered, taken away. */
import type { Protect, RealityDone } from "@vallgrav/platform/protect";
import { StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { type Answer, editors, found, having, nameOf, Refusal, type Route } from "../route.ts";

/** What these routes call. */
export type RealityRooms = Pick<Protect, "reality" | "recordReality" | "withdrawReality">;

const on = z.string().max(10);
const source = z.string().max(1_000);
const count = z.int().min(0).max(1e9);
const given = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum(["incident", "penetration-test"]),
    on,
    source,
    start: z.enum(["outside", "employee"]),
    goal: z.enum(["directory", "vital"]),
    outcome: z.enum(["fell", "held"]),
    days: z.number().min(0).max(1e6),
  }),
  z.strictObject({
    kind: z.literal("phishing-exercise"),
    on,
    source,
    sent: count,
    followed: count,
  }),
  z.strictObject({
    kind: z.literal("restore-test"),
    on,
    source,
    tried: count,
    restored: count,
    triedBefore: z.boolean(),
  }),
]);

/** Answers with the entry's id; taken back where it cannot be audited. */
async function changed(change: () => Promise<RealityDone | null>): Promise<Answer> {
  try {
    const made = await change();
    if (made === null) throw new Refusal(404, "protect/no-such-check");
    if (!made.ok) throw new Refusal(422, "protect/cannot-be-entered", { problems: made.problems });
    return { ...found(made.changed, made.changed.id), undo: made.undo };
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** Routes of reality. */
export function realityRoutes(protect: RealityRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/reality",
      rule: having("position/view"),
      action: "reality/view",
      handle: async () => found(await protect.reality()),
    },
    {
      method: "POST",
      path: "/reality",
      rule: editors,
      action: "reality/record",
      takes: given,
      handle: async ({ body, actor }) =>
        changed(() => protect.recordReality(parseBody(given, body), nameOf(actor))),
    },
    {
      method: "POST",
      path: "/reality/:id/withdraw",
      rule: editors,
      action: "reality/withdraw",
      handle: async ({ params }) => changed(() => protect.withdrawReality(parameter(params, "id"))),
    },
  ];
}
