/** Webhooks as they travel. Types only. */

/** Whom we tell, and of what. */
export type WebhookView = {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  /** Name of the one who made it, and when. */
  readonly by: string;
  readonly createdAt: string;
};

/** One thing told, or still to be told. */
export type DeliveryView = {
  readonly id: string;
  readonly hook: string;
  readonly event: string;
  readonly at: string;
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly state: "waiting" | "done" | "given-up";
  /** What the last attempt came to; empty before the first. */
  readonly last: string;
};

/** Webhooks, where they may go, and the newest of what was told. */
export type WebhooksView = {
  readonly hosts: readonly string[];
  readonly events: readonly string[];
  readonly hooks: readonly WebhookView[];
  readonly deliveries: readonly DeliveryView[];
};
