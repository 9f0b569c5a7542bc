/**
 * A request that is sent again is not carried out again, where its sender names it by the header
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a program whose connection broke
 * cannot know whether the first one came. Keys are a caller's own, per route, and hold for a day.
 */
import { createHash, createHmac, randomBytes } from "node:crypto";
import { type Instant, instantFromMs, msFromInstant } from "@vallgrav/kernel";
import type { RepeatStore } from "@vallgrav/platform/storage";
import type { FastifyRequest } from "fastify";
import { type Log, logFailure } from "./log.ts";
import { type Answer, Refusal, type Route } from "./route.ts";

/** What is needed. */
export type OnceInput = { readonly repeats: RepeatStore; readonly now: () => Instant };

/** How long a key is remembered. */
export const repeatMs = 86_400_000;
const keyForm = /^[\u0021-\u007e]{1,255}$/;

/** A request under a key: what was answered before, or how its own answer is kept. */
export type Once =
  | { readonly kind: "again"; readonly status: number; readonly body: string | null }
  | {
      readonly kind: "first";
      readonly keep: (answer: Answer, sent: string | null) => Promise<void>;
      readonly forget: () => Promise<void>;
    };

function hashOf(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length} ${part}\n`);
  return hash.digest("hex");
}

/** Names under which a body holds what is kept nowhere but as a slow hash, or not at all. */
export const secretNames: ReadonlySet<string> = new Set([
  "code",
  "newPassword",
  "password",
  "secret",
  "token",
]);

/** Known to this process alone, and gone with it. */
const ownKey = randomBytes(32);

/**
 * The parts of a body that its print is made of. The hash of a password would let whoever has the
 * disk guess it a thousand million times a second: secrets are told apart by a key that is kept
 * nowhere. After a restart such a request is another one, which is refused and does no harm.
 */
export function saidIn(body: unknown, key: Uint8Array = ownKey): readonly string[] {
  // What is streamed has not been read yet: of uploads only their length tells them apart.
  if (body === undefined || body === null) return [""];
  const secrets: unknown[] = [];
  const rest = JSON.stringify(body, (name, value: unknown) => {
    if (!secretNames.has(name)) return value;
    secrets.push(value);
    return null;
  });
  if (secrets.length === 0) return [rest];
  return [rest, createHmac("sha256", key).update(JSON.stringify(secrets)).digest("hex")];
}

/** The header's key, or null where none is given or the route takes none. @throws {Refusal} 400 */
function keyIn({ method, rule }: Route, { headers }: FastifyRequest): string | null {
  const key = headers["idempotency-key"];
  if (key === undefined || method !== "POST") return null;
  if (rule.kind === "anyone" || rule.kind === "first-run") return null;
  if (typeof key !== "string" || !keyForm.test(key)) throw new Refusal(400, "request/bad-key");
  return key;
}

/**
 * Looks whether a request was made before under its key, and remembers that it now is.
 * @returns null where the sender gave no key
 * @throws {Refusal} 422 where the key stands for another request, 409 where the first one is under
 *   way, broke off, or was answered by what is told only once
 */
export async function onceOf(
  { repeats, now }: OnceInput,
  route: Route,
  request: FastifyRequest,
): Promise<Once | null> {
  const given = keyIn(route, request);
  if (given === null || request.actor === null) return null;
  const { actor, body, reach, url } = request;
  const key = hashOf(actor.id, route.method, route.path, given);
  // Behind a wall that was raised since, the answer of before would tell what is another's.
  const within = reach === "all" ? reach : [...reach].sort().join(" ");
  const length = request.headers["content-length"] ?? "";
  const print = hashOf(url, ...saidIn(body), length, within);
  const at = now();
  // Before the year nought there were no requests.
  const old = instantFromMs(msFromInstant(at) - repeatMs) ?? at;
  const before = await repeats.begin({ key, print, at }, old);
  if (before === null)
    return {
      kind: "first",
      keep: (answer, sent) =>
        repeats.finish(key, answer.status, route.tellsOnce === true ? null : sent),
      forget: () => repeats.drop(key),
    };
  if (before.print !== print) throw new Refusal(422, "request/key-of-another");
  if (before.status === null) throw new Refusal(409, "request/under-way");
  if (before.body === null && before.status !== 204) throw new Refusal(409, "request/told-once");
  return { kind: "again", status: before.status, body: before.body };
}

/** Carries out a request, under its key where it has one, which is left free where it failed. */
export async function underKey(
  once: Extract<Once, { readonly kind: "first" }> | null,
  log: Log,
  carryOut: () => Promise<Answer>,
): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await carryOut();
  } catch (error) {
    await once?.forget();
    throw error;
  }
  try {
    await once?.keep(answer, answer.type === undefined ? JSON.stringify(answer.body) : null);
  } catch (error) {
    // What is done is done and told; sent again it is refused as one whose answer nobody knows.
    logFailure(log, "request/not-kept", error);
  }
  return answer;
}
