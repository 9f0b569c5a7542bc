/** Plans changed by hand, over HTTP. */
import type { Job, WhatIf } from "@vallgrav/platform/api";
import type { WhatIfAsked } from "@vallgrav/platform/protect";
import { expect, test } from "vitest";
import { ask, openHouse, setUp } from "../test/house.ts";

const body = { budgetSek: 1_200_000, with: ["admin-keys"], without: [] };

async function answered(asked: WhatIfAsked | null, sent: unknown = body) {
  const house = await openHouse({ protect: { askWhatIf: () => Promise.resolve(asked) } });
  const token = await setUp(house);
  const answer = await house.app.inject({
    method: "POST",
    url: "/api/what-if",
    headers: {
      host: "localhost:4600",
      origin: "http://localhost:4600",
      "x-vallgrav": "1",
      cookie: `vallgrav=${token}`,
      "content-type": "application/json",
    },
    payload: JSON.stringify(sent),
  });
  const said = answer.json<{ code?: string; problems?: readonly unknown[] }>();
  const line = (await house.audited()).find((one) => one.startsWith("plan/what-if"));
  return { status: answer.statusCode, said, line };
}

test("[SV250] a question is answered by the job or by what it played, and audited", async () => {
  const job = { id: "job-7" } as unknown as Job;
  const waiting = await answered({ ok: true, state: { state: "computing", job } });
  expect(waiting).toEqual({
    status: 200,
    said: { state: "computing", job: { id: "job-7" } },
    line: "plan/what-if done job-7",
  });
  const whatIf = { run: "run-9" } as unknown as WhatIf;
  const ready = await answered({ ok: true, state: { state: "ready", whatIf } });
  expect(ready.line).toBe("plan/what-if done run-9");
});

test("[SV250] what cannot be carried out is told with every reason", async () => {
  const problems = ["a", "b"].map((id) => ({
    code: "protect/unknown-measure" as const,
    severity: "error" as const,
    at: null,
    args: { id },
  }));
  const refused = await answered({ ok: false, problems });
  expect([refused.status, refused.said.code]).toEqual([422, "protect/cannot-be-done"]);
  expect(refused.said.problems).toEqual(problems);
  const long = await answered(null, { ...body, with: Array.from({ length: 501 }, () => "x") });
  expect([long.status, long.said.code]).toEqual([400, "request/bad-body"]);
});

test("[SV250] somebody who may look at plans but not change them is refused", async () => {
  const house = await openHouse();
  await setUp(house);
  const made = await house.accounts.create({
    name: "Bo Exempel",
    password: "korrekt häst batteri 7",
    role: "board-reader",
    unit: null,
  });
  const session = await house.accounts.signIn({
    name: "Bo Exempel",
    password: "korrekt häst batteri 7",
    address: "127.0.0.1",
  });
  expect([made.ok, session.ok]).toEqual([true, true]);
  const token = session.ok ? session.value.token : "";
  const answer = await ask(house, { method: "POST", url: "/api/what-if", token, body });
  expect(answer.statusCode).toBe(403);
});
