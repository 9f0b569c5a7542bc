/** Holds a model against what the example knows to be true: who was taken for whom. */
import { readFileSync } from "node:fs";
import type { Rooms } from "@vallgrav/server";

type Thing = {
  readonly file: string;
  readonly place: string;
  readonly kind: string;
  readonly is: string;
};

/** Shares of pairs of places: of those held for one thing, and of those that are one. */
export type Held = {
  readonly places: number;
  readonly things: number;
  readonly assets: number;
  readonly precision: number;
  readonly recall: number;
};

/**
 * The places that a place lies in, itself first: `12:3` in `12`, `/data/3/x` in `/data/3`.
 * @yields each once, the empty one last
 */
function* placesAround(place: string): Generator<string> {
  yield place;
  for (let at = place.length - 1; at >= 0; at -= 1)
    if (place[at] === "/" || place[at] === ":") yield place.slice(0, at);
  yield "";
}

function truthOf(path: string, kind: string): ReadonlyMap<string, string> {
  const truth = new Map<string, string>();
  for (const line of readFileSync(path, "utf8").trimEnd().split("\n")) {
    const thing = JSON.parse(line) as Thing;
    const file = thing.file.slice(thing.file.lastIndexOf("/") + 1);
    if (thing.kind === kind) truth.set(`${file} ${thing.place}`, thing.is);
  }
  return truth;
}

/** Which asset each statement about that kind of thing was given to. */
async function assetsByStatement(rooms: Rooms, kind: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const current = await rooms.identify.current();
  for (const asset of current?.model.assets ?? []) {
    if (asset.kind !== kind) continue;
    const facts = [...Object.values(asset.facts), asset.present];
    for (const { by, against } of facts)
      for (const { observation } of [...by, ...against.flatMap((other) => other.by)])
        found.set(observation, asset.id);
  }
  return found;
}

function pairsIn(groups: Iterable<number>): number {
  let pairs = 0;
  for (const size of groups) pairs += (size * (size - 1)) / 2;
  return pairs;
}

function counted(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Compares the model with the truth for one kind of thing, pair by pair of places. */
export async function holdToTruth(
  rooms: Rooms,
  truthPath: string,
  kind: "account" | "computer",
): Promise<Held> {
  const truth = truthOf(truthPath, kind);
  const assets = await assetsByStatement(rooms, kind);
  const names = new Map(
    (await rooms.store.evidence.list()).map(({ evidence: { id, name } }) => [id as string, name]),
  );
  const held = new Map<string, { readonly asset: string; readonly is: string }>();
  for await (const batch of rooms.store.evidence.observations({ kind }))
    for (const { id, at } of batch) {
      const asset = assets.get(id);
      if (asset === undefined) continue;
      for (const place of placesAround(at.place)) {
        const key = `${names.get(at.evidence)} ${place}`;
        const is = truth.get(key);
        if (is === undefined) continue;
        if (!held.has(key)) held.set(key, { asset, is });
        break;
      }
    }
  const all = [...held.values()];
  const both = pairsIn(counted(all.map(({ asset, is }) => `${asset} ${is}`)).values());
  const byAsset = counted(all.map(({ asset }) => asset));
  const byThing = counted(all.map(({ is }) => is));
  return {
    places: all.length,
    things: byThing.size,
    assets: byAsset.size,
    precision: both / pairsIn(byAsset.values()),
    recall: both / pairsIn(byThing.values()),
  };
}
