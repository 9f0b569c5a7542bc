/** Plans on terms of their own, over HTTP. */
import type { Job, PlanReport } from "@vallgrav/platform/api";
import type { Protect } from "@vallgrav/platform/protect";
import { expect, test } from "vitest";
import { openHouse, setUp } from "../test/house.ts";

type Answered = Awaited<ReturnType<Protect["askPlan"]>>;

const terms = {
  yearlySek: 100_000,
  hoursByRole: { operations: 400 },
  objective: "tail",
  dates: { from: "2027-01", until: "2027-12" },
  yearlyPayer: "Kommunstyrelsen",
};
const body = { budgetSek: 1_200_000, terms };

async function answered(answer: Answered, sent: unknown = body) {
  const asked: unknown[] = [];
  const askPlan = (budgetSek: number, on: unknown): Promise<Answered> => {
    asked.push({ budgetSek, terms: on });
    return Promise.resolve(answer);
  };
  const house = await openHouse({ protect: { askPlan } });
  const token = await setUp(house);
  const response = await house.app.inject({
    method: "POST",
    url: "/api/plan",
    headers: {
      host: "localhost:4600",
      origin: "http://localhost:4600",
      "x-vallgrav": "1",
      cookie: `vallgrav=${token}`,
      "content-type": "application/json",
    },
    payload: JSON.stringify(sent),
  });
  const line = (await house.audited()).find((one) => one.startsWith("plan/ask"));
  const said = response.json<{ code?: string; problems?: readonly unknown[] }>();
  return { status: response.statusCode, said, line, asked };
}

test("[SV520] a plan on terms is a job, then the plan, and each question is audited", async () => {
  const job = { id: "job-5" } as unknown as Job;
  expect(await answered({ ok: true, state: { state: "computing", job } })).toEqual({
    status: 200,
    said: { state: "computing", job: { id: "job-5" } },
    line: "plan/ask done job-5",
    asked: [body],
  });
  const plan = { afterRun: "run-6" } as unknown as PlanReport;
  const ready = await answered({ ok: true, state: { state: "ready", plan } });
  expect(ready.line).toBe("plan/ask done run-6");
});

test("[SV520] terms that cannot be meant and what cannot be planned are refused", async () => {
  for (const wrong of [
    { dates: { from: "2027-02", until: "2027-01" } },
    { dates: { from: null, until: "2027-13" } },
    { dates: { until: "2027-12" } },
    { hoursByRole: { gardeners: 1 } },
    { yearlySek: -1 },
    { yearlyPayer: "" },
  ]) {
    const sent = { ...body, terms: { ...terms, ...wrong } };
    const { status, said, asked } = await answered({ ok: false, problems: [] }, sent);
    expect([status, said.code, asked]).toEqual([400, "request/bad-body", []]);
  }
  const problem = { code: "protect/no-model", severity: "error", at: null, args: {} } as const;
  const refused = await answered({ ok: false, problems: [problem] });
  expect([refused.status, refused.said.code]).toEqual([422, "protect/cannot-be-done"]);
  expect(refused.said.problems).toEqual([problem]);
});
