/** The audit's line is written before the answer leaves; without the line there is no answer. */
import { type Instant, msFromInstant } from "@vallgrav/kernel";
import { networkOf } from "@vallgrav/platform/accounts";
import type { Audit } from "@vallgrav/platform/audit";
import { type Actor, type Answer, type Refusal, type Route } from "./route.ts";

/** Who asked for what, from where. */
export type Asked = {
  readonly route: Route;
  readonly actor: Actor | null;
  readonly address: string;
};

/** What auditing needs. */
export type Auditor = { readonly audit: Pick<Audit, "record">; readonly now: () => Instant };

/** The audit's name for those who are not signed in. */
const nobody = "nobody";

/** Refusals that say somebody wanted what is not theirs. */
const telling: ReadonlySet<number> = new Set([401, 403, 409, 429]);

/** By which token a program acted, for the audit. */
function tokenOf(actor: Actor | null): { readonly token?: string } {
  return actor?.byToken === undefined ? {} : { token: actor.byToken.id };
}

/**
 * Writes down what was done. Takes it back where it can be when that fails.
 * @throws {AuditUnavailable}
 */
export async function auditAnswer(auditor: Auditor, asked: Asked, answer: Answer): Promise<void> {
  const action = answer.action ?? asked.route.action;
  if (action === null || answer.isQuiet === true) return;
  try {
    await auditor.audit.record({
      actor: (answer.actor ?? asked.actor)?.id ?? nobody,
      action,
      object: answer.object,
      outcome: "done",
      at: auditor.now(),
      detail: { address: asked.address, ...tokenOf(answer.actor ?? asked.actor) },
    });
  } catch (error) {
    await answer.undo?.();
    throw error;
  }
}

/** How long the same refusal of one who is not signed in is written down only once. */
const repeatMs = 60_000;
/**
 * Refusals remembered for that. Every route has an action and four of these codes: fewer would be
 * gone before they come again, for whoever asks for all in turn from a few networks.
 */
const remembered = 20_000;

/**
 * Refusals that anybody can cause without end: a forgotten tab asks every second, and what does not
 * come from our pages is refused before requests are counted.
 */
const repeatable: ReadonlySet<string> = new Set([
  "session/none",
  "request/too-many",
  "request/not-from-page",
  "request/other-origin",
]);

/** Those of them that are of the whole server's state, whoever asks. */
const everybodys: ReadonlySet<string> = new Set(["session/busy"]);

/** Whether a refusal was written down a moment ago. */
function repeats(now: () => Instant): (asked: Asked, refusal: Refusal) => boolean {
  const seen = new Map<string, number>();
  return ({ route, actor, address }, { code }) => {
    if (actor !== null || !(repeatable.has(code) || everybodys.has(code))) return false;
    // Whoever has a network of version 6 has 2^64 addresses to ask from.
    const whose = everybodys.has(code) ? "" : networkOf(address);
    const key = `${whose} ${route.action} ${code}`;
    const nowMs = msFromInstant(now());
    const before = seen.get(key);
    // Where the clock has been put back, "a moment ago" would else last until it has caught up.
    if (before !== undefined && Math.abs(nowMs - before) < repeatMs) return true;
    // Deleted first, so that the map's order is by time and the oldest goes when it is full.
    seen.delete(key);
    seen.set(key, nowMs);
    const oldest = seen.keys().next().value;
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
    return false;
  };
}

/**
 * Writes down that something was refused, where that tells something.
 * @returns a function that throws {@link AuditUnavailable} when it cannot
 */
export function refusalAuditor(
  auditor: Auditor,
): (asked: Asked, refusal: Refusal) => Promise<void> {
  const isRepeated = repeats(auditor.now);
  return async (asked, refusal) => {
    const { action } = asked.route;
    if (action === null || !telling.has(refusal.status) || isRepeated(asked, refusal)) return;
    await auditor.audit.record({
      actor: asked.actor?.id ?? nobody,
      action,
      object: "",
      outcome: "refused",
      at: auditor.now(),
      detail: { address: asked.address, code: refusal.code, ...tokenOf(asked.actor) },
    });
  };
}
