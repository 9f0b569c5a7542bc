/** Accounts: who there is, who is invited, and every step of an account's way. */
import {
  type Accounts,
  type AccountStep,
  type ApiTokens,
  type Administration,
  type Invited,
  type Passkeys,
  roles,
  type SecondFactors,
} from "@vallgrav/platform/accounts";
import type { AccountView, Invitation } from "@vallgrav/platform/api";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { selfService } from "../rights.ts";
import { type Answer, found, having, isWithin, Refusal, type Route, type Rule } from "../route.ts";
import { refuseAccount } from "./accounts-refusal.ts";

/** What the routes of accounts need. */
export type AccountRooms = {
  readonly accounts: Pick<Accounts, "list" | "sessions" | "revokeAll">;
  readonly administration: Administration;
  readonly factors: Pick<SecondFactors, "remove">;
  readonly passkeys: Pick<Passkeys, "removeAll">;
  readonly tokens: Pick<ApiTokens, "revokeAll">;
};

const textLimit = 256;
const assignment = z.strictObject({
  role: z.enum(roles),
  unit: z.string().min(1).max(textLimit).nullable(),
});
const newAccount = assignment.extend({ name: z.string().min(1).max(textLimit) });

type Step = Exclude<AccountStep, "confirm" | "reset">;

/** What undoes a step that cannot be audited: those that open are, those that shut stand. */
const steps: Readonly<Record<Step, Step | null>> = {
  activate: "lock",
  unlock: "lock",
  lock: null,
  close: null,
};

/** An invitation as it is sent; without the audit's line nobody gets it, and it opens nothing. */
function invited({ account, token, expiresAt }: Invited, undo: () => Promise<unknown>): Answer {
  const body: Invitation = { account, token, expiresAt };
  return { ...found(body, account.id), undo };
}

function stepRoute(administration: Administration, rule: Rule, step: Step): Route {
  const back = steps[step];
  return {
    method: "POST",
    path: `/accounts/:id/${step}`,
    rule,
    action: `account/${step}`,
    handle: async ({ params, actor, reach }) => {
      const id = parameter(params, "id");
      const as = reach === "all" ? "all" : "own";
      const taken = await administration.take(step, id, actor?.id ?? null, as);
      if (!taken.ok) throw refuseAccount(taken.problem);
      const view: AccountView = taken.value;
      const answer = found(view, id);
      return back === null
        ? answer
        : { ...answer, undo: () => administration.take(back, id, null) };
    },
  };
}

const ownAccount = {
  code: "accounts/own-account",
  severity: "error",
  at: null,
  args: {},
} as const;

/** What ends something of another's: the second factor that was lost, sessions left open. */
function endingRoutes(
  { accounts, factors, passkeys, tokens }: AccountRooms,
  changing: Rule,
): readonly Route[] {
  return [
    {
      method: "DELETE",
      path: "/accounts/:id/second-factor",
      rule: changing,
      action: "account/remove-factor",
      handle: async ({ params, actor }) => {
        const id = parameter(params, "id");
        // One's own goes by one's own page, where the password is asked for.
        if (actor?.id === id) throw refuseAccount(ownAccount);
        await factors.remove(id);
        await passkeys.removeAll(id);
        await accounts.revokeAll(id);
        return { status: 204, body: null, object: id };
      },
    },
    {
      method: "DELETE",
      path: "/accounts/:id/sessions",
      rule: changing,
      action: "account/end-sessions",
      handle: async ({ params }) => {
        const id = parameter(params, "id");
        await accounts.revokeAll(id);
        await tokens.revokeAll(id);
        return { status: 204, body: null, object: id };
      },
    },
  ];
}

/** Whoever handles the accounts of a unit makes nobody mightier, so only these lie within reach. */
function unitOf({ role, unit }: Pick<AccountView, "role" | "unit">): string | null {
  return selfService.has(role) ? unit : null;
}

/** The rule of whoever may change the account that an address names. */
export function changingAccounts(administration: Pick<Administration, "load">): Rule {
  return having("accounts/change", async (params) => {
    const account = await administration.load(parameter(params, "id"));
    return account === null ? undefined : unitOf(account);
  });
}

function assignRoute(administration: Administration, changing: Rule): Route {
  return {
    method: "POST",
    path: "/accounts/:id/assign",
    rule: changing,
    action: "account/assign",
    takes: assignment,
    handle: async ({ params, actor, body, reach }) => {
      const id = parameter(params, "id");
      const wanted = parseBody(assignment, body);
      if (!isWithin(reach, unitOf(wanted))) throw new Refusal(403, "session/not-allowed");
      const before = await administration.load(id);
      const assigned = await administration.assign(id, wanted, actor?.id ?? null);
      if (!assigned.ok) throw refuseAccount(assigned.problem);
      const view: AccountView = assigned.value;
      const back = before ?? assigned.value;
      return { ...found(view, id), undo: () => administration.assign(id, back, null) };
    },
  };
}

/** Routes of accounts. */
export function accountRoutes(rooms: AccountRooms): readonly Route[] {
  const { accounts, administration } = rooms;
  const changing = changingAccounts(administration);
  return [
    {
      method: "GET",
      path: "/accounts",
      rule: having("accounts/view", "listed"),
      action: "accounts/view",
      handle: async ({ reach }) => {
        const all: readonly AccountView[] = await accounts.list();
        return found(all.filter(({ unit }) => isWithin(reach, unit)));
      },
    },
    {
      method: "POST",
      path: "/accounts",
      rule: having("accounts/change", "listed"),
      action: "account/invite",
      tellsOnce: true,
      takes: newAccount,
      handle: async ({ body, reach }) => {
        const wanted = parseBody(newAccount, body);
        if (!isWithin(reach, unitOf(wanted))) throw new Refusal(403, "session/not-allowed");
        const made = await administration.invite(wanted);
        if (!made.ok) throw refuseAccount(made.problem);
        const { id } = made.value.account;
        return invited(made.value, () => administration.take("close", id, null));
      },
    },
    {
      method: "POST",
      path: "/accounts/:id/reset",
      rule: changing,
      action: "account/reset",
      tellsOnce: true,
      handle: async ({ params, actor }) => {
        const id = parameter(params, "id");
        const made = await administration.reset(id, actor?.id ?? null);
        if (!made.ok) throw refuseAccount(made.problem);
        return invited(made.value, async () => {});
      },
    },
    ...(Object.keys(steps) as Step[]).map((step) => stepRoute(administration, changing, step)),
    assignRoute(administration, changing),
    ...endingRoutes(rooms, changing),
  ];
}
