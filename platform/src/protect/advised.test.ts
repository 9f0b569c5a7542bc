/** Weaknesses that only advisories tell of, in the graph: where they are, and nowhere else. */
import type { AssetId } from "@vallgrav/kernel";
import { touchedFlaws, touchedSender } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import type { ModelMatch } from "../advisories/index.ts";
import { advisedFlaws } from "../advisories/index.ts";
import { advisedOf } from "./advised.ts";
import { mendingSetting } from "./impacts.ts";
import { computationId } from "./kept.ts";
import { modelFrom, sourceOf } from "./model-source.ts";
import { playImpacts } from "./play-impacts.ts";
import type { Advised, PricedModel } from "./setting.ts";
import { openStage } from "./stage.ts";
import { impactUnits } from "./tasks.ts";
import { modelOfFiles, preparedOf, smallSize } from "./test/example.ts";
import { flawedFiles } from "./test/flawed.ts";

const size = { outer: 10, inner: 10, seed: "1", threads: 1 };
const range = { outerFrom: size.outer, outerTo: 2 * size.outer, inner: size.inner };
/** A machine that no directory lists and nothing runs on, told of by a scan that found it clean. */
const alone = { host: "ensam.example.se", cve: "CVE-2026-990998", score: 7 };
const current = modelOfFiles(flawedFiles([alone]));
const computers = current.model.assets.filter(({ kind }) => kind === "computer");
const servers = computers.filter(({ name }) => name.startsWith("SRV-")).map(({ id }) => id);
const lonely = computers.find(({ name }) => name.toLowerCase() === alone.host)?.id;

function advisedOn(hosts: readonly AssetId[]): PricedModel {
  const flaws = hosts.map((asset) => ({ asset, certainty: 0.9, standing: "observed" as const }));
  const advised: Advised = { key: hosts.join(" "), flaws, sender: null };
  return { ...current, advised };
}

/** The figures of each run, and which runs the flaws of a host stand in the way of. */
async function playedOn(model: PricedModel, host?: AssetId) {
  const { setting } = await preparedOf(model, size);
  const groups = host === undefined ? [] : [touchedFlaws({ id: host, kind: "computer" })];
  return playImpacts(openStage(mendingSetting(setting, groups)), { kind: "impacts", range });
}

const some = servers.slice(0, 8);
const today = await playedOn(current);

test("[PR660] a usable weakness of a computer that is reached makes ways shorter", async () => {
  const advised = await playedOn(advisedOn(some));
  const units = impactUnits.length;
  let shorter = 0;
  for (let at = 0; at < today.today.length; at += units) {
    // Held and held days never rise, losses never fall.
    expect(advised.today[at]).toBeLessThanOrEqual(today.today[at] ?? 0);
    expect(advised.today[at + 1]).toBeLessThanOrEqual(today.today[at + 1] ?? 0);
    if ((advised.today[at + 1] ?? 0) < (today.today[at + 1] ?? 0)) shorter += 1;
  }
  process.stdout.write(`advised flaws on 8 servers shorten ${shorter} of 100 runs\n`);
  expect(shorter).toBeGreaterThan(0);
});

test("[PR661] a patched component moves only the runs whose ways go through it", async () => {
  const units = impactUnits.length;
  let through = 0;
  for (const host of some.slice(0, 4)) {
    const whole = await playedOn(advisedOn(some), host);
    const patched = await playedOn(advisedOn(some.filter((one) => one !== host)));
    const changed = new Map(whole.changed.map(({ slot, figures }) => [slot, figures]));
    through += changed.size;
    for (let slot = 0; slot < size.outer * size.inner; slot += 1) {
      const before = whole.today.slice(slot * units, (slot + 1) * units);
      const after = patched.today.slice(slot * units, (slot + 1) * units);
      expect([host, slot, [...after]]).toEqual([host, slot, [...(changed.get(slot) ?? before)]]);
    }
  }
  process.stdout.write(`ways of ${through} of 400 runs go through one of four weaknesses\n`);
  expect(through).toBeGreaterThan(0);
}, 120_000);

