/**
 * The example municipality's files, changed one thing at a time, and the runs that come of them:
 * what must follow from a change, whatever the figures are.
 */
import { expect } from "vitest";
import { playDials } from "../play-dials.ts";
import { playWays } from "../play-ways.ts";
import type { Prepared } from "../setting.ts";
import { openStage, type Stage } from "../stage.ts";
import type { RunColumns } from "../tasks.ts";
import {
  choiceOf,
  exampleGiven,
  type Given,
  modelOfFiles,
  preparedOf,
  smallSize,
} from "./example.ts";

/** What stands at a path of members of a JSON document; undefined where the path ends before. */
type Thing = Record<string, unknown>;

/** Files of a town by the last word of their names: `users`, `groups`, `systemregister.csv`. */
export type Town = readonly Given[];

/** The example, read once. */
export const example: Town = exampleGiven();

const text = new TextDecoder("utf8");
const bytes = new TextEncoder();

function fileOf(town: Town, name: string): Given {
  const found = town.find((file) => file.name.includes(name));
  if (found === undefined) throw new Error(`the town has no file ${name}`);
  return found;
}

/** The town with one file's text made anew. */
export function rewritten(town: Town, name: string, change: (before: string) => string): Town {
  const file = fileOf(town, name);
  const made = change(text.decode(file.bytes));
  return town.map((one) => (one === file ? { ...one, bytes: bytes.encode(made) } : one));
}

/** Objects of a directory file. */
export function objectsOf(town: Town, kind: string): readonly Thing[] {
  const document = JSON.parse(text.decode(fileOf(town, `_${kind}`).bytes)) as { data: Thing[] };
  return document.data;
}

/** The town with the objects of a directory file made anew; what they count is told anew too. */
export function directory(kind: string, change: (objects: Thing[]) => Thing[]): (t: Town) => Town {
  return (town) =>
    rewritten(town, `_${kind}`, (before) => {
      const document = JSON.parse(before) as { data: Thing[]; meta: Thing };
      const data = change(document.data);
      return JSON.stringify({ data, meta: { ...document.meta, count: data.length } });
    });
}

/** Objects with some of their members made anew where their id ends so. */
export function changed(
  id: (text: string) => boolean,
  change: (thing: Thing) => Thing,
): (things: Thing[]) => Thing[] {
  return (things) =>
    things.map((thing) => (id(String(thing["ObjectIdentifier"])) ? change(thing) : thing));
}

/** An object with some of its properties set. */
export function withProperties(set: Thing): (thing: Thing) => Thing {
  return (thing) => ({
    ...thing,
    Properties: { ...(thing["Properties"] as Thing), ...set },
  });
}

/** A right as the collector lists it. */
export function ace(holder: string, right: string, inherited = false): Thing {
  return {
    PrincipalSID: holder,
    PrincipalType: "Group",
    RightName: right,
    IsInherited: inherited,
  };
}

/** An object with its rights made anew. */
export function withRights(change: (rights: readonly Thing[]) => readonly Thing[]) {
  return (thing: Thing): Thing => ({ ...thing, Aces: change(thing["Aces"] as Thing[]) });
}

/** The register with rows made anew: a row is its cells by heading. */
export function register(
  change: (row: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
  order: (headings: readonly string[]) => readonly string[] = (headings) => headings,
): (town: Town) => Town {
  return (town) =>
    rewritten(town, "systemregister", (before) => {
      const [first = "", ...lines] = before.trim().split(/\r?\n/);
      const headings = first.replace(/^\uFEFF/, "").split(";");
      const told = order(headings);
      const rows = lines.map((line) => {
        const cells = line.split(";");
        const row = Object.fromEntries(headings.map((name, at) => [name, cells[at] ?? ""]));
        const made = change(row);
        return told.map((name) => made[name] ?? "").join(";");
      });
      return [told.join(";"), ...rows, ""].join("\r\n");
    });
}

/** Runs of a town: what each cost, and the steps of the way by which it fell, if it did. */
export type Played = {
  readonly prepared: Prepared;
  readonly stage: Stage;
  readonly columns: RunColumns;
  /** By run: steps as `asset:step`, joined; null where nothing vital fell. */
  readonly ways: readonly (string | null)[];
};

const range = { outerFrom: 0, outerTo: 10, inner: 8 };

/** Plays a town under measures by id. */
export async function played(town: Town, measures: readonly string[] = []): Promise<Played> {
  const prepared = await preparedOf(modelOfFiles(town), smallSize);
  const stage = openStage(prepared.setting);
  return playedUnder({ prepared, stage }, measures);
}

/** Plays what is prepared under other measures. */
export function playedUnder(
  { prepared, stage }: Pick<Played, "prepared" | "stage">,
  measures: readonly string[],
): Played {
  const at = new Map(stage.measures.map(({ id }, place) => [id, place]));
  const chosen = choiceOf(
    stage,
    measures.map((id) => {
      const place = at.get(id);
      if (place === undefined) throw new Error(`no measure is called ${id}`);
      return place;
    }),
  );
  const columns = playDials(stage, { kind: "dials", chosen, range });
  const found = [...playWays(stage, { kind: "ways", chosen, range })];
  const { assets, assetOf, steps, stepOf } = prepared.setting.municipal.scene.graph;
  const ways = [...columns.first].map((time) => {
    const way = time === Number.POSITIVE_INFINITY ? undefined : found.shift();
    return way === undefined
      ? null
      : way.nodes
          .map((n, i) => {
            const step = steps[stepOf[n] ?? 0]?.name ?? "";
            return `${assets[assetOf[n] ?? 0] ?? ""}:${step}@${way.times[i] ?? 0}`;
          })
          .join("\n");
  });
  if (found.length > 0) throw new Error("every way is of a run that fell");
  return { prepared, stage, columns, ways };
}

/** Service-hours, persons and SEK of a run, and its first fall. */
export type RunFigures = {
  readonly first: number;
  readonly hours: number;
  readonly persons: number;
  readonly sek: number;
};

/** What each run came to. */
export function runsOf({ columns }: Played): readonly RunFigures[] {
  const { first, hours, persons, sek } = columns;
  const services = hours.length / first.length;
  return [...first].map((time, run) => ({
    first: time,
    hours: hours.subarray(run * services, (run + 1) * services).reduce((sum, one) => sum + one, 0),
    persons: persons[run] ?? 0,
    sek: sek[run] ?? 0,
  }));
}

/** Room for rounding, as a share of what is compared. */
const rounding = 1e-9;

/** Expects that no run falls sooner or costs more than in another town, and some run less. */
export function expectNoWorse(after: Played, than: Played): void {
  const limits = runsOf(than);
  const found = runsOf(after);
  for (const [run, one] of found.entries()) {
    const limit = limits[run];
    if (limit === undefined) throw new Error("both towns are played on the same runs");
    expect(one.first).toBeGreaterThanOrEqual(limit.first * (1 - rounding));
    for (const unit of ["hours", "persons", "sek"] as const)
      expect(one[unit]).toBeLessThanOrEqual(limit[unit] * (1 + rounding) + rounding);
  }
  // A change that moves nothing at all would show nothing.
  expect(found).not.toEqual(limits);
}

/** The thing of a kind that most ways go over, by its number in the directory. */
export function mostUsed({ ways }: Played, kind: string): string {
  const counts = new Map<string, number>();
  for (const way of ways)
    for (const id of new Set(way?.match(new RegExp(`${kind}/sid:[^:#\\n]+`, "g"))))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (first === undefined) throw new Error(`some way goes over a ${kind}`);
  return first[0].slice(first[0].indexOf(":") + 1);
}
