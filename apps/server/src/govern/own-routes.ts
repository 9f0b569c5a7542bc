/** One's own account: password and sessions. And the link by which a password is chosen first. */
import { invariant } from "@vallgrav/kernel";
import { type Accounts, type Administration, tokenHashOf } from "@vallgrav/platform/accounts";
import type { SessionView } from "@vallgrav/platform/api";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { type Actor, anyone, found, oneself, Refusal, type Route } from "../route.ts";
import { refuseAccount } from "./accounts-refusal.ts";
import { attemptsPerMinute, lengthLimit } from "./session-routes.ts";

/** What these routes need. */
export type OwnRooms = {
  readonly accounts: Pick<Accounts, "sessions" | "revoke" | "changePassword" | "enter">;
  readonly administration: Pick<Administration, "nameOf" | "confirm">;
};

const text = z.string().min(1).max(lengthLimit);
const change = z.strictObject({ password: text, newPassword: text });
const link = z.strictObject({ token: text });
const choice = z.strictObject({ token: text, password: text });

/** Whoever asks, where the rule lets only those through who are signed in. */
export function known(actor: Actor | null): Actor {
  invariant(actor !== null, "the rule lets only those through who are signed in");
  return actor;
}

function passwordRoute({ accounts }: OwnRooms): Route {
  return {
    method: "POST",
    path: "/own/password",
    rule: oneself,
    action: "own/change-password",
    attemptsPerMinute,
    takes: change,
    handle: async ({ actor, body, address }) => {
      const { id, name } = known(actor);
      const given = parseBody(change, body);
      const changed = await accounts.changePassword(id, { ...given, name, address });
      if (!changed.ok) throw refuseAccount(changed.problem);
      // All sessions have ended; the one who changed it goes on in a new one.
      const { isStrong } = known(actor);
      const next = await accounts.enter(id, address, isStrong);
      return { status: 204, body: null, object: id, session: next.ok ? next.value.token : null };
    },
  };
}

/** Whoever has a link may learn whom it invites, and choose that account's password, once. */
function linkRoutes({ administration }: OwnRooms): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/invitation",
      rule: anyone,
      action: null,
      attemptsPerMinute,
      takes: link,
      handle: async ({ body }) => {
        const name = await administration.nameOf(parseBody(link, body).token);
        if (name !== null) return found({ name });
        const problem = { code: "accounts/bad-link", severity: "error", at: null, args: {} };
        throw new Refusal(422, problem.code, { problems: [problem] });
      },
    },
    {
      method: "POST",
      path: "/invitation/confirm",
      rule: anyone,
      action: "account/confirm",
      attemptsPerMinute,
      takes: choice,
      handle: async ({ body }) => {
        const { token, password } = parseBody(choice, body);
        const chosen = await administration.confirm(token, password);
        if (!chosen.ok) throw refuseAccount(chosen.problem);
        return { status: 204, body: null, object: chosen.value.id };
      },
    },
  ];
}

/** Routes about oneself. */
export function ownRoutes(rooms: OwnRooms): readonly Route[] {
  const { accounts } = rooms;
  return [
    passwordRoute(rooms),
    {
      method: "GET",
      path: "/own/sessions",
      rule: oneself,
      action: null,
      handle: async ({ actor, token }) => {
        const mine = token === null ? "" : tokenHashOf(token);
        const all = await accounts.sessions(known(actor).id);
        return found(all.map((one): SessionView => ({ ...one, isThis: one.id === mine })));
      },
    },
    {
      method: "DELETE",
      path: "/own/sessions/:id",
      rule: oneself,
      action: "own/end-session",
      handle: async ({ actor, params }) => {
        const { id } = known(actor);
        if (!(await accounts.revoke(id, parameter(params, "id"))))
          throw new Refusal(404, "session/unknown");
        return { status: 204, body: null, object: id };
      },
    },
    ...linkRoutes(rooms),
  ];
}
