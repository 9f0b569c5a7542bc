/** What people judge: suggestions, their word, taking it back, and what survives. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { IdentityPair } from "../api/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { exampleFiles, fileAt, type Home, homeOn, importInto } from "./test/example-files.ts";
import type { Identify } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-judging-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const head = "Datornamn;Tillverkare;Operativsystem\n";

/** Lists of two offices: one knows serial numbers, the other writes a bare name, and wrong. */
const files = [
  ["a.csv", "Datornamn;Serienummer;Operativsystem\nSRV-EKONOMI01;S100;Windows Server 2016\n"],
  ["b.csv", `${head}SRV-EKONMOI01;X;Windows Server 2022\nPC-ETT1;X;Windows 11\n`],
] as const;

const later = ["c.csv", `${head}SRV-EKONMOI01;X;Windows Server 2025\n`] as const;

function written([name, text]: readonly [string, string]) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return fileAt(path, name);
}

async function suggested(identify: Identify): Promise<readonly IdentityPair[]> {
  return (await identify.pairs({ state: "suggested", from: 0, limit: 20 })).pairs;
}

async function judged(identify: Identify): Promise<readonly IdentityPair[]> {
  return (await identify.pairs({ state: "judged", from: 0, limit: 20 })).pairs;
}

async function say(home: Home, pair: IdentityPair, holds: boolean | null, by: string) {
  const { left, right } = pair;
  return home.identify.judge({ left: left.subject, right: right.subject, holds }, by);
}

async function only(home: Home): Promise<IdentityPair> {
  const [pair, more] = await suggested(home.identify);
  if (pair === undefined || more !== undefined) throw new Error("one suggestion");
  return pair;
}

async function computers(home: Home): Promise<number> {
  const current = await home.identify.current();
  return current?.model.assets.filter(({ kind }) => kind === "computer").length ?? 0;
}

