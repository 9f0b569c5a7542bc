/** What is demanded of those who sign in, incidents, and alerts. */
import type { Instant } from "@vallgrav/kernel";
import {
  type Accounts,
  changeAccessPolicy,
  incidentOf,
  loadAccessPolicy,
  roles,
} from "@vallgrav/platform/accounts";
import type { AccessPolicy, Alert } from "@vallgrav/platform/api";
import type { Audit } from "@vallgrav/platform/audit";
import { type AuditRow, type SettingStore, StoreConflict } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { type Answer, found, having, Refusal, type Route } from "../route.ts";
import { known } from "./own-routes.ts";
import { breakGlassAction } from "./session-routes.ts";

/** What these routes need. */
export type AccessRooms = {
  readonly accounts: Pick<Accounts, "list">;
  readonly audit: Pick<Audit, "find">;
  readonly settings: Pick<SettingStore, "load" | "save">;
  readonly now: () => Instant;
};

const mostAdmitted = 1_000;
const mostAlerts = 20;
const seenAction = "alerts/seen";
const demand = z.strictObject({ secondFactor: z.array(z.enum(roles)).max(roles.length) });
const incident = z.strictObject({ admitted: z.array(z.string().max(256)).max(mostAdmitted) });

/** Changes the policy; taken back where it cannot be audited. */
async function changed(
  settings: AccessRooms["settings"],
  change: Partial<AccessPolicy>,
): Promise<Answer> {
  const before = await loadAccessPolicy(settings);
  try {
    const policy = await changeAccessPolicy(settings, change);
    return { ...found(policy), undo: () => changeAccessPolicy(settings, before) };
  } catch (error) {
    if (error instanceof StoreConflict) throw new Refusal(409, "storage/conflict");
    throw error;
  }
}

/** The number of the newest alert that somebody was shown. */
const seen = z.strictObject({ upTo: z.int().min(1) });

function isDone({ entry }: AuditRow): boolean {
  return Reflect.get(Object(JSON.parse(entry)), "outcome") === "done";
}

/** Up to which entry somebody has seen the alerts: what came after they were shown is unseen. */
function seenUpTo({ entry, seq }: AuditRow): number {
  const object: unknown = Reflect.get(Object(JSON.parse(entry)), "object");
  return typeof object === "string" && /^\d{1,15}$/.test(object)
    ? Math.min(Number(object), seq)
    : seq;
}

/** Uses of accounts for the worst day that nobody has said they have seen, newest first. */
async function alertsOf({ audit, accounts }: AccessRooms): Promise<readonly Alert[]> {
  // Who was refused has seen nothing; where only refusals are found, the alerts stay.
  const done = (await audit.find({ action: seenAction }, mostAlerts)).filter(isDone);
  const upTo = Math.max(0, ...done.map(seenUpTo));
  const uses = await audit.find({ action: breakGlassAction }, mostAlerts);
  const names = new Map((await accounts.list()).map(({ id, name }) => [id, name]));
  return uses
    .filter(({ seq }) => seq > upTo)
    .map(({ seq: number, at, actor }) => ({ number, at, name: names.get(actor) ?? actor }));
}

/** Routes of demands, incidents and alerts. */
export function accessRoutes(rooms: AccessRooms): readonly Route[] {
  const { settings } = rooms;
  return [
    {
      method: "GET",
      path: "/access",
      rule: having("access/view"),
      action: "access/view",
      handle: async () => found(await loadAccessPolicy(settings)),
    },
    {
      method: "POST",
      path: "/access",
      rule: having("access/change"),
      action: "access/change",
      takes: demand,
      handle: async ({ body }) => changed(settings, parseBody(demand, body)),
    },
    {
      method: "POST",
      path: "/access/incident",
      rule: having("access/change"),
      action: "incident/begin",
      takes: incident,
      handle: async ({ body, actor }) => {
        const { admitted } = parseBody(incident, body);
        return changed(settings, {
          incident: incidentOf(rooms.now(), known(actor).id, admitted),
        });
      },
    },
    {
      method: "DELETE",
      path: "/access/incident",
      rule: having("access/change"),
      action: "incident/end",
      handle: async () => changed(settings, { incident: null }),
    },
    {
      method: "GET",
      path: "/alerts",
      rule: having("alerts/view"),
      action: null,
      handle: async () => found(await alertsOf(rooms)),
    },
    {
      method: "POST",
      path: "/alerts/seen",
      rule: having("alerts/change"),
      action: seenAction,
      takes: seen,
      handle: async ({ actor, body }) => {
        // An alert is for others to see than whoever set it off.
        if (known(actor).isBreakGlass) throw new Refusal(403, "session/not-allowed");
        return { status: 204, body: null, object: String(parseBody(seen, body).upTo) };
      },
    },
  ];
}
