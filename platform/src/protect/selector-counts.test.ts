/** What prices are counted by: kept, and never waited for where something was known before. */
import { emptySelectorContext } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import { countsBook } from "./selector-counts.ts";
import type { PricedModel, SettingResult } from "./setting.ts";

function modelOf(hash: string): PricedModel {
  return { hash } as PricedModel;
}

function settingOf(people: number): SettingResult {
  const ids = Array.from({ length: people }, (_, at) => `p${at}`);
  return {
    ok: true,
    prepared: { context: { ...emptySelectorContext, people: new Set(ids) } },
  } as unknown as SettingResult;
}

onSqlite((stores) => {
  test("[PR721] counts are made once, kept over a restart, and the former stand in", async () => {
    const store = await stores.open();
    const gate = Promise.withResolvers<void>();
    const asked: string[] = [];
    const open = () =>
      countsBook({
        store,
        settingOf: async ({ hash }) => {
          asked.push(hash);
          if (hash === "b") await gate.promise;
          return settingOf(hash === "a" ? 3 : 5);
        },
      });
    const book = open();
    expect((await book(modelOf("a")))("people")).toBe(3);
    expect((await book(modelOf("a")))("all")).toBe(0);
    expect((await open()(modelOf("a")))("people")).toBe(3);
    expect(asked).toEqual(["a"]);
    // The new ones are on their way.
    expect((await book(modelOf("b")))("people")).toBe(3);
    gate.resolve();
    await expect.poll(async () => (await book(modelOf("b")))("people")).toBe(5);
  });

  test("[PR721] where there can be no setting nothing is counted, and nothing kept", async () => {
    const store = await stores.open();
    const refused = { ok: false, problems: [] } as SettingResult;
    const book = countsBook({ store, settingOf: () => Promise.resolve(refused) });
    expect((await book(modelOf("a")))("people")).toBe(0);
    expect(await store.settings.load("counts")).toBeNull();
  });
});
