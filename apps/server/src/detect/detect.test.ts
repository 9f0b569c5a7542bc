/** The watch over HTTP: sources and their tokens, alerts, tuning. */
import type {
  AlertRow,
  AlertView,
  ForeignReport,
  TuningView,
  WatchRules,
  WatchState,
} from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, openHouse, signInAs, upload } from "../test/house.ts";
import { withAlert } from "./test/some-alert.ts";

test("[SV350] a source's token is told once, its hash is kept, its name its own", async () => {
  const house = await openHouse();
  const token = await signInAs(house, "administrator");
  const body = { name: "Filebeat", silentAfterMinutes: 30 };
  const made = await ask(house, { method: "POST", url: "/api/watch/sources", token, body });
  const { id, token: shown } = made.json<{ id: string; token: string }>();
  expect(shown).toMatch(/^vgs_[\w-]{43}$/);
  const again = await ask(house, { method: "POST", url: "/api/watch/sources", token, body });
  expect([again.statusCode, again.json().code]).toEqual([409, "watch/name-taken"]);
  const state = (await ask(house, { url: "/api/watch", token })).json<WatchState>();
  expect(state).toMatchObject({ isOn: false, sources: [{ id, name: "Filebeat", endedAt: null }] });
  expect(JSON.stringify(state)).not.toContain(shown);
  const [kept] = await house.store.watch.sources();
  expect(kept?.tokenHash).toMatch(/^[\da-f]{64}$/);
  const url = `/api/watch/sources/${id}`;
  expect((await ask(house, { method: "DELETE", url, token })).statusCode).toBe(204);
  expect((await ask(house, { method: "DELETE", url, token })).statusCode).toBe(404);
  expect((await house.store.watch.sources())[0]?.tokenHash).toBeNull();
  expect(await house.audited()).toContain(`watch/add-source done ${id}`);
  expect(await house.audited()).toContain(`watch/end-source done ${id}`);
});

test("[SV1340] where nothing is received as many rules are told as are ready", async () => {
  const house = await openHouse();
  const token = await signInAs(house, "administrator");
  const { rules, isOn } = (await ask(house, { url: "/api/watch", token })).json<WatchState>();
  const listed = (await ask(house, { url: "/api/watch/rules", token })).json<WatchRules>().rules;
  const ready = listed.filter(({ state }) => state === "active").length;
  expect(ready).toBeGreaterThan(10);
  expect([isOn, rules.active]).toEqual([false, ready]);
});

test("[SV351] a source that cannot be audited is not made", async () => {
  const house = await openHouse();
  const token = await signInAs(house, "administrator");
  house.faults.audit = true;
  const body = { name: "Filebeat" };
  const made = await ask(house, { method: "POST", url: "/api/watch/sources", token, body });
  expect(made.statusCode).toBe(503);
  expect(await house.store.watch.sources()).toEqual([]);
});

test("[SV352] an alert is listed, opened, and settled with a note", async () => {
  const asked: unknown[] = [];
  const house = await openHouse({
    reach: (seen) => {
      asked.push(seen);
      return Promise.resolve(null);
    },
  });
  const token = await signInAs(house, "it-operations");
  const id = await withAlert(house);
  const open = async (all = ""): Promise<number> =>
    (await ask(house, { url: `/api/watch/alerts${all}`, token })).json<AlertRow[]>().length;
  expect(await open()).toBe(1);
  const url = `/api/watch/alerts/${id}`;
  const view = (await ask(house, { url, token })).json<AlertView>();
  expect(view).toMatchObject({ title: "LSASS is read", state: "new", events: [{ line: 1 }] });
  // No model, so nobody is known by that name.
  expect((await ask(house, { url: `${url}/reach`, token })).json()).toEqual({ reach: null });
  expect(asked).toEqual([[]]);
  const body = { state: "benign", note: "Övning" };
  const settled = await ask(house, { method: "POST", url, token, body });
  expect(settled.json()).toMatchObject({ state: "benign", note: "Övning" });
  expect([await open(), await open("?all=1")]).toEqual([0, 1]);
  for (const path of ["/api/watch/alerts/x", "/api/watch/alerts/x/reach"])
    expect((await ask(house, { url: path, token })).statusCode).toBe(404);
  const other = await ask(house, { method: "POST", url: "/api/watch/alerts/x", token, body });
  expect(other.statusCode).toBe(404);
});

