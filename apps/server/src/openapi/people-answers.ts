/** Shapes of what routes about people answer. Strict: a member that is not here may not leave. */
import { accountSteps, roles } from "@vallgrav/platform/accounts";
import { z } from "zod";
import { allRights } from "../rights.ts";

const id = z.string();
const moment = z.iso.datetime();
const right = z.enum(allRights);
const role = z.enum(roles);
const unitId = z.string().nullable();

const account = z.strictObject({
  id,
  name: z.string(),
  role,
  unit: unitId,
  createdAt: moment,
  state: z.enum(Object.keys(accountSteps)),
  isBreakGlass: z.boolean(),
});
const invitation = z.strictObject({ account, token: z.string(), expiresAt: moment });
const unit = z.strictObject({
  id,
  name: z.string(),
  parent: unitId,
  authority: z.enum(["committee", "company"]).nullable(),
  also: z.array(z.string()),
});
const token = z.strictObject({
  id,
  name: z.string(),
  scopes: z.array(right),
  createdAt: moment,
  expiresAt: moment,
  usedAt: moment.nullable(),
});
const passkey = z.strictObject({
  id,
  name: z.string(),
  createdAt: moment,
  usedAt: moment.nullable(),
});
const signedIn = z.strictObject({
  state: z.literal("signed-in"),
  user: z.strictObject({
    name: z.string(),
    role,
    unit: unitId,
    isWalled: z.boolean(),
    may: z.array(right),
    mustEnrol: z.boolean(),
    incidentSince: moment.nullable(),
  }),
});
const session = z.union([
  z.strictObject({ state: z.literal("first-run") }),
  z.strictObject({ state: z.literal("signed-out"), provider: z.string().optional() }),
  signedIn,
]);
const policy = z.strictObject({
  secondFactor: z.array(role),
  incident: z.strictObject({ since: moment, admitted: z.array(id) }).nullable(),
});
/** What a browser hands to a device; its members are WebAuthn's own. */
const deviceOptions = z.looseObject({ challenge: z.string(), timeout: z.int() });
/** By route; null: nothing but the status is sent. */
export const peopleAnswers: Readonly<Record<string, z.ZodType | null>> = {
  "GET /session": session,
  "POST /first-run": signedIn,
  "POST /session": signedIn,
  "POST /session/passkey/options": deviceOptions,
  "POST /session/passkey": signedIn,
  "POST /session/provider/begin": z.strictObject({ url: z.url() }),
  "POST /session/provider": z.union([signedIn, z.strictObject({ confirmed: z.string() })]),
  "DELETE /session": null,
  "GET /accounts": z.array(account),
  "POST /accounts": invitation,
  "POST /accounts/:id/reset": invitation,
  "POST /accounts/:id/activate": account,
  "POST /accounts/:id/unlock": account,
  "POST /accounts/:id/lock": account,
  "POST /accounts/:id/close": account,
  "POST /accounts/:id/assign": account,
  "POST /accounts/:id/identity": account,
  "DELETE /accounts/:id/identity": null,
  "DELETE /accounts/:id/sessions": null,
  "DELETE /accounts/:id/second-factor": null,
  "POST /own/password": null,
  "GET /own/sessions": z.array(
    z.strictObject({
      id,
      address: z.string(),
      createdAt: moment,
      seenAt: moment,
      isThis: z.boolean(),
    }),
  ),
  "DELETE /own/sessions/:id": null,
  "GET /own/second-factor": z.strictObject({ isActive: z.boolean(), codesLeft: z.int() }),
  "POST /own/second-factor": z.strictObject({ secret: z.string(), address: z.string() }),
  "POST /own/second-factor/confirm": z.strictObject({ recoveryCodes: z.array(z.string()) }),
  "POST /own/second-factor/remove": null,
  "GET /own/passkeys": z.array(passkey),
  "POST /own/passkeys/options": deviceOptions,
  "POST /own/passkeys": passkey,
  "DELETE /own/passkeys/:id": null,
  "GET /own/tokens": z.array(token),
  "POST /own/tokens": token.extend({ token: z.string() }),
  "DELETE /own/tokens/:id": null,
  "GET /access": policy,
  "POST /access": policy,
  "POST /access/incident": policy,
  "DELETE /access/incident": policy,
  "GET /alerts": z.array(z.strictObject({ number: z.int(), at: moment, name: z.string() })),
  "POST /alerts/seen": null,
  "POST /invitation": z.strictObject({ name: z.string() }),
  "POST /invitation/confirm": null,
  "GET /units": z.array(unit),
  "POST /units/:id/wall": unit,
  "POST /units": unit,
  "DELETE /units/:id": null,
};
