/**
 * Tells one webhook one thing: a POST inside TLS to the very address that was judged, with the
 * signature of the Standard Webhooks specification. No redirect is followed and nothing of the
 * answer is kept but its status.
 */
import { createHmac } from "node:crypto";
import { lookup as systemLookup } from "node:dns/promises";
import { request } from "node:https";
import { isIP } from "node:net";
import { rootCertificates } from "node:tls";
import { tlsLeast } from "../tls/index.ts";
import { judgeAddress, type Webhook, type WebhookPolicy } from "./hooks.ts";
import { isPrivateAddress } from "./private-address.ts";

/** One thing to tell. */
export type Message = { readonly id: string; readonly body: string; readonly sentMs: number };

/** What it came to: done, or why not, in a code. */
export type Delivered =
  | { readonly isDone: true; readonly status: number }
  | { readonly isDone: false; readonly why: string };

/** Addresses of a name; the system's where none is given. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** How long an answer may take. */
export const deliveryTimeoutMs = 10_000;

const bySystem: Lookup = async (host) =>
  (await systemLookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** The signature of a message (Standard Webhooks 1.0: `v1`, HMAC-SHA256 in base64). */
export function signatureOf(secret: string, { id, body, sentMs }: Message): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const seconds = Math.floor(sentMs / 1000);
  const mac = createHmac("sha256", key).update(`${id}.${seconds}.${body}`);
  return `v1,${mac.digest("base64")}`;
}

/**
 * The address to connect to. All of a name's addresses must be allowed: one that changes between
 * two lookups gains nothing, for the one that was judged is the one that is used.
 */
async function addressOf(
  host: string,
  { mayBePrivate }: WebhookPolicy,
  lookup: Lookup,
): Promise<string | null> {
  const plain = host.replace(/^\[(.+)\]$/, "$1");
  const found = isIP(plain) === 0 ? await lookup(plain) : [plain];
  const [first] = found;
  if (first === undefined) return null;
  return mayBePrivate || !found.some((one) => isPrivateAddress(one)) ? first : null;
}

/** Sends a message. Never throws. */
export async function deliver(
  hook: Pick<Webhook, "url" | "secret">,
  message: Message,
  policy: WebhookPolicy,
  lookup: Lookup = bySystem,
): Promise<Delivered> {
  // What was named when it was made may not be any more.
  const wrong = judgeAddress(hook.url, policy);
  if (wrong !== null) return { isDone: false, why: wrong.code };
  const url = new URL(hook.url);
  let address: string | null;
  try {
    address = await addressOf(url.hostname, policy, lookup);
  } catch {
    return { isDone: false, why: "webhooks/no-such-name" };
  }
  if (address === null) return { isDone: false, why: "webhooks/private-address" };
  return send(hook, url, { message, policy, address });
}

function send(
  { secret }: Pick<Webhook, "secret">,
  url: URL,
  sending: {
    readonly message: Message;
    readonly policy: WebhookPolicy;
    readonly address: string;
  },
): Promise<Delivered> {
  const { message, policy, address } = sending;
  const name = url.hostname.replace(/^\[(.+)\]$/, "$1");
  const ca = policy.authorities === null ? {} : { ca: [policy.authorities, ...rootCertificates] };
  return new Promise((resolve) => {
    const failed = (error: unknown): void =>
      resolve({ isDone: false, why: String(Reflect.get(Object(error), "code") ?? "failed") });
    const asked = request(
      {
        ...tlsLeast,
        ...ca,
        host: address,
        servername: isIP(name) === 0 ? name : "",
        port: url.port === "" ? 443 : Number(url.port),
        path: url.pathname + url.search,
        method: "POST",
        agent: false,
        timeout: deliveryTimeoutMs,
        signal: AbortSignal.timeout(deliveryTimeoutMs),
        headers: {
          host: url.host,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(message.body),
          "user-agent": "Vallgrav",
          "webhook-id": message.id,
          "webhook-timestamp": String(Math.floor(message.sentMs / 1000)),
          "webhook-signature": signatureOf(secret, message),
        },
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        // Nothing of the answer is read: it may be endless.
        answer.destroy();
        const isDone = status >= 200 && status < 300;
        resolve(isDone ? { isDone, status } : { isDone: false, why: `status ${status}` });
      },
    );
    asked.on("error", failed);
    asked.end(message.body);
  });
}
