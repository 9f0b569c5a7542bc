/** The words after `account`, as data. */
import { roles } from "@vallgrav/platform/choices";
import type { Role } from "@vallgrav/platform/api";

/** Steps that are taken with an account that is there. */
export const accountActs = [
  "reset",
  "activate",
  "lock",
  "unlock",
  "close",
  "drop-factor",
  "break-glass",
] as const;

/** What is asked of accounts. Names of accounts and units as people write them. */
export type AccountCommand =
  | { readonly verb: "account"; readonly what: "list"; readonly json: boolean }
  | {
      readonly verb: "account";
      readonly what: "invite" | "assign";
      readonly name: string;
      readonly role: Role;
      readonly unit: string | null;
      readonly json: boolean;
    }
  | {
      readonly verb: "account";
      /** Begins an incident; those named are let in. */
      readonly what: "incident";
      readonly names: readonly string[];
      readonly json: boolean;
    }
  | { readonly verb: "account"; readonly what: "incident-end"; readonly json: boolean }
  | {
      readonly verb: "account";
      readonly what: (typeof accountActs)[number];
      readonly name: string;
      readonly json: boolean;
    };

/** How it is said. */
const how: readonly string[] = [
  "account list",
  `account invite|assign NAMN --role ${roles.join("|")} [--unit ENHET]`,
  "account incident NAMN … | account incident-end",
  `account ${accountActs.join("|")} NAMN`,
];

/** The command, or how to say it. */
export function accountOf(
  rest: readonly string[],
  given: { readonly role: string | null; readonly unit: string | null; readonly json: boolean },
): AccountCommand | { readonly how: readonly string[] } {
  const [what, name, more] = rest;
  const { json, unit } = given;
  const verb = "account";
  const isPlain = given.role === null && unit === null;
  if ((what === "list" || what === "incident-end") && name === undefined && isPlain)
    return { verb, what, json };
  if (what === "incident" && name !== undefined && isPlain)
    return { verb, what, names: rest.slice(1), json };
  if (name === undefined || more !== undefined) return { how };
  const role = roles.find((one) => one === given.role);
  if ((what === "invite" || what === "assign") && role !== undefined)
    return { verb, what, name, role, unit, json };
  const act = accountActs.find((one) => one === what);
  return act === undefined || !isPlain ? { how } : { verb, what: act, name, json };
}