onSqlite((stores) => {
  test("[OW1] a pair is suggested with the evidence of each side", async () => {
    const home = homeOn(await stores.open());
    await importInto(home, files.map(written));
    const pair = await only(home);
    expect(pair).toMatchObject({ kind: "computer", because: "letters", isOne: true, judged: null });
    expect(pair.key).toMatch(/^[0-9a-f]{12}$/);
    const sides = [pair.left, pair.right].map(({ subject, sources, says }) => [
      subject.claims.map(({ value }) => value),
      sources.map(({ file, place, reader }) => [file, place, reader]),
      says.map(({ property, value }) => [property, value]),
    ]);
    expect(sides).toEqual([
      [
        ["srv-ekonmoi01"],
        [["b.csv", expect.stringMatching(/^2/) as unknown, "computer-list"]],
        expect.arrayContaining([["operatingsystem", "Windows Server 2022"]]) as unknown,
      ],
      [
        ["S100", "srv-ekonomi01"],
        [["a.csv", expect.stringMatching(/^2/) as unknown, "computer-list"]],
        expect.arrayContaining([["operatingsystem", "Windows Server 2016"]]) as unknown,
      ],
    ]);
    await home.jobs.stop();
  });

  test("[OW2] a word against it splits, survives new imports, and is taken back", async () => {
    const home = homeOn(await stores.open());
    await importInto(home, files.map(written));
    const before = await computers(home);
    const pair = await only(home);
    expect(await say(home, pair, false, "Signe Exempel")).toMatchObject({ ok: true });
    expect(await computers(home)).toBe(before + 1);
    expect(await suggested(home.identify)).toEqual([]);
    await importInto(home, [written(later)]);
    expect(await computers(home)).toBe(before + 1);
    expect(await suggested(home.identify)).toEqual([]);
    const [kept] = await judged(home.identify);
    expect(kept).toMatchObject({ key: pair.key, because: "said", isOne: false });
    expect(kept?.judged).toMatchObject({ holds: false, by: "Signe Exempel" });
    expect(await say(home, kept ?? pair, null, "Olle Exempel")).toMatchObject({ ok: true });
    expect(await computers(home)).toBe(before);
    expect(await judged(home.identify)).toEqual([]);
    expect((await suggested(home.identify)).map(({ key }) => key)).toEqual([pair.key]);
    expect(home.logged).toEqual([]);
    await home.jobs.stop();
  });

  test("[OW2] a word for it is the last one said, though the clock stands still", async () => {
    const home = homeOn(await stores.open());
    await importInto(home, files.map(written));
    const pair = await only(home);
    for (const holds of [false, true, false, true, null, true])
      expect(await say(home, pair, holds, "Signe Exempel")).toMatchObject({ ok: true });
    expect((await judged(home.identify)).map((one) => one.judged?.holds)).toEqual([true]);
    const current = await home.identify.current();
    await home.jobs.stop();
    // Read anew from the store the words are as they were.
    const again = homeOn(home.store);
    expect((await again.identify.current())?.hash).toBe(current?.hash);
    await again.jobs.stop();
  });

  test("[OW3] a word on what is not known, or on no pair, changes nothing", async () => {
    const home = homeOn(await stores.open());
    const nobody = { kind: "computer", claims: [{ space: "serial", value: "X" }] } as const;
    const word = { left: nobody, right: nobody, holds: true };
    const unknown = { ok: false, problem: { code: "identify/unknown-thing" } };
    expect(await home.identify.judge(word, "x")).toMatchObject(unknown);
    await importInto(home, files.map(written));
    const hash = (await home.identify.current())?.hash;
    const { left } = await only(home);
    expect(await home.identify.judge({ ...word, left: left.subject }, "x")).toMatchObject(unknown);
    const same = { left: left.subject, right: left.subject, holds: true };
    expect(await home.identify.judge(same, "x")).toMatchObject({
      ok: false,
      problem: { code: "identify/not-a-pair" },
    });
    const trust = { asset: "computer/serial:S100", property: "operatingsystem", source: "nobody" };
    expect(await home.identify.trust(trust, "x")).toMatchObject(unknown);
    expect(await home.identify.trust({ ...trust, property: "no" }, "x")).toMatchObject(unknown);
    expect((await home.identify.current())?.hash).toBe(hash);
    await home.jobs.stop();
  });

  test("[OW4] whom to believe is chosen, survives new imports, and is taken back", async () => {
    const home = homeOn(await stores.open());
    const fqdn = "DC01.KOMMUN.EXAMPLE.SE";
    const list = `${head}${fqdn};X;Windows Server 2003\n`;
    await importInto(home, [...exampleFiles(), written(["d.csv", list])]);
    const open = await home.identify.contradictions();
    const [first, more] = open;
    if (first === undefined || more !== undefined) throw new Error("one contradiction");
    const { asset, property, values } = first;
    expect(values.map(({ value, source }) => [value, source])).toEqual([
      ["Windows Server 2022 Standard", "sharphound"],
      ["Windows Server 2003", "computer-list/Testa Testsson"],
    ]);
    const [, loser] = values;
    const word = { asset: asset.id, property, source: loser?.source ?? "" };
    expect(await home.identify.trust(word, "Signe Exempel")).toMatchObject({ ok: true });
    await importInto(home, [written(["e.csv", `${head}PC-NY-SAK-7;X;Windows 11\n`])]);
    const [settled] = await home.identify.contradictions("settled");
    expect(settled?.values[0]).toMatchObject({ value: "Windows Server 2003", ...loser });
    expect(settled?.trusted).toMatchObject({ source: word.source, by: "Signe Exempel" });
    expect(await home.identify.contradictions()).toHaveLength(open.length - 1);
    expect((await home.identify.status()).contradictions).toBe(open.length - 1);
    expect(await home.identify.trust({ ...word, source: null }, "Olle")).toMatchObject({
      ok: true,
    });
    expect(await home.identify.contradictions("settled")).toEqual([]);
    expect(await home.identify.contradictions()).toHaveLength(open.length);
    await home.jobs.stop();
  });
});