test("[SV353] tuning has a reason, an owner and an end", async () => {
  const house = await openHouse();
  const token = await signInAs(house, "security-officer");
  const url = "/api/watch/tunings";
  const body = {
    rule: "r",
    field: "hostname",
    value: "srv-1.example.test",
    reason: "Känd övervakning",
    owner: "Drift",
    days: 30,
  };
  for (const left of ["reason", "owner", "days", "value"])
    expect(
      (await ask(house, { method: "POST", url, token, body: { ...body, [left]: undefined } }))
        .statusCode,
    ).toBe(400);
  const made = (await ask(house, { method: "POST", url, token, body })).json<TuningView>();
  expect(made).toMatchObject({ rule: "r", isOver: false });
  expect((await ask(house, { url, token })).json()).toEqual([made]);
  const one = `${url}/${made.id}`;
  expect((await ask(house, { method: "DELETE", url: one, token })).statusCode).toBe(204);
  expect((await ask(house, { method: "DELETE", url: one, token })).statusCode).toBe(404);
});

test("[SV560] another product's alerts are taken once, and what was decided stays", async () => {
  const house = await openHouse();
  const token = await signInAs(house, "it-operations");
  const csv = "Larm;Allvar;Tid;Dator;Id\nMimikatz;Hög;2026-11-20 12:00;dc01;A-1\nX;;;;\n";
  const send = async (name: string, text: string) => {
    const { body, headers } = await upload([{ name, bytes: text }]);
    const url = "/api/watch/imports";
    return ask(house, { method: "POST", url, token, headers, body });
  };
  const first = (await send("larm.csv", csv)).json<ForeignReport>();
  expect(first).toMatchObject({ added: 2, known: 0, tuned: 0, files: [{ alerts: 2 }] });
  const rows = (await ask(house, { url: "/api/watch/alerts", token })).json<AlertRow[]>();
  const row = rows.find(({ title }) => title === "Mimikatz");
  expect(row).toMatchObject({ level: "high", state: "new", subject: { host: "dc01" } });
  const url = `/api/watch/alerts/${row?.id}`;
  await ask(house, { method: "POST", url, token, body: { state: "benign", note: "Övning" } });
  expect((await send("igen.csv", csv)).json<ForeignReport>()).toMatchObject({ added: 0, known: 2 });
  expect((await ask(house, { url, token })).json<AlertView>().state).toBe("benign");
  const refused = (await send("brev.txt", "Hej")).json<ForeignReport>();
  expect(refused.files[0]?.problems[0]?.code).toBe("readers/no-alerts");
  expect(await house.audited()).toContain("watch/import-alerts done");
});

test("[SV561] the rules that are held are listed with what they look for", async () => {
  const house = await openHouse();
  const token = await signInAs(house, "auditor");
  const listed = (await ask(house, { url: "/api/watch/rules", token })).json<WatchRules>();
  expect(listed.techniques).toBeGreaterThan(50);
  expect(listed.rules.find(({ title }) => title === "Shadow copies are deleted")).toEqual({
    rule: "76c1d0a4-5b1e-4f0a-9c55-000000000001",
    title: "Shadow copies are deleted",
    name: { sv: "Skuggkopior raderas", en: "Shadow copies are deleted" },
    level: "high",
    techniques: ["T1490"],
    source: "windows / process_creation",
    state: "active",
  });
  // Parts of a correlation are none by themselves.
  expect(listed.rules.filter(({ title }) => title.endsWith("one event"))).toEqual([]);
});
