/** Passkeys: signing in with one, and one's own. */
import type { Accounts, Passkeys } from "@vallgrav/platform/accounts";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { anyone, found, oneself, Refusal, type Route } from "../route.ts";
import { refuseAccount } from "./accounts-refusal.ts";
import { known } from "./own-routes.ts";
import {
  attemptsPerMinute,
  lengthLimit,
  refuseSession,
  signedIn,
  type Walls,
} from "./session-routes.ts";
import { siteOf } from "./site-of.ts";

/** What these routes need. */
export type PasskeyRooms = {
  readonly accounts: Pick<Accounts, "verify" | "enter" | "signOut">;
  readonly passkeys: Passkeys;
  readonly units: Walls;
};

const text = z.string().min(1).max(lengthLimit);
/** Binary as base64url; an attestation is a few hundred bytes, with certificates a few thousand. */
const binary = z.string().regex(/^[\w-]{1,16384}$/);
const credential = { id: binary, rawId: binary, type: z.literal("public-key") };
const made = z.strictObject({
  name: text,
  credential: z.object({
    ...credential,
    response: z.object({ clientDataJSON: binary, attestationObject: binary }),
  }),
});
const shown = z.object({
  ...credential,
  response: z.object({ clientDataJSON: binary, authenticatorData: binary, signature: binary }),
});
const knowing = z.strictObject({ password: text, code: text.optional() });
/** Extensions are not asked for, so that what a browser says of them is not looked at. */
const none = { clientExtensionResults: {} } as const;

function signInRoutes(rooms: PasskeyRooms): readonly Route[] {
  const { accounts, passkeys } = rooms;
  return [
    {
      method: "POST",
      path: "/session/passkey/options",
      rule: anyone,
      action: null,
      attemptsPerMinute,
      handle: async ({ request }) => found(passkeys.ask(siteOf(request))),
    },
    {
      method: "POST",
      path: "/session/passkey",
      rule: anyone,
      action: "session/sign-in",
      attemptsPerMinute,
      takes: shown,
      handle: async ({ request, body, address }) => {
        const whose = await passkeys.show({ ...parseBody(shown, body), ...none }, siteOf(request));
        if (!whose.ok) throw new Refusal(401, "session/bad-passkey");
        const entered = await accounts.enter(whose.value, address, true);
        if (!entered.ok) throw refuseSession(entered.problem);
        return signedIn(rooms, entered.value);
      },
    },
  ];
}

/** Routes of passkeys. */
export function passkeyRoutes(rooms: PasskeyRooms): readonly Route[] {
  const { accounts, passkeys } = rooms;
  return [
    ...signInRoutes(rooms),
    {
      method: "GET",
      path: "/own/passkeys",
      rule: oneself,
      action: null,
      handle: async ({ actor }) => found(await passkeys.list(known(actor).id)),
    },
    {
      method: "POST",
      path: "/own/passkeys/options",
      rule: oneself,
      action: "own/begin-passkey",
      attemptsPerMinute,
      takes: knowing,
      handle: async ({ actor, body, address, request }) => {
        const { id, name } = known(actor);
        const given = parseBody(knowing, body);
        const verified = await accounts.verify(id, { ...given, name, address });
        if (!verified.ok) throw refuseAccount(verified.problem);
        return found(await passkeys.begin({ id, name }, siteOf(request)), id);
      },
    },
    {
      method: "POST",
      path: "/own/passkeys",
      rule: oneself,
      action: "own/add-passkey",
      attemptsPerMinute,
      takes: made,
      handle: async ({ actor, body, request }) => {
        const { id } = known(actor);
        const { name, credential: passkey } = parseBody(made, body);
        const added = await passkeys.add(id, name, { ...passkey, ...none }, siteOf(request));
        if (!added.ok) throw refuseAccount(added.problem);
        return { ...found(added.value, id), undo: () => passkeys.remove(id, added.value.id) };
      },
    },
    {
      method: "DELETE",
      path: "/own/passkeys/:id",
      rule: oneself,
      action: "own/remove-passkey",
      handle: async ({ actor, params }) => {
        const { id } = known(actor);
        if (!(await passkeys.remove(id, parameter(params, "id"))))
          throw new Refusal(404, "session/unknown");
        return { status: 204, body: null, object: id };
      },
    },
  ];
}
