/** The door of webhooks: who is told when something has happened, and telling them. */
export type { Lookup } from "./deliver.ts";
export { deliveryTimeoutMs } from "./deliver.ts";
export {
  hooksOf,
  viewOfHook,
  type Webhook,
  webhookEvents,
  webhookLimits,
  type WebhookPolicy,
  type WebhookProblem,
} from "./hooks.ts";
export { outboxOf, retryMinutes } from "./outbox.ts";
export { isPrivateAddress } from "./private-address.ts";
