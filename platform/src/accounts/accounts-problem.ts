/** Everything that can be wrong with what a person enters about accounts. */
import type { Problem } from "@vallgrav/kernel";

type NoArgs = Readonly<Record<string, never>>;

/** All problem codes of accounts with their arguments. */
export type AccountsProblem =
  /** Empty, too long, or with characters that cannot be seen. Limit in characters. */
  | Problem<"accounts/bad-name", { readonly limit: number }>
  | Problem<"accounts/name-taken", { readonly name: string }>
  /** Lengths in characters. */
  | Problem<"accounts/password-too-short", { readonly length: number; readonly least: number }>
  | Problem<"accounts/password-too-long", { readonly limit: number }>
  | Problem<"accounts/password-common", NoArgs>
  | Problem<"accounts/password-contains-name", NoArgs>
  /** It stands in the file of passwords that have leaked. */
  | Problem<"accounts/password-breached", NoArgs>
  | Problem<"accounts/unknown", NoArgs>
  /** The account is in a state from which the step asked for does not lead. */
  | Problem<"accounts/not-from-here", NoArgs>
  /** Nobody could let anybody in any more. */
  | Problem<"accounts/last-administrator", NoArgs>
  | Problem<"accounts/own-account", NoArgs>
  /** The link was used, is too old, or never was one. */
  | Problem<"accounts/bad-link", NoArgs>
  /** The password is right, but the account is not active. */
  | Problem<"accounts/not-active", NoArgs>
  | Problem<"accounts/unknown-unit", NoArgs>
  /** Units or accounts lie under it. */
  | Problem<"accounts/unit-in-use", NoArgs>
  /** Name and password are right; a code of the second factor is needed too. */
  | Problem<"accounts/needs-code", NoArgs>
  | Problem<"accounts/wrong-code", NoArgs>
  /** A second factor is in force already. */
  | Problem<"accounts/has-factor", NoArgs>
  /** There is an incident, and the account is not among those let in. */
  | Problem<"accounts/incident", NoArgs>
  /** It is not ours, was shown to another address, or its challenge was used or too old. */
  | Problem<"accounts/bad-passkey", NoArgs>
  /** No provider of sign-in is configured. */
  | Problem<"accounts/no-provider", NoArgs>
  /** The provider does not answer, or not as one. */
  | Problem<"accounts/provider-away", NoArgs>
  /** What came back from the provider does not hold: altered, used before, too old, not for us. */
  | Problem<"accounts/provider-refused", NoArgs>
  /** The account must have a second factor, and the provider vouches for none. */
  | Problem<"accounts/provider-weak", NoArgs>
  /** No account is linked to whom the provider vouches for. */
  | Problem<"accounts/not-linked", NoArgs>
  /** The identity is another account's, or the account has one. */
  | Problem<"accounts/identity-taken", NoArgs>
  /** An account may have so many at once. */
  | Problem<"accounts/too-many-tokens", { readonly limit: number }>
  /** A unit may have so many other names. */
  | Problem<"accounts/too-many-names", { readonly limit: number }>
  /** Somebody who reaches more has locked it. */
  | Problem<"accounts/locked-by-other", NoArgs>
  /** An account for the worst day is an administrator's, and stays one. */
  | Problem<"accounts/break-glass", NoArgs>
  /** None was begun. */
  | Problem<"accounts/no-factor", NoArgs>
  /** The role must have one. */
  | Problem<"accounts/factor-demanded", NoArgs>
  /** An account exists already. */
  | Problem<"accounts/not-first-run", NoArgs>
  /** Name or password is wrong; which of them is not told. */
  | Problem<"accounts/wrong", NoArgs>
  /** So many sign in that no more are taken in: try again after so many seconds. */
  | Problem<"accounts/busy", { readonly seconds: number }>
  /** Too many attempts: try again after so many seconds. */
  | Problem<"accounts/wait", { readonly seconds: number }>;

/** An accounts problem of severity `error`, at no place. */
export function problemOf<Code extends AccountsProblem["code"]>(
  code: Code,
  args: Extract<AccountsProblem, { readonly code: Code }>["args"],
): AccountsProblem {
  return { code, severity: "error", at: null, args } as unknown as AccountsProblem;
}
