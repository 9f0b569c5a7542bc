/** One's own tokens for programs: made by who knows the password, listed, ended. */
import {
  type Accounts,
  type ApiTokens,
  type NewApiToken,
  tokenLimits,
} from "@vallgrav/platform/accounts";
import { z } from "zod";
import { parameter, parseBody } from "../parse.ts";
import { allRights, rightsOf } from "../rights.ts";
import { found, oneself, Refusal, type Route } from "../route.ts";
import { refuseAccount } from "./accounts-refusal.ts";
import { known } from "./own-routes.ts";
import { attemptsPerMinute, lengthLimit } from "./session-routes.ts";

/** What these routes need. */
export type TokenRooms = {
  readonly accounts: Pick<Accounts, "verify">;
  readonly tokens: ApiTokens;
};

const text = z.string().min(1).max(lengthLimit);
const wanted = z.strictObject({
  name: text,
  scopes: z.array(z.enum(allRights)).min(1).max(allRights.length),
  days: z.number().int().min(1).max(tokenLimits.days),
  password: text,
  code: text.optional(),
});

/** Routes of tokens. */
export function tokenRoutes({ accounts, tokens }: TokenRooms): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/own/tokens",
      rule: oneself,
      action: null,
      handle: async ({ actor }) => found(await tokens.list(known(actor).id)),
    },
    {
      method: "POST",
      path: "/own/tokens",
      rule: oneself,
      action: "own/make-token",
      tellsOnce: true,
      attemptsPerMinute,
      takes: wanted,
      handle: async ({ actor, body, address }) => {
        const by = known(actor);
        const { password, code, ...asked } = parseBody(wanted, body);
        const verified = await accounts.verify(by.id, { name: by.name, password, code, address });
        if (!verified.ok) throw refuseAccount(verified.problem);
        const may = new Set(rightsOf(by.role));
        // Whoever has to add a second factor first may not go round that by a program.
        if (by.mustEnrol || !asked.scopes.every((right) => may.has(right)))
          throw new Refusal(403, "session/not-allowed");
        const made = await tokens.make(by, asked satisfies NewApiToken);
        if (!made.ok) throw refuseAccount(made.problem);
        const { view, token } = made.value;
        return { ...found({ ...view, token }, view.id), undo: () => tokens.revoke(by.id, view.id) };
      },
    },
    {
      method: "DELETE",
      path: "/own/tokens/:id",
      rule: oneself,
      action: "own/end-token",
      handle: async ({ actor, params }) => {
        const id = parameter(params, "id");
        if (!(await tokens.revoke(known(actor).id, id))) throw new Refusal(404, "session/unknown");
        return { status: 204, body: null, object: id };
      },
    },
  ];
}
