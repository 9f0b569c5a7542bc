/** Questions to people: who may be asked how much, links of one use, answers as facts. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { AskMade, Mover, PlanReport } from "../api/index.ts";
import { fileAt, type Home, homeOn, importInto } from "../identify/test/example-files.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { type Answered, type Asking, type AskResult, createAsking, type NewAsk } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-asking-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const register = [
  "Systemnamn;System-ID;Förvaltning;Systemägare;Samhällsviktig tjänst;Återläsning provad;K;R;T",
  "Omsorgsplan;V1;Omsorgen;Verksamhetschef;Hemtjänst;nej;3;3;4",
  "Skolplan;V2;Skolan;Rektor;;nej;2;2;2",
  "Ensam;V3;;;;;1;1;1",
].join("\n");

type Dials = { run: string; holds: number };

type Room = { readonly home: Home; readonly asking: Asking; readonly dials: Dials; ms: number };

const mover: Mover = {
  step: "unreachable",
  asset: { id: "backup/register:backup/V1", kind: "backup", name: "Omsorgsplan" },
  onWays: 0.4,
  chance: 0.3,
  holds: { low: 0.4, high: 0.6, share: 0.2, noise: 0.05, isClear: true },
  loss: { low: 1.2, high: 0.7, share: 0.2, noise: 0.05, isClear: true },
};

function reportOf({ run, holds }: Dials): PlanReport {
  const mean = { mean: 1 };
  const service = {
    id: "service/register:service/hemtjanst",
    name: "H",
    hours: 40,
    fellShare: 0.5,
  };
  const before = {
    resistance: {
      probabilityHolds: holds,
      medianDays: 3,
      horizonDays: 90,
      evidence: { observed: 0.5, declared: 0.2, assumed: 0.3 },
      speak: "figures",
    },
    damage: { serviceHours: mean, persons: mean, sek: mean, perService: [service] },
  };
  return { before, run: { id: run } } as unknown as PlanReport;
}

async function openRoom(store: Home["store"]): Promise<Room> {
  const home = homeOn(store);
  const path = join(folder, "register.csv");
  writeFileSync(path, register);
  await importInto(home, [fileAt(path, "register.csv")]);
  const dials = { run: "r1", holds: 0.5 };
  const room = { home, dials, ms: Date.UTC(2026, 11, 1) } as {
    -readonly [K in keyof Room]: Room[K];
  };
  room.asking = createAsking({
    store,
    identify: home.identify,
    protect: {
      movers: () => Promise.resolve({ facts: [mover], parameters: [] }),
      storedPlan: () => Promise.resolve(reportOf(dials)),
    },
    now: () => new Date(room.ms).toISOString() as never,
  });
  return room;
}

const backup = { asset: "backup/register:backup/V1", question: "backup-out-of-reach" };
const hours = { asset: "system/register:V1", question: "tolerable-hours" };

async function made(room: Room, more: Partial<NewAsk> = {}): Promise<AskMade> {
  const ask = { person: "Verksamhetschef, Omsorgen", items: [backup, hours], days: 14, ...more };
  const result = await room.asking.make(ask, "Signe Exempel");
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

function codeOf(result: AskResult<unknown>): string | null {
  return result.ok ? null : result.problem.code;
}

async function imported({ home }: Room, result: AskResult<Answered>): Promise<Answered> {
  if (!result.ok) throw new Error(result.problem.code);
  const { file } = result.value;
  if (file !== null) {
    const path = join(folder, file.name);
    writeFileSync(path, file.text);
    const { id } = await home.identify.importFiles([fileAt(path, file.name)], file.by);
    await home.jobs.wait(id);
  }
  return result.value;
}

onSqlite((stores) => {
  test("[OW11] what moves the dials comes first, then hours at stake, with owner", async () => {
    const room = await openRoom(await stores.open());
    const { candidates, total, limits } = await room.asking.board();
    expect(limits).toEqual({ open: 3, perMonth: 3, perForm: 3 });
    expect(candidates).toHaveLength(total);
    expect(candidates[0]).toMatchObject({
      ...backup,
      asset: { id: backup.asset, kind: "backup" },
      because: "clear",
      onWays: 0.4,
      owner: "Verksamhetschef, Omsorgen",
      hours: 40,
      isAsked: false,
    });
    const order = candidates.map(({ because }) => because);
    expect(order[1]).toBe("hours");
    expect(order.indexOf("none")).toBeGreaterThan(order.lastIndexOf("hours"));
    expect(candidates.find(({ asset }) => asset.id.endsWith("V3"))?.owner).toBeNull();
    await room.home.jobs.stop();
  });

  test("[OW12] a link shows questions alone, is kept as a hash, is answered once", async () => {
    const store = await stores.open();
    const room = await openRoom(store);
    const { form, token } = await made(room);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(form.code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    expect(JSON.stringify(await store.settings.load("asks"))).not.toContain(token);
    const opened = await room.asking.open(token);
    expect(opened.ok && Object.keys(opened.value)).toEqual(["items", "expiresAt"]);
    expect(opened.ok && opened.value.items.map((one) => Object.keys(one).sort())).toEqual([
      ["choices", "hint", "text"],
      ["choices", "hint", "text"],
    ]);
    expect(JSON.stringify(opened)).not.toContain("register:");
    const given = { answers: ["yes", "h24"], note: "" };
    const first = await room.asking.answer(token, given);
    expect(first.ok).toBe(true);
    expect(codeOf(await room.asking.answer(token, given))).toBe("asking/bad-link");
    expect(codeOf(await room.asking.open(token))).toBe("asking/bad-link");
    for (const guess of ["", "x".repeat(43), `${token}x`, form.id, form.code])
      expect([guess, codeOf(await room.asking.open(guess))]).toEqual([guess, "asking/bad-link"]);
    await room.home.jobs.stop();
  });

  test("[OW12] of two answers at once one is taken", async () => {
    const room = await openRoom(await stores.open());
    const { token } = await made(room);
    const both = await Promise.all(
      ["yes", "no"].map((first) => room.asking.answer(token, { answers: [first, "h4"], note: "" })),
    );
    expect(both.map(codeOf).filter((code) => code !== null)).toEqual(["asking/bad-link"]);
    await room.home.jobs.stop();
  });

  test("[OW13] an answer becomes a declared fact with who said it, and what it moved", async () => {
    const room = await openRoom(await stores.open());
    const { form, token } = await made(room);
    const answered = await imported(
      room,
      await room.asking.answer(token, { answers: ["yes", "h24"], note: "Fråga Bo Exempel" }),
    );
    expect(answered.form).toMatchObject({ state: "answered", note: "Fråga Bo Exempel" });
    const current = await room.home.identify.current();
    const of = (id: string, property: string) =>
      current?.model.assets.find((asset) => asset.id === id)?.facts[property];
    expect(of(backup.asset, "defence/unreachable")).toMatchObject({
      value: true,
      standing: "declared",
    });
    expect(of(hours.asset, "tolerable-outage-hours")).toMatchObject({
      value: 24,
      by: [{ source: "statements/Verksamhetschef, Omsorgen", kind: "person" }],
    });
    const moved = async () => (await room.asking.board()).forms[0]?.moved;
    expect(await moved()).toMatchObject({ before: { probabilityHolds: 0.5 }, after: null });
    Object.assign(room.dials, { run: "r2", holds: 0.7 });
    expect(await moved()).toMatchObject({
      before: { run: "r1", probabilityHolds: 0.5, certainty: 0.7 },
      after: { run: "r2", probabilityHolds: 0.7 },
      together: 1,
    });
    Object.assign(room.dials, { run: "r3", holds: 0.1 });
    expect((await moved())?.after?.run).toBe("r2");
    const { candidates } = await room.asking.board();
    expect(
      candidates.some(
        ({ question, asset }) => asset.id === backup.asset && question === backup.question,
      ),
    ).toBe(false);
    expect(form.state).toBe("open");
    await room.home.jobs.stop();
  });

  test("[OW13] don't know and wrong person are answers that make no fact", async () => {
    const room = await openRoom(await stores.open());
    const { token } = await made(room);
    const given = { answers: ["unknown", "elsewhere"], note: "Ring 19811218-9876\u202E, hon vet" };
    const answered = await imported(room, await room.asking.answer(token, given));
    expect(answered.file).toBeNull();
    expect(answered.form).toMatchObject({ moved: null, note: "Ring [personnummer] , hon vet" });
    await room.home.jobs.stop();
  });

  test("[OW13] what is no answer is refused, and the link still holds", async () => {
    const room = await openRoom(await stores.open());
    const { token } = await made(room);
    for (const answers of [[], ["yes"], ["yes", "h5"], ["h24", "yes"], ["yes", "h24", "yes"]])
      expect(codeOf(await room.asking.answer(token, { answers, note: "" }))).toBe(
        "asking/bad-answer",
      );
    expect((await room.asking.open(token)).ok).toBe(true);
    const long = { answers: ["yes", "h24"], note: "lösenord: Sommar2026! ".repeat(1000) };
    const answered = await room.asking.answer(token, long);
    expect(answered.ok && answered.value.form.note).toBeNull();
    if (answered.ok) await answered.value.undo();
    expect((await room.asking.open(token)).ok).toBe(true);
    await room.home.jobs.stop();
  });

  test("[OW14] one person gets three questions at a time and in a month", async () => {
    const room = await openRoom(await stores.open());
    const ask = (question: string, person = "Verksamhetschef, Omsorgen") =>
      room.asking.make({ person, items: [{ asset: hours.asset, question }], days: 14 }, "x");
    const first = await made(room);
    expect(codeOf(await ask("tolerable-hours", "Bo Exempel"))).toBe("asking/unknown-question");
    expect(codeOf(await ask("reserve-share"))).toBeNull();
    expect(codeOf(await ask("reserve-hours", "VERKSAMHETSCHEF,  omsorgen"))).toBe(
      "asking/too-many-open",
    );
    expect(codeOf(await ask("reserve-hours", "Bo Exempel"))).toBeNull();
    await room.asking.answer(first.token, { answers: ["yes", "unknown"], note: "" });
    expect(codeOf(await ask("own-administration"))).toBe("asking/too-many-month");
    room.ms += 31 * 86_400_000;
    expect(codeOf(await ask("own-administration"))).toBeNull();
    await room.home.jobs.stop();
  });

  test("[OW14] forms expire and are withdrawn; then the link opens nothing", async () => {
    const room = await openRoom(await stores.open());
    const { token, form } = await made(room, { days: 1 });
    room.ms += 86_400_000;
    expect(codeOf(await room.asking.open(token))).toBe("asking/bad-link");
    expect((await room.asking.board()).forms[0]?.state).toBe("expired");
    expect(codeOf(await room.asking.withdraw(form.id))).toBe("asking/not-open");
    room.ms += 40 * 86_400_000;
    const again = await made(room);
    expect(codeOf(await room.asking.withdraw(again.form.id))).toBeNull();
    expect(codeOf(await room.asking.open(again.token))).toBe("asking/bad-link");
    expect(codeOf(await room.asking.withdraw("nobody"))).toBe("asking/unknown");
    const last = await made(room);
    const gone = await room.asking.withdrawFor(last.form.id);
    expect(codeOf(await room.asking.open(last.token))).toBe("asking/bad-link");
    if (gone.ok) await gone.value.undo();
    expect(codeOf(await room.asking.open(last.token))).toBeNull();
    await room.home.jobs.stop();
  });

  test("[OW15] by telephone or on paper a colleague writes it down, and stands there", async () => {
    const room = await openRoom(await stores.open());
    const { form, token } = await made(room);
    const onBehalf = { by: "Vera Exempel", channel: "phone", enteredBy: "Signe" } as const;
    const given = { answers: ["no", "h72"], note: "" };
    const answered = await imported(room, await room.asking.answerFor(form.id, given, onBehalf));
    expect(answered.form.answered).toMatchObject({ ...onBehalf });
    expect(answered.file?.by).toBe("Vera Exempel");
    expect(codeOf(await room.asking.open(token))).toBe("asking/bad-link");
    expect(codeOf(await room.asking.answerFor(form.id, given, onBehalf))).toBe("asking/not-open");
    await room.home.jobs.stop();
  });

  test("[OW16] who has no name, and what nobody can be asked, is refused", async () => {
    const room = await openRoom(await stores.open());
    const make = async (more: Partial<NewAsk>) =>
      codeOf(await room.asking.make({ person: "Bo", items: [hours], days: 1, ...more }, "x"));
    for (const person of ["", " \u202E", "19811218-9876"])
      expect(await make({ person })).toBe("asking/bad-person");
    const unknown = [
      [],
      [hours, hours],
      [hours, backup, { ...hours, question: "reserve-share" }, { ...hours, question: "x" }],
      [{ ...hours, question: "restore-tried" }],
      [{ ...hours, asset: "system/register:nobody" }],
    ];
    for (const items of unknown) expect(await make({ items })).toBe("asking/unknown-question");
    await room.home.jobs.stop();
  });
});
