/** First account, signing in and out. */
import type { SessionState } from "@vallgrav/platform/api";
import type { Accounts, AccountsProblem, SignedIn } from "@vallgrav/platform/accounts";
import { z } from "zod";
import { parseBody } from "../parse.ts";
import { rightsOf } from "../rights.ts";
import { type Actor, type Answer, anyone, firstRun, found, Refusal, type Route } from "../route.ts";

/** Characters of a name or password that are looked at; the rules themselves are accounts'. */
export const lengthLimit = 4_096;
/** Attempts per minute and address to make the first account or to sign in. */
export const attemptsPerMinute = 30;

const credentials = z.strictObject({
  name: z.string().min(1).max(lengthLimit),
  password: z.string().min(1).max(lengthLimit),
});

function refuse(problem: AccountsProblem): Refusal {
  if (problem.code === "accounts/wrong") return new Refusal(401, "session/wrong");
  if (problem.code === "accounts/wait")
    return new Refusal(429, "session/wait", { retryAfterSeconds: problem.args.seconds });
  if (problem.code === "accounts/not-active") return new Refusal(403, "session/not-active");
  if (problem.code === "accounts/not-first-run") return new Refusal(409, "accounts/already-set-up");
  return new Refusal(422, problem.code, { problems: [problem] });
}

function stateOf({ name, role, unit }: Omit<Actor, "id">): SessionState {
  return { state: "signed-in", user: { name, role, unit, may: rightsOf(role) } };
}

function signedIn(accounts: Accounts, { account, token }: SignedIn): Answer {
  return {
    ...found(stateOf(account), account.id),
    actor: account,
    session: token,
    undo: () => accounts.signOut(token),
  };
}

/** Routes of the session. */
export function sessionRoutes(accounts: Accounts): readonly Route[] {
  const state = async (): Promise<SessionState> => ({
    state: (await accounts.isFirstRun()) ? "first-run" : "signed-out",
  });
  return [
    {
      method: "GET",
      path: "/session",
      rule: anyone,
      action: null,
      handle: async ({ actor }) => found(actor === null ? await state() : stateOf(actor)),
    },
    {
      method: "POST",
      path: "/first-run",
      rule: firstRun,
      action: "session/first-run",
      attemptsPerMinute,
      handle: async ({ body, address }) => {
        const made = await accounts.firstRun({ ...parseBody(credentials, body), address });
        if (!made.ok) throw refuse(made.problem);
        return signedIn(accounts, made.value);
      },
    },
    {
      method: "POST",
      path: "/session",
      rule: anyone,
      action: "session/sign-in",
      attemptsPerMinute,
      handle: async ({ body, address }) => {
        const attempt = await accounts.signIn({ ...parseBody(credentials, body), address });
        if (!attempt.ok) throw refuse(attempt.problem);
        return signedIn(accounts, attempt.value);
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
