/** More who sign in than passwords can be hashed for. */
import { expect, test } from "vitest";
import type { AccountsProblem } from "@vallgrav/platform/accounts";
import { refuseAccount } from "./govern/accounts-refusal.ts";
import { refuseSession } from "./govern/session-routes.ts";
import { anyone, type Route } from "./route.ts";
import { ask, openHouse } from "./test/house.ts";

const busy: AccountsProblem = {
  code: "accounts/busy",
  severity: "error",
  at: null,
  args: { seconds: 5 },
};

test("[SV1091] who is turned away is told when to come back, and fills no audit", async () => {
  const turning: Route = {
    method: "POST",
    path: "/turning",
    rule: anyone,
    action: "session/sign-in",
    handle: () => Promise.reject(refuseSession(busy)),
  };
  const house = await openHouse({ extra: [turning] });
  const from = async (address: string): Promise<void> => {
    const answer = await ask(house, { method: "POST", url: "/api/turning", from: address });
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([429, "5"]);
    expect(answer.json<{ code: string }>().code).toBe("session/busy");
  };
  for (let at = 0; at < 100; at += 1) await from(`2001:db8:0:${at.toString(16)}::1`);
  expect(await house.audited()).toEqual(["session/sign-in refused"]);
  house.clock.ms += 60_000;
  await from("192.0.2.1");
  expect(await house.audited()).toHaveLength(2);
});

test("[SV1091] so is who shows the own password once more", () => {
  const { status, code, more } = refuseAccount(busy);
  expect([status, code, more]).toEqual([429, "session/busy", { retryAfterSeconds: 5 }]);
});
