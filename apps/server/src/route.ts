/**
 * A route and the rule of who may use it, side by side: there is no way to declare one without the
 * other. What a handler returns is sent only after the audit has it in writing.
 */
import type { FastifyRequest } from "fastify";
import type { Right, Role } from "@vallgrav/platform/api";
import type { z } from "zod";

/**
 * What a route with a right is about, which decides who reaches it by a right over their own unit,
 * and what is left of a right over everything for those behind a wall: `whole`, the municipality as
 * a whole: nothing; `common`, what tells nothing of single things: everything of the second;
 * `walled`, things of the model of which the handler shows those of one's own authority: those of
 * the second; `listed`, things of which the handler shows those within reach; or a function that
 * tells to which unit the one thing belongs (null: to none; undefined: it is not there).
 */
export type Subject =
  | "whole"
  | "common"
  | "walled"
  | "listed"
  | ((params: unknown) => Promise<string | null | undefined>);

/** Who may use a route: anyone; only while no account exists; the signed-in; those with a right. */
export type Rule =
  | { readonly kind: "anyone" }
  | { readonly kind: "first-run" }
  | { readonly kind: "signed-in" }
  | { readonly kind: "right"; readonly right: Right; readonly subject: Subject };

/** Nobody needs to be known. */
export const anyone: Rule = { kind: "anyone" };
/** Only while there is no account. */
export const firstRun: Rule = { kind: "first-run" };
/** Whoever is signed in, about themselves. */
export const oneself: Rule = { kind: "signed-in" };
/** Those who have a right. */
export function having(right: Right, subject: Subject = "whole"): Rule {
  return { kind: "right", right, subject };
}
/** Those who may look at what is known. */
export const readers: Rule = having("model/view");
/** Those who may change what is known and planned. */
export const editors: Rule = having("model/change");
/** Those who may read the log. */
export const auditors: Rule = having("audit/view");

/** The units that somebody reaches: all of the municipality, or those with these ids. */
export type Reach = "all" | ReadonlySet<string>;

/** Whether something that belongs to a unit, or to none, lies within reach. */
export function isWithin(reach: Reach, unit: string | null): boolean {
  return reach === "all" || (unit !== null && reach.has(unit));
}

/** Who is asking; null where nobody is signed in. */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Unit to which the role is bound; null: to none. */
  readonly unit: string | null;
  /** Whether the second factor that the role must have is missing. */
  readonly mustEnrol: boolean;
  /** Whether the session was begun by more than a password. */
  readonly isStrong: boolean;
  /** Whether it is an account for the worst day. */
  readonly isBreakGlass: boolean;
  /** Since when there is an incident; null: there is none. */
  readonly incidentSince: string | null;
  /** The token by which a program asks in the account's name; left out where a person does. */
  readonly byToken?: { readonly id: string; readonly scopes: ReadonlySet<Right> };
};

/** A request as a handler sees it. Body, query and parameters are unchecked: see `parse.ts`. */
export type Context = {
  /** Needed only where the body is streamed. */
  readonly request: FastifyRequest;
  readonly actor: Actor | null;
  /** What the one who asks may see and touch by the route's right; nothing where it has none. */
  readonly reach: Reach;
  /** Asks the rule anew, for handlers that read a body themselves. @throws {Refusal} */
  readonly enterAgain: () => Promise<void>;
  /** The session's token, whether or not it still holds; null where there is none. */
  readonly token: string | null;
  /** The key of a journey to the provider of sign-in that this browser began; null for none. */
  readonly errand: string | null;
  /** Network address of the one who asks. */
  readonly address: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};

/** What a handler wants sent. Nothing of it leaves before the audit has it in writing. */
export type Answer = {
  readonly status: 200 | 201 | 202 | 204;
  readonly body: unknown;
  /** Media type of a body that is text already; else the body is sent as JSON. */
  readonly type?: string;
  /** What the audit calls it, where that is another thing than the route's own. */
  readonly action?: string;
  /** Id of what was acted on, for the audit; empty where the action says it all. */
  readonly object: string;
  /** Who acted, where that was not known when the request came: at sign-in. */
  readonly actor?: Actor;
  /** A token to hand over in a cookie; null takes the cookie away. */
  readonly session?: string | null;
  /** The key of a journey to the provider, in a cookie of its own; null takes it away. */
  readonly errand?: string | null;
  /** True for an answer that says nothing of the municipality: it needs no line in the audit. */
  readonly isQuiet?: boolean;
  /** Takes back what was done, if it cannot be audited. */
  readonly undo?: () => Promise<unknown>;
};

/** 200 with a body. */
export function found(body: unknown, object = ""): Answer {
  return { status: 200, body, object };
}

/** Name of the one who asks. @throws {Refusal} where nobody is signed in */
export function nameOf(actor: Actor | null): string {
  if (actor === null) throw new Refusal(401, "session/none");
  return actor.name;
}

/** A route with its rule. */
export type Route = {
  readonly method: "GET" | "POST" | "DELETE" | "PUT" | "PATCH";
  /** Path below /api, with `:name` for parameters. */
  readonly path: string;
  readonly rule: Rule;
  /** What the audit calls it, e.g. `plan/view`; null for what says nothing of the municipality. */
  readonly action: string | null;
  /** Attempts per minute and address, where fewer than in general. */
  readonly attemptsPerMinute?: number;
  /** Whether its answer holds a secret that is told this once and kept nowhere. */
  readonly tellsOnce?: boolean;
  /** Shape of the body, where there is one: what the handler reads it by. */
  readonly takes?: z.ZodType;
  /** Shape of the query, where there is one. */
  readonly asks?: z.ZodType;
  readonly handle: (context: Context) => Promise<Answer>;
};

/** An answer that is no success, thrown by handlers and by the rules. */
export class Refusal extends Error {
  override readonly name: string = "Refusal";
  readonly status: number;
  readonly code: string;
  /** Further members of the answer; must hold nothing that came with the request. */
  readonly more: Readonly<Record<string, unknown>>;
  constructor(status: number, code: string, more: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}
