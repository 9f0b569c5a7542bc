/** First account, sign-in, cookie. */
import { expect, test } from "vitest";
import { rightsOf } from "./rights.ts";
import { ask, cookieOf, type House, openHouse, password, setUp, tokenOf } from "./test/house.ts";

function signIn(house: House, given: { readonly name?: string; readonly password?: string } = {}) {
  return ask(house, {
    method: "POST",
    url: "/api/session",
    body: { name: "Astrid Exempel", password, ...given },
  });
}

const may = rightsOf("administrator");
const signedIn = {
  state: "signed-in",
  user: {
    name: "Astrid Exempel",
    role: "administrator",
    unit: null,
    may,
    isWalled: false,
    mustEnrol: false,
    incidentSince: null,
  },
};

test("[SV6] the cookie is for us alone: HttpOnly, SameSite=Strict, session only", async () => {
  const house = await openHouse();
  await setUp(house);
  expect(cookieOf(await signIn(house))).toMatch(
    /^vallgrav=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
});

test("[SV6] behind a TLS proxy that we know of, the cookie is Secure", async () => {
  for (const isBehindProxy of [true, false]) {
    const house = await openHouse({ isBehindProxy });
    const made = await ask(house, {
      method: "POST",
      url: "/api/first-run",
      body: { name: "Astrid Exempel", password },
      headers: { "x-forwarded-proto": "https" },
    });
    expect([isBehindProxy, cookieOf(made).includes("; Secure")]).toEqual([
      isBehindProxy,
      isBehindProxy,
    ]);
  }
});

test("[SV7] the first account is made once and is signed in", async () => {
  const house = await openHouse();
  expect((await ask(house, { url: "/api/session" })).json()).toEqual({ state: "first-run" });
  const first = { method: "POST", url: "/api/first-run" } as const;
  const made = await ask(house, { ...first, body: { name: "Astrid Exempel", password } });
  expect([made.statusCode, made.json()]).toEqual([200, signedIn]);
  const token = tokenOf(made);
  expect((await ask(house, { url: "/api/session", token })).json()).toEqual(signedIn);
  const again = await ask(house, { ...first, body: { name: "Bo Exempel", password }, token });
  expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([
    409,
    "accounts/already-set-up",
  ]);
  expect((await ask(house, { url: "/api/session" })).json()).toEqual({ state: "signed-out" });
});

test("[SV7] a password that the rules do not take is refused as input", async () => {
  const house = await openHouse();
  const made = await ask(house, {
    method: "POST",
    url: "/api/first-run",
    body: { name: "Astrid Exempel", password: "kort" },
  });
  expect(made.json()).toEqual({
    type: "about:blank",
    title: "Unprocessable Entity",
    status: 422,
    code: "accounts/password-too-short",
    problems: [
      {
        code: "accounts/password-too-short",
        severity: "error",
        at: null,
        args: { length: 4, least: 12 },
      },
    ],
  });
  expect(await house.accounts.isFirstRun()).toBe(true);
});

test("[SV8] the right password signs in, signing out ends the session", async () => {
  const house = await openHouse();
  await setUp(house);
  const answer = await signIn(house);
  expect([answer.statusCode, answer.json()]).toEqual([200, signedIn]);
  const token = tokenOf(answer);
  const left = await ask(house, { method: "DELETE", url: "/api/session", token });
  expect([left.statusCode, left.body]).toEqual([204, ""]);
  expect(cookieOf(left)).toMatch(/^vallgrav=; .*Expires=Thu, 01 Jan 1970 00:00:00 GMT/);
  expect((await ask(house, { url: "/api/status", token })).statusCode).toBe(401);
});

test("[SV8] a wrong password and an unknown name get the same answer", async () => {
  const house = await openHouse();
  await setUp(house);
  const wrong = await signIn(house, { password: "fel häst batteri 7" });
  const unknown = await signIn(house, { name: "Ingen Exempel" });
  expect(wrong.json()).toEqual({
    type: "about:blank",
    title: "Unauthorized",
    status: 401,
    code: "session/wrong",
  });
  expect(unknown.json()).toEqual(wrong.json());
  expect(cookieOf(wrong)).toBe("");
});

test("[SV8] wrong passwords slow the next attempt down, also a right one", async () => {
  const house = await openHouse();
  await setUp(house);
  for (let attempt = 0; attempt < 5; attempt += 1)
    expect((await signIn(house, { password: "fel" })).statusCode).toBe(401);
  const slowed = await signIn(house);
  expect([slowed.statusCode, slowed.json<{ code: string }>().code]).toEqual([429, "session/wait"]);
  expect(slowed.headers["retry-after"]).toBe("1");
  house.clock.ms += 1_000;
  expect((await signIn(house)).statusCode).toBe(200);
});

test("[SV110] inside TLS cookies are the machine's own, and TLS is asked for a year", async () => {
  const house = await openHouse({ isBehindProxy: true });
  const secure = { "x-forwarded-proto": "https", origin: "https://localhost:4600" };
  const made = await ask(house, {
    method: "POST",
    url: "/api/first-run",
    headers: secure,
    body: { name: "Astrid Exempel", password },
  });
  expect(cookieOf(made)).toMatch(
    /^__Host-vallgrav=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(made.headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  const token = /^__Host-vallgrav=([^;]*)/.exec(cookieOf(made))?.[1] ?? "";
  const asked = async (cookie: string, headers: Record<string, string>) =>
    (await ask(house, { url: "/api/own/sessions", headers: { ...headers, cookie } })).statusCode;
  // The plain name, which another machine of the domain could set, is not looked at inside TLS.
  expect([
    await asked(`__Host-vallgrav=${token}`, secure),
    await asked(`vallgrav=${token}`, secure),
    await asked(`__Host-vallgrav=${token}`, {}),
  ]).toEqual([200, 401, 401]);
  const plain = await ask(house, { url: "/api/health" });
  expect(plain.headers["strict-transport-security"]).toBe(undefined);
});

test("[SV111] signing in again ends the session there was", async () => {
  const house = await openHouse();
  const first = await setUp(house);
  const body = { name: "Astrid Exempel", password };
  const again = await ask(house, { method: "POST", url: "/api/session", token: first, body });
  const second = tokenOf(again);
  expect(second).not.toBe(first);
  const asked = async (token: string) =>
    (await ask(house, { url: "/api/own/sessions", token })).statusCode;
  expect([await asked(first), await asked(second)]).toEqual([401, 200]);
});

test("[SV112] a body or a query does not reach what all objects have in common", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const headers = { "content-type": "application/json" };
  for (const text of ['{"__proto__":{"may":true}}', '{"constructor":{"prototype":{"may":true}}}']) {
    const body = new TextEncoder().encode(text);
    const sent = await ask(house, { method: "POST", url: "/api/units", token, headers, body });
    expect([text, sent.statusCode]).toEqual([text, 400]);
  }
  const query = "/api/audit?__proto__[may]=true&constructor.prototype.may=true";
  expect((await ask(house, { url: query, token })).statusCode).toBe(400);
  expect(Reflect.get({}, "may")).toBe(undefined);
});

test("[SV116] a hostile name comes back as it was written, as JSON and nothing else", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const name = `<img src=x onerror="x">'"&{{7*7}}`;
  const made = await ask(house, {
    method: "POST",
    url: "/api/units",
    token,
    body: { name, parent: null },
  });
  expect(made.json()).toMatchObject({ name });
  expect(made.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
});

test("[SV117] after signing out nothing of the session is left", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const left = await ask(house, { method: "DELETE", url: "/api/session", token });
  expect(cookieOf(left)).toMatch(/^vallgrav=; .*Expires=Thu, 01 Jan 1970/);
  const after = await ask(house, { url: "/api/units", token });
  expect([left, after].map(({ headers }) => headers["cache-control"])).toEqual([
    "no-store",
    "no-store",
  ]);
  expect(after.statusCode).toBe(401);
});
