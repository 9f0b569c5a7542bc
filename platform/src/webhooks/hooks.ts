/**
 * Webhooks: whom we tell when something has happened, as one setting. Only machines that whoever
 * runs the installation has named can be told, inside TLS; what is told are words and ids of ours,
 * never anything of the municipality.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { fail, type Instant, type Problem, type Result, succeed } from "@vallgrav/kernel";
import type { WebhookView } from "../api/index.ts";
import type { SettingStore } from "../storage/index.ts";

type None = Readonly<Record<string, never>>;

/** What can be wrong with a webhook. */
export type WebhookProblem =
  /** It is no address by HTTPS, or has a name, password or fragment in it. */
  | Problem<"webhooks/bad-address", None>
  /** Its machine is not among those named. */
  | Problem<"webhooks/host-not-named", None>
  | Problem<"webhooks/too-many", { readonly limit: number }>
  | Problem<"webhooks/unknown", None>;

/** Which machines may be told, as whoever runs the installation says. */
export type WebhookPolicy = {
  /** Names in small letters, with `:port` where it is not 443. */
  readonly hosts: readonly string[];
  /** Whether machines on private networks may be among them. */
  readonly mayBePrivate: boolean;
  /** Certificates to believe beside the system's; PEM. */
  readonly authorities: string | null;
};

/** A webhook with its secret, which is told once. */
export type Webhook = WebhookView & { readonly secret: string };

/** What can be told: actions of the audit, how jobs end; `test` only when it is asked for. */
export const webhookEvents = [
  "incident/begin",
  "incident/end",
  "session/break-glass",
  "access/change",
  "import/start",
  "import/withdraw",
  "opinions/record",
  "clock/begin",
  "job/done",
  "job/failed",
  "test",
] as const;

/** Most webhooks, and characters of an address. */
export const webhookLimits = { hooks: 20, address: 2_000 } as const;

const settingKey = "webhooks";
const secretBytes = 32;

function problem<C extends WebhookProblem["code"]>(code: C) {
  return { code, severity: "error", at: null, args: {} } as const;
}

/** The address to tell, if it may be. */
export function judgeAddress(text: string, policy: WebhookPolicy): WebhookProblem | null {
  const isAddress = text.length <= webhookLimits.address && URL.canParse(text);
  const url = isAddress ? new URL(text) : null;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "" || url.hash !== "")
    return problem("webhooks/bad-address");
  return policy.hosts.includes(url.host) ? null : problem("webhooks/host-not-named");
}

function textAt(value: unknown, name: string): string {
  const found: unknown = Reflect.get(Object(value), name);
  return typeof found === "string" ? found : "";
}

/** Reads whatever stands in the setting. Total. */
function parseHooks(value: unknown): readonly Webhook[] {
  if (!Array.isArray(value)) return [];
  return value.map((one: unknown) => {
    const events: unknown = Reflect.get(Object(one), "events");
    return {
      id: textAt(one, "id"),
      url: textAt(one, "url"),
      secret: textAt(one, "secret"),
      by: textAt(one, "by"),
      createdAt: textAt(one, "createdAt"),
      events: Array.isArray(events) ? events.filter((event) => typeof event === "string") : [],
    };
  });
}

/** A webhook without its secret. */
export function viewOfHook({ id, url, events, by, createdAt }: Webhook): WebhookView {
  return { id, url, events, by, createdAt };
}

/** The list of webhooks over a store's settings. */
export function hooksOf(
  settings: Pick<SettingStore, "load" | "save">,
  policy: WebhookPolicy,
  now: () => Instant,
) {
  const load = async () => {
    const found = await settings.load(settingKey);
    return { hooks: parseHooks(found?.value), version: found?.version ?? 0 };
  };
  const save = (hooks: readonly Webhook[], version: number): Promise<number> =>
    settings.save(settingKey, hooks, version);
  return {
    list: async (): Promise<readonly Webhook[]> => (await load()).hooks,
    add: async (
      wanted: { readonly url: string; readonly events: readonly string[] },
      by: string,
    ): Promise<Result<Webhook, WebhookProblem>> => {
      const wrong = judgeAddress(wanted.url, policy);
      if (wrong !== null) return fail(wrong);
      const { hooks, version } = await load();
      const limit = webhookLimits.hooks;
      if (hooks.length >= limit) return fail({ ...problem("webhooks/too-many"), args: { limit } });
      const hook: Webhook = {
        id: randomUUID(),
        url: new URL(wanted.url).href,
        events: wanted.events,
        by,
        createdAt: now(),
        secret: `whsec_${randomBytes(secretBytes).toString("base64")}`,
      };
      await save([...hooks, hook], version);
      return succeed(hook);
    },
    /** Removes one. @returns it, or null where there is none */
    remove: async (id: string): Promise<Webhook | null> => {
      const { hooks, version } = await load();
      const gone = hooks.find((one) => one.id === id) ?? null;
      if (gone === null) return null;
      await save(
        hooks.filter((one) => one !== gone),
        version,
      );
      return gone;
    },
    /** Puts one back that was removed. */
    restore: async (hook: Webhook): Promise<void> => {
      const { hooks, version } = await load();
      await save([...hooks, hook], version);
    },
  };
}
