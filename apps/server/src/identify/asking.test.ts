/** Questions to people over HTTP: links without an account, answers that become imports. */
import type { AskForm, AskMade } from "@vallgrav/platform/api";
import type { Answered, Asking, AskResult } from "@vallgrav/platform/asking";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ask, type House, openHouse, setUp } from "../test/house.ts";

const form: AskForm = {
  id: "f1",
  code: "ABCDEFGH",
  person: "Rektor, Skolan",
  state: "answered",
  createdAt: "2026-11-24T00:00:00.000Z",
  expiresAt: "2026-12-08T00:00:00.000Z",
  by: "Signe Exempel",
  items: [],
  note: null,
  answered: null,
  moved: null,
};

function answering(undone: string[]): Partial<Asking> {
  const file = { name: "svar.json", text: "{}", by: "Rektor, Skolan" };
  const undo = async (): Promise<void> => {
    undone.push("undone");
  };
  const answered: AskResult<Answered> = { ok: true, value: { form, file, undo } };
  const made: AskResult<AskMade> = { ok: true, value: { form, token: "t".repeat(43) } };
  return {
    make: () => Promise.resolve(made),
    answer: (token) =>
      Promise.resolve(
        token === "t".repeat(43)
          ? answered
          : {
              ok: false,
              problem: { code: "asking/bad-link", severity: "error", at: null, args: {} },
            },
      ),
    answerFor: () => Promise.resolve(answered),
    withdraw: () => Promise.resolve({ ok: true, value: form }),
    withdrawFor: () =>
      Promise.resolve({ ok: true, value: { form, undo: () => Promise.resolve() } }),
  };
}

function post(house: House, url: string, body: unknown, token: string | null = null) {
  return ask(house, { method: "POST", url: `/api${url}`, token, body });
}

test("[SV61] an answer by link needs no account, is imported, and tells nothing back", async () => {
  const gate = Promise.withResolvers<null>();
  const house = await openHouse({ asking: answering([]), importing: () => gate.promise });
  await setUp(house);
  const body = { token: "t".repeat(43), answers: ["yes"], note: "" };
  const answer = await post(house, "/ask/answer", body);
  expect([answer.statusCode, answer.json()]).toEqual([200, {}]);
  const [[file]] = house.imported as [[(typeof house.imported)[0][0]]];
  expect(file).toMatchObject({ name: "svar.json", temporary: true });
  expect(readFileSync(file?.path ?? "", "utf8")).toBe("{}");
  gate.resolve(null);
  expect(await house.audited()).toContain("ask/answer done f1");
});

test("[SV61] what cannot be audited is taken back: the form is open again", async () => {
  const undone: string[] = [];
  const house = await openHouse({ asking: answering(undone) });
  const token = await setUp(house);
  house.faults.audit = true;
  const answers = { answers: ["yes"] };
  const link = await post(house, "/ask/answer", { token: "t".repeat(43), ...answers });
  const phone = await post(house, "/asks/f1/answer", { channel: "phone", ...answers }, token);
  expect([link.statusCode, phone.statusCode, undone]).toEqual([503, 503, ["undone", "undone"]]);
});

test("[SV809] in an incident no link opens or is answered, and afterwards it does", async () => {
  const house = await openHouse({ asking: answering([]) });
  const token = await setUp(house);
  const [account] = await house.accounts.list();
  await post(house, "/access/incident", { admitted: [account?.id ?? ""] }, token);
  const answer = { token: "t".repeat(43), answers: ["yes"] };
  for (const [url, body] of [
    ["/ask/open", { token: answer.token }],
    ["/ask/answer", answer],
  ] as const) {
    const shut = await post(house, url, body);
    expect([shut.statusCode, shut.json<{ code: string }>().code]).toEqual([
      403,
      "session/incident",
    ]);
  }
  expect(house.imported).toEqual([]);
  await ask(house, { method: "DELETE", url: "/api/access/incident", token });
  expect((await post(house, "/ask/answer", answer)).statusCode).toBe(200);
});

test("[SV62] guesses at links look the same, are few a minute, and leave a trace", async () => {
  const house = await openHouse();
  await setUp(house);
  const codes: (readonly [number, string])[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    const answer = await post(house, "/ask/open", { token: `${guess}`.padStart(43, "x") });
    codes.push([answer.statusCode, answer.json<{ code: string }>().code]);
  }
  expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => [404, "asking/bad-link"]));
  expect(codes.slice(10).map(([status]) => status)).toEqual([429, 429]);
  expect(await house.audited()).toContain("ask/open refused");
});

test("[SV63] a form is made, withdrawn and answered for, each with its line", async () => {
  const house = await openHouse({ asking: answering([]) });
  const token = await setUp(house);
  const items = [{ asset: "system/register:V1", question: "tolerable-hours" }];
  const made = await post(house, "/asks", { person: "Rektor", items }, token);
  expect(made.json<AskMade>().token).toBe("t".repeat(43));
  const told = { answers: ["h24"], by: "Vera", channel: "paper" };
  expect((await post(house, "/asks/f1/answer", told, token)).statusCode).toBe(200);
  expect((await post(house, "/asks/f1/withdraw", {}, token)).statusCode).toBe(200);
  const lines = await house.audited();
  for (const line of ["asks/make done f1", "asks/answer done f1", "asks/withdraw done f1"])
    expect(lines).toContain(line);
  const bad: readonly (readonly [string, unknown])[] = [
    ["/asks", { person: "Rektor", items: [] }],
    ["/asks", { person: "Rektor", items: [...items, ...items, ...items, ...items] }],
    ["/asks", { person: "Rektor", items, days: 61 }],
    ["/asks", { person: "x".repeat(501), items }],
    ["/asks/f1/answer", { answers: ["yes"], channel: "link" }],
    ["/asks/f1/answer", { answers: ["yes"], channel: "phone", note: "x".repeat(2001) }],
    ["/ask/answer", { token: "", answers: ["yes"] }],
  ];
  for (const [url, body] of bad)
    expect([url, (await post(house, url, body, token)).statusCode]).toEqual([url, 400]);
});
