/** The door of accounts: who may sign in, sessions, and what a password must be. */
export { networkOf } from "./network-of.ts";
export { accountsOf, defaultSessionLimits } from "./accounts.ts";
export type { Account } from "./account.ts";
export type {
  Accounts,
  AccountsOptions,
  NewAccount,
  Present,
  Session,
  SessionLimits,
  SignedIn,
} from "./accounts.ts";
export type { AccountsProblem } from "./accounts-problem.ts";
export {
  changeAccessPolicy,
  demandsFactor,
  incidentOf,
  loadAccessPolicy,
} from "./access-policy.ts";
export { accountSteps } from "./account-states.ts";
export type { AccountStep } from "./account-states.ts";
export { administrationOf, linkMs } from "./administration.ts";
export type {
  Administration,
  AdministrationOptions,
  Invited,
  NewInvitation,
} from "./administration.ts";
export { passkeysOf } from "./passkeys.ts";
export type { NewPasskey, Passkeys, PasskeysOptions, ShownPasskey, Site } from "./passkeys.ts";
export { identityProviderOf, isProvider } from "./provider/identity-provider.ts";
export type {
  IdentityProvider,
  ProviderOptions,
  ProviderSettings,
} from "./provider/identity-provider.ts";
export { providerLimits } from "./provider/provider-fetch.ts";
export { journeyMs, signOnOf } from "./provider/sign-on.ts";
export type { Returned, SignOn, SignOnOptions } from "./provider/sign-on.ts";
export { apiTokensOf, tokenLimits, tokenPrefix } from "./api-tokens.ts";
export type { ApiTokens, ApiTokensOptions, ByToken, NewApiToken } from "./api-tokens.ts";
export { provisionedRoles, provisioningOf } from "./provisioning.ts";
export type {
  Provisioned,
  ProvisionedRole,
  Provisioning,
  ProvisioningOptions,
} from "./provisioning.ts";
export { roles } from "./roles.ts";
export { secondFactorsOf } from "./second-factors.ts";
export type { SecondFactors, SecondFactorsOptions } from "./second-factors.ts";
export { tokenHashOf } from "./tokens.ts";
export type { SignInAttempt } from "./verify-attempt.ts";
export { breachedIn, type BreachedFile, examineBreached } from "./breached.ts";
export { otherNamesLimit, unitsOf } from "./units.ts";
export type { Units, UnitsOptions, WallChange } from "./units.ts";
export { type HashQueue, hashQueue } from "./hash-queue.ts";
export type { Passwords } from "./password-hash.ts";
export { passwordLength } from "./password-rules.ts";
export { defaultThrottle } from "./throttle.ts";
export type { ThrottleRule, ThrottleRules } from "./throttle.ts";
