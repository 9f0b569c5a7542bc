/** Accounts: who there is. */
import type { Accounts } from "@vallgrav/platform/accounts";
import type { AccountView } from "@vallgrav/platform/api";
import { found, having, isWithin, type Route } from "../route.ts";

/** What the routes of accounts need. */
export type AccountRooms = { readonly accounts: Pick<Accounts, "list"> };

/** Routes of accounts. */
export function accountRoutes({ accounts }: AccountRooms): readonly Route[] {
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
  ];
}
