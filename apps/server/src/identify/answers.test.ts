/** Twelve answers from a form: kept as a file, imported like one, refused where they are none. */
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { ask, openHouse, setUp } from "../test/house.ts";

test("[SV40] answers become a file that is imported, under a name that says when", async () => {
  const gate = Promise.withResolvers<null>();
  const house = await openHouse({ importing: () => gate.promise });
  const token = await setUp(house);
  const answers = { employees: 1500, "second-factor": true, "restore-tried": null };
  const answer = await ask(house, {
    method: "POST",
    url: "/api/answers",
    token,
    body: { answers },
  });
  expect(answer.statusCode).toBe(202);
  const [[file]] = house.imported as [[(typeof house.imported)[0][0]]];
  expect(file).toMatchObject({ name: "svar-2026-11-24.json", temporary: true });
  expect(JSON.parse(readFileSync(file?.path ?? "", "utf8"))).toEqual({
    vallgravAnswers: 1,
    answeredAt: "2026-11-24T00:00:00.000Z",
    answers,
  });
  gate.resolve(null);
  await house.jobs.wait(answer.json<{ id: string }>().id);
  await expect.poll(() => readdirSync(house.incoming)).toEqual([]);
  expect(await house.audited()).toContain(
    `questions/answer done ${answer.json<{ id: string }>().id}`,
  );
});

test("[SV40] what answers no question, or not in its kind, is refused by its place", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const bad: readonly (readonly [unknown, readonly string[]])[] = [
    [{ answers: { unknown: 1 } }, ["/answers"]],
    [{ answers: { employees: true } }, ["/answers"]],
    [{ answers: { "second-factor": 1 } }, ["/answers"]],
    [{ answers: { employees: -1 } }, ["/answers/employees"]],
    [{ answers: { employees: "19121212-1212" } }, ["/answers/employees"]],
    [{ answers: [] }, ["/answers"]],
    [{}, ["/answers"]],
  ];
  for (const [body, fields] of bad) {
    const answer = await ask(house, { method: "POST", url: "/api/answers", token, body });
    const said = answer.json<{ code: string; fields?: readonly string[] }>();
    expect([body, answer.statusCode, said.code, said.fields]).toEqual([
      body,
      400,
      "request/bad-body",
      fields,
    ]);
  }
  expect(house.imported).toEqual([]);
});
