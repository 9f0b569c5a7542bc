/** Second factors over HTTP. */
import { expect, test } from "vitest";
import { ask, type House, openHouse, password, setUp, signInAs, tokenOf } from "./test/house.ts";
import { shownCode } from "./test/authenticator.ts";

type Method = "GET" | "POST" | "DELETE";

/** Asks and tells status and code, or the body where there is no code. */
async function told(house: House, token: string | null, line: string, body?: unknown) {
  const [method = "GET", url = ""] = line.split(" ");
  const answer = await ask(house, { method: method as Method, url: `/api${url}`, token, body });
  const said = answer.body === "" ? {} : answer.json<{ readonly code?: string }>();
  return { status: answer.statusCode, said, code: said.code ?? "", token: tokenOf(answer) };
}

const name = "Astrid Exempel";

async function enrol(house: House, token: string): Promise<string> {
  const begun = await told(house, token, "POST /own/second-factor", { password });
  const { secret = "" } = begun.said as { readonly secret?: string };
  const code = shownCode(secret, house.clock.ms);
  const made = await told(house, token, "POST /own/second-factor/confirm", { code });
  expect((made.said as { readonly recoveryCodes: readonly string[] }).recoveryCodes.length).toBe(
    10,
  );
  house.clock.ms += 30_000;
  return secret;
}

test("[SV35] a factor is begun with the password, used to sign in, and removed", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const wrong = await told(house, token, "POST /own/second-factor", { password: "fel" });
  expect([wrong.status, wrong.code]).toEqual([422, "accounts/wrong"]);
  const secret = await enrol(house, token);
  expect((await told(house, token, "GET /own/second-factor")).said).toEqual({
    isActive: true,
    codesLeft: 10,
  });
  const signIn = (code?: string) =>
    told(house, null, "POST /session", { name, password, ...(code === undefined ? {} : { code }) });
  const first = await signIn();
  expect([first.status, first.code]).toEqual([401, "session/needs-code"]);
  expect((await signIn("000000")).code).toBe("session/wrong-code");
  const code = shownCode(secret, house.clock.ms);
  expect((await signIn(code)).token.length).toBe(43);
  expect((await signIn(code)).code).toBe("session/wrong-code");
  house.clock.ms += 30_000;
  const remove = (given: string) =>
    told(house, token, "POST /own/second-factor/remove", { password, code: given });
  expect((await remove("000000")).code).toBe("accounts/wrong-code");
  expect((await remove(shownCode(secret, house.clock.ms))).status).toBe(204);
  expect((await signIn()).status).toBe(200);
  expect(house.logged.join().includes(secret)).toBe(false);
});

test("[SV35] a role that must have a factor does nothing before it has one", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const reader = await signInAs(house, "board-reader");
  const demanded = { secondFactor: ["administrator"] };
  const inForce = { ...demanded, incident: null };
  expect((await told(house, token, "POST /access", demanded)).said).toEqual(inForce);
  expect((await told(house, token, "GET /status")).code).toBe("session/needs-factor");
  expect((await told(house, token, "GET /session")).said).toMatchObject({
    user: { may: [], mustEnrol: true },
  });
  expect((await told(house, reader, "GET /position")).status).toBe(200);
  const secret = await enrol(house, token);
  expect((await told(house, token, "GET /access")).said).toEqual(inForce);
  const code = shownCode(secret, house.clock.ms);
  const kept = await told(house, token, "POST /own/second-factor/remove", { password, code });
  expect([kept.status, kept.code]).toEqual([422, "accounts/factor-demanded"]);
  expect((await told(house, token, "POST /access", { secondFactor: ["king"] })).status).toBe(400);
});

test("[SV35] an administrator removes another's factor, not the own one", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const reader = await signInAs(house, "board-reader");
  const id = (await house.accounts.accountOf(reader))?.id ?? "";
  await enrol(house, reader);
  const mine = (await house.accounts.accountOf(token))?.id ?? "";
  expect((await told(house, token, `DELETE /accounts/${mine}/second-factor`)).code).toBe(
    "accounts/own-account",
  );
  expect((await told(house, token, `DELETE /accounts/${id}/second-factor`)).status).toBe(204);
  expect((await told(house, reader, "GET /position")).status).toBe(401);
  expect(await house.factors.state(id)).toEqual({ isActive: false, codesLeft: 0 });
});

test("[SV12] [SV35] a demand that cannot be audited is taken back", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  house.faults.audit = true;
  const refused = await told(house, token, "POST /access", { secondFactor: ["administrator"] });
  expect(refused.status).toBe(503);
  house.faults.audit = false;
  expect((await told(house, token, "GET /access")).said).toEqual({
    secondFactor: [],
    incident: null,
  });
});

