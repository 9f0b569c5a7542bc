/** Opinions over HTTP: who may record what, the audit's line, and that imports go on. */
import { expect, test } from "vitest";
import type { OpinionsView } from "@vallgrav/platform/api";
import { ask, openHouse, setUp, signInAs, upload } from "../test/house.ts";

const given = { answer: "given", who: "Arkivarie Exempel", reference: "KS 2026-1", text: "ja" };

test("[SV287] opinions are recorded by name and audited, or taken back", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const record = (kind: string, body: unknown, as: string | null = token) =>
    ask(house, { method: "POST", url: `/api/opinions/${kind}`, body, token: as });
  const before = await ask(house, { url: "/api/opinions", token });
  expect(before.json<OpinionsView>().isSettled).toBe(false);
  const done = await record("archive", given);
  expect(done.statusCode).toBe(200);
  const view = done.json<OpinionsView>().opinions.find(({ kind }) => kind === "archive");
  expect(view?.recorded).toMatchObject({ ...given, by: "Astrid Exempel" });
  expect((await house.audited()).at(-1)).toBe("opinions/record done archive");
  house.faults.audit = true;
  expect((await record("archive", { answer: "not-needed", text: "därför" })).statusCode).toBe(503);
  house.faults.audit = false;
  const after = (await ask(house, { url: "/api/opinions", token })).json<OpinionsView>();
  expect(after.opinions.find(({ kind }) => kind === "archive")?.recorded?.answer).toBe("given");
  expect((await record("nobody", given)).statusCode).toBe(404);
  const empty = await record("unions", { answer: "not-needed" });
  expect([empty.statusCode, empty.json<{ code: string }>().code]).toEqual([
    422,
    "opinions/needs-reason",
  ]);
});

test("[SV288] only an administrator says that one comes later", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const officer = await signInAs(house, "security-officer");
  const later = { answer: "later", text: "ombudet tillträder i januari" };
  const as = (who: string) =>
    ask(house, { method: "POST", url: "/api/opinions/unions", body: later, token: who });
  const refused = await as(officer);
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
    403,
    "opinions/later-by-administrator",
  ]);
  expect((await as(token)).statusCode).toBe(200);
});

test("[SV289] an import goes on whatever is recorded", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const { body, headers } = await upload([{ name: "a.json", bytes: "{}" }]);
  const sent = await ask(house, { method: "POST", url: "/api/imports", body, headers, token });
  expect(sent.statusCode).toBe(202);
});
