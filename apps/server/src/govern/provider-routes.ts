/**
 * Signing in through the municipality's provider. The provider sends the browser back to one of our
 * pages, and that page asks for the session: no address of ours changes anything by being visited.
 */
import type { Accounts, Administration, Returned, SignOn } from "@vallgrav/platform/accounts";
import type { AccountView } from "@vallgrav/platform/api";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { type Answer, anyone, found, Refusal, type Route, type Rule } from "../route.ts";
import { refuseAccount } from "./accounts-refusal.ts";
import {
  attemptsPerMinute,
  lengthLimit,
  refuseSession,
  signedIn,
  type Walls,
} from "./session-routes.ts";
import { siteOf } from "./site-of.ts";

/** What these routes need. */
export type ProviderRooms = {
  readonly accounts: Pick<Accounts, "signOut">;
  readonly administration: Pick<Administration, "load">;
  readonly signOn: SignOn;
  readonly units: Walls;
};

/** The page to which the provider sends the browser back; whoever sets up the provider needs it. */
export const returnPath = "/inloggning";

const text = z.string().min(1).max(lengthLimit);
const setOut = z.strictObject({ invitation: text.optional() });
const back = z.strictObject({ returned: z.string().max(lengthLimit) });
const naming = z.strictObject({ subject: text });

async function answerTo(rooms: ProviderRooms, came: Returned): Promise<Answer> {
  if (came.kind === "signed-in") return { ...(await signedIn(rooms, came.session)), errand: null };
  const { id, name } = came.account;
  return { ...found({ confirmed: name }, id), action: "account/confirm", errand: null };
}

function journeyRoutes(rooms: ProviderRooms): readonly Route[] {
  const { signOn } = rooms;
  return [
    {
      method: "POST",
      path: "/session/provider/begin",
      rule: anyone,
      action: null,
      attemptsPerMinute,
      takes: setOut,
      handle: async ({ body, request }) => {
        const { invitation = null } = parseBody(setOut, body);
        const gone = await signOn.begin(siteOf(request).origin + returnPath, invitation);
        if (!gone.ok) throw refuseSession(gone.problem);
        return { ...found({ url: gone.value.url }), errand: gone.value.key };
      },
    },
    {
      method: "POST",
      path: "/session/provider",
      rule: anyone,
      action: "session/sign-in",
      attemptsPerMinute,
      takes: back,
      handle: async ({ body, errand, address }) => {
        const { returned } = parseBody(back, body);
        const came = await signOn.finish(errand ?? "", new URLSearchParams(returned), address);
        if (!came.ok) throw refuseSession(came.problem);
        return answerTo(rooms, came.value);
      },
    },
  ];
}

/** Routes of the provider; `changing` is the rule of whoever may change an account. */
export function providerRoutes(rooms: ProviderRooms, changing: Rule): readonly Route[] {
  const { signOn } = rooms;
  return [
    ...journeyRoutes(rooms),
    {
      method: "POST",
      path: "/accounts/:id/identity",
      rule: changing,
      action: "account/link",
      takes: naming,
      handle: async ({ params, body }) => {
        const id = parameter(params, "id");
        const linked = await signOn.link(id, parseBody(naming, body).subject);
        if (!linked.ok) throw refuseAccount(linked.problem);
        const view: AccountView = linked.value;
        return { ...found(view, id), undo: () => signOn.unlink(id) };
      },
    },
    {
      method: "DELETE",
      path: "/accounts/:id/identity",
      rule: changing,
      action: "account/unlink",
      handle: async ({ params }) => {
        const id = parameter(params, "id");
        if (!(await signOn.unlink(id))) throw new Refusal(404, "accounts/not-linked");
        return { status: 204, body: null, object: id };
      },
    },
  ];
}