test("[SV36] an account for the worst day is an alert until another has seen it", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const made = await house.administration.breakGlass("Kuvertet");
  const key = made.ok ? made.value.password : "";
  expect((await told(house, token, "GET /alerts")).said).toEqual([]);
  const session = { name: "Kuvertet", password: key };
  const used = await told(house, null, "POST /session", session);
  expect(used.status).toBe(200);
  const alerts = (await told(house, token, "GET /alerts")).said;
  expect(alerts).toMatchObject([{ name: "Kuvertet", number: 2 }]);
  expect((await house.audited()).at(-1)).toMatch(/^session\/break-glass done /);
  expect((await told(house, used.token, "POST /alerts/seen", { upTo: 1 })).status).toBe(403);
  expect((await told(house, used.token, "GET /alerts")).said).toEqual(alerts);
  expect((await told(house, token, "POST /alerts/seen", { upTo: 999 })).status).toBe(204);
  expect((await told(house, token, "GET /alerts")).said).toEqual([]);
  house.faults.audit = true;
  expect((await told(house, null, "POST /session", session)).status).toBe(503);
});

test("[SV806] an alert that came after a look is not seen with the others", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const made = await house.administration.breakGlass("Kuvertet");
  const session = { name: "Kuvertet", password: made.ok ? made.value.password : "" };
  const numbers = async (): Promise<readonly number[]> =>
    ((await told(house, token, "GET /alerts")).said as unknown as { number: number }[]).map(
      ({ number }) => number,
    );
  await told(house, null, "POST /session", session);
  const [shown = 0] = await numbers();
  // Between the look and the press it is used again.
  await told(house, null, "POST /session", session);
  expect((await told(house, token, "POST /alerts/seen", { upTo: shown })).status).toBe(204);
  expect(await numbers()).toEqual([shown + 1]);
  // Nobody sees what is still to come.
  expect((await told(house, token, "POST /alerts/seen", { upTo: 999_999 })).status).toBe(204);
  expect(await numbers()).toEqual([]);
  await told(house, null, "POST /session", session);
  expect(await numbers()).toHaveLength(1);
});

test("[SV36] an incident shuts all but those named out, and ends", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const reader = await signInAs(house, "board-reader");
  const officer = await signInAs(house, "security-officer");
  const id = (await house.accounts.accountOf(officer))?.id ?? "";
  house.faults.audit = true;
  expect((await told(house, token, "POST /access/incident", { admitted: [] })).status).toBe(503);
  house.faults.audit = false;
  expect((await told(house, reader, "GET /position")).status).toBe(200);
  expect((await told(house, token, "POST /access/incident", { admitted: [id] })).status).toBe(200);
  const statuses = async () =>
    Promise.all(
      [token, officer, reader].map(async (one) => (await told(house, one, "GET /position")).status),
    );
  expect(await statuses()).toEqual([200, 200, 401]);
  expect((await told(house, token, "GET /session")).said).toMatchObject({
    user: { incidentSince: "2026-11-24T00:00:00.000Z" },
  });
  const shut = { name: "Prov board-reader", password };
  expect((await told(house, null, "POST /session", shut)).code).toBe("session/incident");
  expect((await told(house, token, "DELETE /access/incident")).status).toBe(200);
  expect(await statuses()).toEqual([200, 200, 200]);
});

test("[SV37] a passkey is begun with the password; one not ours opens nothing", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const wrong = await told(house, token, "POST /own/passkeys/options", { password: "fel" });
  expect([wrong.status, wrong.code]).toEqual([422, "accounts/wrong"]);
  const begun = await told(house, token, "POST /own/passkeys/options", { password });
  expect(begun.said).toMatchObject({
    rp: { id: "localhost", name: "Vallgrav" },
    attestation: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  const asked = await told(house, null, "POST /session/passkey/options");
  expect(asked.said).toMatchObject({ rpId: "localhost", userVerification: "required" });
  const binary = "AAAA";
  const credential = { id: binary, rawId: binary, type: "public-key" };
  const made = { clientDataJSON: binary, attestationObject: binary };
  const shown = { clientDataJSON: binary, authenticatorData: binary, signature: binary };
  const added = await told(house, token, "POST /own/passkeys", {
    name: "Telefonen",
    credential: { ...credential, response: made },
  });
  expect([added.status, added.code]).toEqual([422, "accounts/bad-passkey"]);
  const signedIn = { ...credential, response: shown };
  const refused = await told(house, null, "POST /session/passkey", signedIn);
  expect([refused.status, refused.code, refused.token]).toEqual([401, "session/bad-passkey", ""]);
  expect((await told(house, null, "POST /session/passkey", { id: "å" })).status).toBe(400);
  expect((await told(house, token, "GET /own/passkeys")).said).toEqual([]);
  expect((await told(house, token, "DELETE /own/passkeys/none")).status).toBe(404);
});
