/** Attackers in model files of the toolbox: where they begin. Newer files have none. */
import type { Gathered } from "./gathered-model.ts";
import { reportFormat } from "./problems.ts";
import type { Members } from "./take.ts";
import { entriesOf, find, need, needItems, needText, openMap, unexpectedKind } from "./take.ts";
import type { TreeEntry } from "./tree.ts";

/** A way in: the step of an asset, by its id. */
export type AttackerStart = { readonly asset: string; readonly step: string };

/** An attacker of a model file. */
export type Attacker = { readonly name: string; readonly starts: readonly AttackerStart[] };

/** The asset of an entry point: by id, or by name beside an `asset_id`. */
function assetOf({ names }: Gathered, { key }: TreeEntry, members: Members): string {
  const id = find(members, "asset_id");
  if (id?.kind === "number" || id?.kind === "text") return id.text;
  if (names.has(key)) return key;
  for (const [found, name] of names) if (name === key) return found;
  return key;
}

function readStarts(gathered: Gathered, entry: TreeEntry): readonly AttackerStart[] {
  const { reporter, names: known } = gathered;
  const names = ["asset_id", "attack_steps"];
  const members = openMap(reporter, entry.value, entry.key, { names, others: "warning" });
  if (members === null) return [];
  const asset = assetOf(gathered, entry, members);
  if (!known.has(asset))
    reportFormat(reporter, "error", entry.at, ["mal/model-reference", { asset }]);
  return needItems(members, "attack_steps").flatMap((item) => {
    if (item.kind === "text") return { asset, step: item.text };
    unexpectedKind(reporter, item.at, "attack_steps", "text");
    return [];
  });
}

/** The attackers of a file; none where it does not speak of any. */
export function readAttackers(gathered: Gathered, root: Members): readonly Attacker[] {
  const { reporter } = gathered;
  const held = find(root, "attackers");
  const entries = held === null ? [] : (entriesOf(reporter, held, "attackers") ?? []);
  return entries.flatMap(({ key, value }) => {
    const names = ["name", "entry_points"];
    const members = openMap(reporter, value, key, { names, others: "warning" });
    if (members === null) return [];
    const points = need(members, "entry_points");
    const starts = points === null ? [] : (entriesOf(reporter, points, "entry_points") ?? []);
    return {
      name: needText(members, "name"),
      starts: starts.flatMap((entry) => readStarts(gathered, entry)),
    };
  });
}
