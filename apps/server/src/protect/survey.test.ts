/** Plans from all sides, over HTTP. */
import type { AttackersKept, Job, PlanSurvey } from "@vallgrav/platform/api";
import type { Protect } from "@vallgrav/platform/protect";
import { expect, test } from "vitest";
import { openHouse, setUp } from "../test/house.ts";

type Answered = Awaited<ReturnType<Protect["askSurvey"]>>;

const terms = { yearlySek: null, hoursByRole: { operations: 100 }, objective: "worst" };
const body = { budgetSek: 1_200_000, terms, worlds: 50, frequency: null };

async function answered(answer: Answered, sent: unknown = body) {
  const asked: unknown[] = [];
  const askSurvey = (one: unknown): Promise<Answered> => {
    asked.push(one);
    return Promise.resolve(answer);
  };
  const house = await openHouse({ protect: { askSurvey } });
  const token = await setUp(house);
  const response = await house.app.inject({
    method: "POST",
    url: "/api/survey",
    headers: {
      host: "localhost:4600",
      origin: "http://localhost:4600",
      "x-vallgrav": "1",
      cookie: `vallgrav=${token}`,
      "content-type": "application/json",
    },
    payload: JSON.stringify(sent),
  });
  const said = response.json<{ code?: string; problems?: readonly unknown[] }>();
  const line = (await house.audited()).find((one) => one.startsWith("plan/survey"));
  return { status: response.statusCode, said, line, asked };
}

test("[SV220] a survey is a job, then its answer, and each question is audited", async () => {
  const job = { id: "job-8" } as unknown as Job;
  const waiting = await answered({ ok: true, state: { state: "computing", job } });
  expect(waiting).toEqual({
    status: 200,
    said: { state: "computing", job: { id: "job-8" } },
    line: "plan/survey done job-8",
    asked: [body],
  });
  const survey = { run: { id: "run-9" } } as unknown as PlanSurvey;
  const ready = await answered({ ok: true, state: { state: "ready", survey } });
  expect(ready.line).toBe("plan/survey done run-9");
});

test("[SV950] what is kept against every attacker is seen without a question", async () => {
  const kept = { attackers: [{ id: "targeted-intrusion" }] } as unknown as AttackersKept;
  const asked: number[] = [];
  const keptAttackers = (budgetSek: number): Promise<AttackersKept> => {
    asked.push(budgetSek);
    return Promise.resolve(budgetSek === 1_200_000 ? kept : { attackers: null });
  };
  const house = await openHouse({ protect: { keptAttackers } });
  const token = await setUp(house);
  const get = (url: string) =>
    house.app.inject({
      method: "GET",
      url: `/api/attackers${url}`,
      headers: { host: "localhost:4600", cookie: `vallgrav=${token}` },
    });
  const lines = async (): Promise<number> =>
    (await house.audited()).filter((line) => line.startsWith("attackers/view")).length;
  expect((await get("?budgetSek=0")).json()).toEqual({ attackers: null });
  expect(await lines()).toBe(0);
  expect((await get("?budgetSek=1200000")).json()).toEqual(kept);
  expect(await lines()).toBe(1);
  for (const wrong of ["", "?budgetSek=x", "?budgetSek=-1", "?budgetSek=1&budgetSek=2"])
    expect((await get(wrong)).statusCode).toBe(400);
  expect(asked).toEqual([0, 1_200_000]);
});

test("[SV220] what cannot be surveyed is told with every reason", async () => {
  const problem = {
    code: "protect/bad-frequency",
    severity: "error",
    at: null,
    args: {},
  } as const;
  const refused = await answered({ ok: false, problems: [problem] });
  expect([refused.status, refused.said.code]).toEqual([422, "protect/cannot-be-done"]);
  expect(refused.said.problems).toEqual([problem]);
  for (const wrong of [
    { ...body, worlds: 201 },
    { ...body, terms: { ...terms, objective: "best" } },
    { ...body, frequency: { low: 1, high: 2, source: "" } },
  ]) {
    const { status, said, asked } = await answered({ ok: false, problems: [] }, wrong);
    expect([status, said.code, asked]).toEqual([400, "request/bad-body", []]);
  }
});
