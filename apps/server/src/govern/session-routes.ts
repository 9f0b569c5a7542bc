/** First account, signing in and out. */
import type { Right, SessionState } from "@vallgrav/platform/api";
import type {
  Accounts,
  AccountsProblem,
  SignedIn,
  SignOn,
  Units,
} from "@vallgrav/platform/accounts";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { rightsBehindWalls, rightsOf } from "../rights.ts";
import { type Actor, type Answer, anyone, firstRun, found, Refusal, type Route } from "../route.ts";

/** Characters of a name or password that are looked at; the rules themselves are accounts'. */
export const lengthLimit = 4_096;
/** Attempts per minute and address to make the first account or to sign in. */
export const attemptsPerMinute = 30;

const credentials = z.strictObject({
  name: z.string().min(1).max(lengthLimit),
  password: z.string().min(1).max(lengthLimit),
});

const attempted = credentials.extend({ code: z.string().min(1).max(lengthLimit).optional() });

/** Somebody came back from the provider, and is not let in. */
const refusedByProvider: ReadonlySet<string> = new Set([
  "accounts/provider-refused",
  "accounts/provider-weak",
  "accounts/not-linked",
]);

/** Why somebody is not signed in, as a refusal. */
export function refuseSession(problem: AccountsProblem): Refusal {
  if (problem.code === "accounts/wrong") return new Refusal(401, "session/wrong");
  if (problem.code === "accounts/incident") return new Refusal(403, "session/incident");
  if (problem.code === "accounts/needs-code") return new Refusal(401, "session/needs-code");
  if (problem.code === "accounts/wrong-code") return new Refusal(401, "session/wrong-code");
  if (problem.code === "accounts/busy")
    return new Refusal(429, "session/busy", { retryAfterSeconds: problem.args.seconds });
  if (problem.code === "accounts/wait")
    return new Refusal(429, "session/wait", { retryAfterSeconds: problem.args.seconds });
  if (problem.code === "accounts/not-active") return new Refusal(403, "session/not-active");
  if (problem.code === "accounts/not-first-run") return new Refusal(409, "accounts/already-set-up");
  if (problem.code === "accounts/provider-away") return new Refusal(502, problem.code);
  if (problem.code === "accounts/no-provider") return new Refusal(404, problem.code);
  if (refusedByProvider.has(problem.code)) return new Refusal(401, problem.code);
  return new Refusal(422, problem.code, { problems: [problem] });
}

/** Who stands behind a wall. */
export type Walls = Pick<Units, "behind">;

async function stateOf(actor: Omit<Actor, "id">, walls: Walls): Promise<SessionState> {
  const { name, role, unit, mustEnrol, incidentSince, byToken } = actor;
  const isWalled = unit !== null && (await walls.behind(unit)) !== null;
  const isIn = (right: Right): boolean =>
    (byToken === undefined || byToken.scopes.has(right)) &&
    (!isWalled || rightsBehindWalls.has(right));
  const may = mustEnrol ? [] : rightsOf(role).filter(isIn);
  const user = { name, role, unit, isWalled, may, mustEnrol, incidentSince };
  return { state: "signed-in", user };
}

/** What the audit calls it when an account for the worst day signs in: that is an alert. */
export const breakGlassAction = "session/break-glass";

/** The answer of a session that has begun. */
export async function signedIn(
  { accounts, units }: { readonly accounts: Pick<Accounts, "signOut">; readonly units: Walls },
  { account, token }: SignedIn,
): Promise<Answer> {
  return {
    ...found(await stateOf(account, units), account.id),
    ...(account.isBreakGlass ? { action: breakGlassAction } : {}),
    actor: account,
    session: token,
    undo: () => accounts.signOut(token),
  };
}

/** Routes of the session. */
export function sessionRoutes(rooms: {
  readonly accounts: Accounts;
  readonly signOn: Pick<SignOn, "name">;
  readonly units: Walls;
}): readonly Route[] {
  const { accounts, signOn, units } = rooms;
  const provider = signOn.name === null ? {} : { provider: signOn.name };
  const state = async (): Promise<SessionState> =>
    (await accounts.isFirstRun()) ? { state: "first-run" } : { state: "signed-out", ...provider };
  return [
    {
      method: "GET",
      path: "/session",
      rule: anyone,
      action: null,
      handle: async ({ actor }) => found(await (actor === null ? state() : stateOf(actor, units))),
    },
    {
      method: "POST",
      path: "/first-run",
      rule: firstRun,
      action: "session/first-run",
      attemptsPerMinute,
      takes: credentials,
      handle: async ({ body, address }) => {
        const made = await accounts.firstRun({ ...parseBody(credentials, body), address });
        if (!made.ok) throw refuseSession(made.problem);
        return signedIn(rooms, made.value);
      },
    },
    {
      method: "POST",
      path: "/session",
      rule: anyone,
      action: "session/sign-in",
      attemptsPerMinute,
      takes: attempted,
      handle: async ({ body, address }) => {
        const attempt = await accounts.signIn({ ...parseBody(attempted, body), address });
        if (!attempt.ok) throw refuseSession(attempt.problem);
        return signedIn(rooms, attempt.value);
      },
    },
    {
      method: "DELETE",
      path: "/session",
      rule: anyone,
      action: "session/sign-out",
      handle: async ({ actor, token }) => {
        if (token !== null) await accounts.signOut(token);
        return {
          status: 204,
          body: null,
          object: actor?.id ?? "",
          session: null,
          isQuiet: actor === null,
        };
      },
    },
  ];
}