test("[PR662] on a computer that nobody reaches it changes no run", async () => {
  if (lonely === undefined) throw new Error("the scan told of it");
  const { today: figures, changed } = await playedOn(advisedOn([lonely]), lonely);
  expect([...figures]).toEqual([...today.today]);
  expect(changed).toEqual([]);
});

test("[PR663] computations are named by what advisories tell; threads are handed it", async () => {
  const named = (model: PricedModel): string => computationId(model, smallSize, "ways");
  const advised = advisedOn(some);
  expect(new Set([current, advised, advisedOn(some.slice(1))].map(named)).size).toBe(3);
  expect(named({ ...current, advised: null })).toBe(named(current));
  expect(modelFrom(structuredClone(sourceOf(advised))).advised).toEqual(advised.advised);
  const plain = await preparedOf(current, smallSize);
  const made = await preparedOf(advised, smallSize);
  expect(made.identity.times).not.toBe(plain.identity.times);
});

test("[PR664] of a computer's matches the surest that can be used counts", async () => {
  const [host, other] = some;
  const by = computers.find(({ id }) => id === host)?.present.by ?? [];
  if (host === undefined || other === undefined) throw new Error("the example has servers");
  const match = (asset: AssetId, usable: number): ModelMatch => ({
    asset,
    weakness: `CVE-2026-99000${Math.round(usable * 9)}`,
    component: "x",
    title: "x",
    fixedIn: null,
    usable,
    by,
  });
  const matches = [match(host, 0.2), match(host, 1), match(other, 0)];
  const [flaw, ...rest] = advisedFlaws(matches, current.asOf);
  expect(rest).toEqual([]);
  expect([flaw?.asset, (flaw?.certainty ?? 0) > 0.5]).toEqual([host, true]);
  const answer = { generation: 1, updatedAt: "", unknown: 0, notExamined: 0, unsure: [] };
  const looks = () => Promise.resolve([]);
  const book = (found: readonly ModelMatch[]) => ({
    looks,
    advisories: {
      matches: () => Promise.resolve({ ...answer, matches: found, exploited: () => null }),
    },
  });
  expect((await advisedOf(book(matches), current))?.flaws).toEqual([flaw]);
  expect(await advisedOf(book([match(other, 0)]), current)).toBeNull();
  expect(await advisedOf({ advisories: null, looks }, current)).toBeNull();
});

test("[PR665] domains that refuse lies about their sender hold such mail off", async () => {
  const at = current.asOf;
  const looked = async (...refuse: readonly boolean[]): Promise<PricedModel> => {
    const looks = refuse.map((refuses, n) => ({ domain: `${n}.example`, at, refuses }));
    const advisers = { advisories: null, looks: () => Promise.resolve(looks) };
    return { ...current, advised: await advisedOf(advisers, current) };
  };
  const [open, shut, mixed] = await Promise.all([looked(false), looked(true), looked(true, false)]);
  expect([open, shut, mixed].map(({ advised }) => advised?.sender?.on)).toEqual([
    false,
    true,
    false,
  ]);
  const names = [current, open, shut].map((model) => computationId(model, smallSize, "ways"));
  expect(new Set(names).size).toBe(3);
  const group = [...touchedSender];
  const play = async (model: PricedModel) => {
    const { setting } = await preparedOf(model, size);
    const stage = openStage(mendingSetting(setting, [group]));
    return playImpacts(stage, { kind: "impacts", range });
  };
  const [bad, good] = [await play(open), await play(shut)];
  const held = ({ today: figures }: typeof bad): number =>
    figures.filter((_value, n) => n % impactUnits.length === 1).reduce((sum, one) => sum + one, 0);
  process.stdout.write(
    `held days of 100 runs: ${held(bad).toFixed(1)} with a domain that refuses nothing, ` +
      `${held(good).toFixed(1)} where all refuse\n`,
  );
  expect(held(good)).toBeGreaterThanOrEqual(held(bad));
  expect(bad.changed.length).toBeGreaterThan(good.changed.length);
});
