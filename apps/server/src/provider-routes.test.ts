/** Signing in through the municipality's provider, over HTTP. */
import { fail, succeed } from "@vallgrav/kernel";
import { changeAccessPolicy, type IdentityProvider } from "@vallgrav/platform/accounts";
import { expect, test } from "vitest";
import { ask, cookieOf, type House, openHouse, setUp, signInAs, tokenOf } from "./test/house.ts";

const issuer = "https://id.kommunen.test";
const problem = (code: "accounts/provider-refused" | "accounts/provider-away") =>
  fail({ code, severity: "error", at: null, args: {} } as const);

type Said = { subject: string | null; isStrong: boolean; isAway: boolean; sentTo: string };

/** A provider that vouches for whomever a test says. */
function speaking(said: Said): IdentityProvider {
  const begun = { state: "s", nonce: "n", verifier: "v", redirectUri: "" };
  return {
    name: "Kommunens inloggning",
    issuer,
    begin: (redirectUri) => {
      said.sentTo = redirectUri;
      return Promise.resolve(
        said.isAway
          ? problem("accounts/provider-away")
          : succeed({ url: `${issuer}/auth?state=s`, begun }),
      );
    },
    finish: (_begun, returned) =>
      Promise.resolve(
        said.subject === null || returned.get("code") !== "right"
          ? problem("accounts/provider-refused")
          : succeed({ issuer, subject: said.subject, isStrong: said.isStrong }),
      ),
  };
}

async function opened() {
  const said: Said = { subject: "s-1", isStrong: false, isAway: false, sentTo: "" };
  const house = await openHouse({ provider: speaking(said) });
  const admin = await setUp(house);
  return { house, admin, said };
}

const errandOnly = "Path=/api/session/provider; HttpOnly; SameSite=Strict";
const errandIn = (cookie: string): string => /vallgrav-errand=([^;]*)/.exec(cookie)?.[1] ?? "";

/** Sets out and comes back, with the cookie of whoever set out unless another is given. */
async function journey(house: House, { invitation, errand }: Record<string, string> = {}) {
  const body = invitation === undefined ? {} : { invitation };
  const out = await ask(house, { method: "POST", url: "/api/session/provider/begin", body });
  const back = await ask(house, {
    method: "POST",
    url: "/api/session/provider",
    headers: { cookie: `vallgrav-errand=${errand ?? errandIn(cookieOf(out))}` },
    body: { returned: "code=right&state=s" },
  });
  return { out, back, said: back.json<Record<string, unknown>>() };
}

async function memberOf(house: House): Promise<string> {
  await signInAs(house, "communicator");
  const all = await house.accounts.list();
  return all.find(({ role }) => role === "communicator")?.id ?? "";
}

test("[SV90] a linked account is signed in to, and its journey has a cookie", async () => {
  const { house, admin, said } = await opened();
  const id = await memberOf(house);
  const linked = await ask(house, {
    method: "POST",
    url: `/api/accounts/${id}/identity`,
    token: admin,
    body: { subject: "s-1" },
  });
  expect(linked.statusCode).toBe(200);
  const { out, back, said: state } = await journey(house);
  expect(out.json()).toEqual({ url: `${issuer}/auth?state=s` });
  expect(said.sentTo).toBe("http://localhost:4600/inloggning");
  expect(cookieOf(out)).toMatch(
    new RegExp(`^vallgrav-errand=[\\w-]{43}; Max-Age=600; ${errandOnly}$`),
  );
  expect([back.statusCode, state["state"]]).toEqual([200, "signed-in"]);
  expect(errandIn(cookieOf(back))).toBe("");
  const token = /(?:^|\n)vallgrav=([^;]+)/.exec(cookieOf(back))?.[1] ?? "";
  expect((await ask(house, { url: "/api/own/sessions", token })).statusCode).toBe(200);
  expect((await house.audited()).slice(-2)).toEqual([
    `account/link done ${id}`,
    `session/sign-in done ${id}`,
  ]);
  const unlink = { method: "DELETE", url: `/api/accounts/${id}/identity`, token: admin } as const;
  expect([(await ask(house, unlink)).statusCode, (await ask(house, unlink)).statusCode]).toEqual([
    204, 404,
  ]);
});

test("[SV90] not linked, altered on the way, or with another's key: refused", async () => {
  const { house, said } = await opened();
  const unknown = await journey(house);
  expect([unknown.back.statusCode, unknown.said["code"]]).toEqual([401, "accounts/not-linked"]);
  const stolen = await journey(house, { errand: "x".repeat(43) });
  expect([stolen.back.statusCode, stolen.said["code"]]).toEqual([401, "accounts/provider-refused"]);
  said.subject = null;
  const altered = await journey(house);
  expect([altered.back.statusCode, altered.said["code"]]).toEqual([
    401,
    "accounts/provider-refused",
  ]);
  said.isAway = true;
  const away = await ask(house, { method: "POST", url: "/api/session/provider/begin", body: {} });
  expect([away.statusCode, away.json<{ code: string }>().code]).toEqual([
    502,
    "accounts/provider-away",
  ]);
  // Away or not: name and password open what they opened.
  expect(await signInAs(house, "auditor")).toMatch(/^[\w-]{43}$/);
  const refused = (await house.audited()).filter((line) => line === "session/sign-in refused");
  expect(refused.length).toBe(3);
});

test("[SV91] an invitation is taken up at the provider and waits to be let in", async () => {
  const { house, admin } = await opened();
  const made = await ask(house, {
    method: "POST",
    url: "/api/accounts",
    token: admin,
    body: { name: "Bo Exempel", role: "employee", unit: null },
  });
  const { token, account } = made.json<{ token: string; account: { id: string } }>();
  expect((await journey(house, { invitation: token })).said).toEqual({ confirmed: "Bo Exempel" });
  expect((await journey(house, { invitation: token })).said["code"]).toBe("accounts/bad-link");
  expect((await journey(house)).said["code"]).toBe("session/not-active");
  const { id } = account;
  await ask(house, { method: "POST", url: `/api/accounts/${id}/activate`, token: admin });
  expect((await journey(house)).said["state"]).toBe("signed-in");
  expect(await house.audited()).toContain(`account/confirm done ${id}`);
});

test("[SV92] the pages hear of a provider where there is one; an incident shuts it", async () => {
  const { house } = await opened();
  const session = async (of: House) => (await ask(of, { url: "/api/session" })).json<object>();
  expect(await session(house)).toEqual({ state: "signed-out", provider: "Kommunens inloggning" });
  const bare = await openHouse();
  await setUp(bare);
  expect(await session(bare)).toEqual({ state: "signed-out" });
  const none = await ask(bare, { method: "POST", url: "/api/session/provider/begin", body: {} });
  expect([none.statusCode, none.json<{ code: string }>().code]).toEqual([
    404,
    "accounts/no-provider",
  ]);
  await changeAccessPolicy(house.store.settings, {
    incident: { since: "2026-11-24T00:00:00.000Z", admitted: [] },
  });
  const shut = await ask(house, { method: "POST", url: "/api/session/provider/begin", body: {} });
  expect([shut.statusCode, shut.json<{ code: string }>().code]).toEqual([403, "session/incident"]);
  expect(tokenOf(shut)).toBe("");
});
