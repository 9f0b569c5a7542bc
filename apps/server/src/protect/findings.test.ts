/** Findings over HTTP: decided by those who may, audited, refused with reasons, and as CSV. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { FindingView } from "@vallgrav/platform/api";
import type { Findings } from "@vallgrav/platform/findings";
import { ask, openHouse, setUp, signInAs } from "../test/house.ts";

const moment = "2026-11-01T00:00:00.000Z" as Instant;
const view: FindingView = {
  id: "0123456789abcdef",
  also: [],
  asset: { id: "computer/host:a", kind: "computer", name: "a" },
  weakness: "CVE-2026-990001",
  title: { sv: "Brist", en: "Flaw" },
  means: null,
  severity: "high",
  score: null,
  certainty: null,
  exploited: null,
  share: null,
  reports: [],
  first: moment,
  last: moment,
  state: "open",
  goneSince: null,
  owner: null,
  unit: null,
  systems: [],
  decision: null,
  isOverdue: false,
  fix: { text: { sv: "Rätta", en: "Mend" }, copy: null },
  impact: null,
  together: 1,
  history: [],
};

function roomOf(change: Partial<Findings> = {}) {
  const undone: string[] = [];
  const findings = {
    all: () => Promise.resolve({ findings: [view], impacts: { state: "refused", problems: [] } }),
    one: (id: string) => Promise.resolve(id === view.id ? view : null),
    list: () => Promise.reject(new Error("not asked here")),
    decide: () =>
      Promise.resolve({
        ok: true,
        finding: view,
        undo: () => Promise.resolve(void undone.push(view.id)),
      }),
    ...change,
  } as unknown as Findings;
  return { findings, undone };
}

test("[SV380] a decision is audited, and taken back where it cannot be", async () => {
  const { findings, undone } = roomOf();
  const house = await openHouse({ findings });
  const token = await setUp(house);
  const decide = (body: unknown) =>
    ask(house, { method: "POST", url: "/api/finding", token, body });
  expect((await decide({ id: view.id, owner: "Drift" })).statusCode).toBe(200);
  expect((await house.audited()).at(-1)).toBe(`finding/decide done ${view.id}`);
  house.faults.audit = true;
  expect((await decide({ id: view.id, due: "2026-12-24" })).statusCode).toBe(503);
  expect(undone).toEqual([view.id]);
});

test("[SV381] who sees no ways in sees no findings; who looks decides nothing", async () => {
  const house = await openHouse({ findings: roomOf().findings });
  await setUp(house);
  const status = async (role: Parameters<typeof signInAs>[1], method: "GET" | "POST") => {
    const token = await signInAs(house, role, null);
    const url = method === "GET" ? `/api/finding?id=${view.id}` : "/api/finding";
    const body = method === "GET" ? {} : { body: { id: view.id, owner: null } };
    return (await ask(house, { method, url, token, ...body })).statusCode;
  };
  expect([await status("board-reader", "GET"), await status("system-owner", "GET")]).toEqual([
    403, 403,
  ]);
  expect([await status("auditor", "GET"), await status("auditor", "POST")]).toEqual([200, 403]);
});

test("[SV382] what is refused says why; the CSV is text for a spreadsheet", async () => {
  const problem = { code: "findings/bad-day", severity: "error", at: null, args: { days: 732 } };
  const decide = () => Promise.resolve({ ok: false, problem } as never);
  const house = await openHouse({ findings: roomOf({ decide }).findings });
  const token = await setUp(house);
  const bad = await ask(house, {
    method: "POST",
    url: "/api/finding",
    token,
    body: { id: view.id, due: "2026-12-24" },
  });
  expect([bad.statusCode, bad.json<object>()]).toMatchObject([422, { problems: [problem] }]);
  const missing = await ask(house, { url: "/api/finding?id=0", token });
  expect([missing.statusCode, missing.json<object>()]).toMatchObject([
    404,
    { code: "findings/unknown" },
  ]);
  const csv = await ask(house, { url: "/api/findings/csv", token });
  expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(csv.body).toContain("\r\n0123456789abcdef,");
});

test("[SV660] who sees the ways in asks about a warning, logged by its CVEs", async () => {
  const asked: string[] = [];
  const told = {
    cves: ["CVE-2026-990001"],
    names: [],
    affected: [],
    unknown: [],
    letters: [],
    advisoriesAt: null,
    speak: "words" as const,
  };
  const affected = (text: string) => {
    asked.push(text);
    return Promise.resolve(text.includes("nothing") ? null : told);
  };
  const house = await openHouse({ findings: roomOf({ affected }).findings });
  const token = await setUp(house);
  const tell = (text: unknown, by = token) =>
    ask(house, { method: "POST", url: "/api/affected", token: by, body: { text } });
  const secret = "CVE-2026-990001, lösenord: Hemligt99";
  expect((await tell(secret)).json()).toEqual(told);
  expect((await house.audited()).at(-1)).toBe("affected/view done CVE-2026-990001");
  expect([(await tell(" ")).statusCode, (await tell("x".repeat(30_001))).statusCode]).toEqual([
    400, 400,
  ]);
  const none = await tell("nothing known");
  expect([none.statusCode, none.json<object>()]).toMatchObject([409, { code: "protect/no-model" }]);
  const auditor = await tell("a", await signInAs(house, "auditor", null));
  const owner = await tell("a", await signInAs(house, "system-owner", null));
  expect([auditor.statusCode, owner.statusCode]).toEqual([200, 403]);
  expect(asked).toEqual([secret, "nothing known", "a"]);
});
