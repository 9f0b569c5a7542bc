/** One's own second factor. */
import {
  type Accounts,
  demandsFactor,
  loadAccessPolicy,
  type SecondFactors,
} from "@vallgrav/platform/accounts";
import type { FactorView } from "@vallgrav/platform/api";
import type { SettingStore } from "@vallgrav/platform/storage";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { found, oneself, type Route } from "../route.ts";
import { refuseAccount } from "./accounts-refusal.ts";
import { known } from "./own-routes.ts";
import { attemptsPerMinute, lengthLimit } from "./session-routes.ts";

/** What these routes need. */
export type FactorRooms = {
  readonly accounts: Pick<Accounts, "verify">;
  readonly factors: SecondFactors;
  readonly settings: Pick<SettingStore, "load">;
};

const text = z.string().min(1).max(lengthLimit);
const knowing = z.strictObject({ password: text });
const both = z.strictObject({ password: text, code: text });
const showing = z.strictObject({ code: text });

const demanded = {
  code: "accounts/factor-demanded",
  severity: "error",
  at: null,
  args: {},
} as const;

/** The secret, also as the address that authenticator apps understand. */
function addressOf(name: string, secret: string): string {
  const label = encodeURIComponent(`Vallgrav:${name}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=Vallgrav`;
}

/** Routes of one's own second factor. */
export function factorRoutes({ accounts, factors, settings }: FactorRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/own/second-factor",
      rule: oneself,
      action: null,
      handle: async ({ actor }) => {
        const view: FactorView = await factors.state(known(actor).id);
        return found(view);
      },
    },
    {
      method: "POST",
      path: "/own/second-factor",
      rule: oneself,
      action: "own/begin-factor",
      tellsOnce: true,
      attemptsPerMinute,
      takes: knowing,
      handle: async ({ actor, body, address }) => {
        const { id, name } = known(actor);
        const { password } = parseBody(knowing, body);
        const verified = await accounts.verify(id, { name, password, address });
        if (!verified.ok) throw refuseAccount(verified.problem);
        const begun = await factors.begin(id);
        if (!begun.ok) throw refuseAccount(begun.problem);
        return found({ secret: begun.value, address: addressOf(name, begun.value) }, id);
      },
    },
    {
      method: "POST",
      path: "/own/second-factor/confirm",
      rule: oneself,
      action: "own/confirm-factor",
      tellsOnce: true,
      attemptsPerMinute,
      takes: showing,
      handle: async ({ actor, body }) => {
        const { id } = known(actor);
        const confirmed = await factors.confirm(id, parseBody(showing, body).code);
        if (!confirmed.ok) throw refuseAccount(confirmed.problem);
        const answer = found({ recoveryCodes: confirmed.value }, id);
        return { ...answer, undo: () => factors.remove(id) };
      },
    },
    {
      method: "POST",
      path: "/own/second-factor/remove",
      rule: oneself,
      action: "own/remove-factor",
      attemptsPerMinute,
      takes: both,
      handle: async ({ actor, body, address }) => {
        const own = known(actor);
        const { id, name } = own;
        const given = parseBody(both, body);
        const verified = await accounts.verify(id, { ...given, name, address });
        if (!verified.ok) throw refuseAccount(verified.problem);
        if (demandsFactor(await loadAccessPolicy(settings), own)) throw refuseAccount(demanded);
        await factors.remove(id);
        return { status: 204, body: null, object: id };
      },
    },
  ];
}
