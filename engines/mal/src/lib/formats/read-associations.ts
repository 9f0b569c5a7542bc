/** Associations of the formats 0.0 to 0.2: a list, each with two fields and the assets in them. */
import type { FormatReporter } from "./problems.ts";
import { reportFormat } from "./problems.ts";
import type { Gathered, ModelFormat } from "./gathered-model.ts";
import { addLink, checkReference } from "./gathered-model.ts";
import type { Members } from "./take.ts";
import { entriesOf, find, itemsOf, need, needText, openMap, unexpectedKind } from "./take.ts";
import type { Tree, TreeEntry } from "./tree.ts";

type Pair = { readonly name: string; readonly fields: readonly TreeEntry[]; readonly at: number };

function readOldest(reporter: FormatReporter, item: Tree): Pair | null {
  const names = ["metaconcept", "association"];
  const members = openMap(reporter, item, "associations", { names, others: "warning" });
  const held = members === null ? null : need(members, "association");
  const fields = held === null ? null : entriesOf(reporter, held, "association");
  if (members === null || fields === null) return null;
  return { name: needText(members, "metaconcept"), fields, at: item.at };
}

function readNamed(reporter: FormatReporter, item: Tree): Pair | null {
  const entries = entriesOf(reporter, item, "associations");
  const [only, second] = entries ?? [];
  if (entries === null) return null;
  if (only === undefined || second !== undefined) {
    const association = entries.map(({ key }) => key).join(", ");
    reportFormat(reporter, "error", item.at, ["mal/model-association", { association }]);
    return null;
  }
  const fields = entriesOf(reporter, only.value, only.key);
  return fields === null ? null : { name: only.key, fields, at: item.at };
}

type Held = { readonly id: string; readonly at: number };

/** The assets in a field: a list of ids, or ids with names (0.2). */
function assetsIn(gathered: Gathered, { key, value }: TreeEntry): readonly Held[] {
  const { reporter } = gathered;
  if (value.kind === "map")
    return value.entries.map((entry) => {
      checkReference(gathered, entry);
      return { id: entry.key, at: entry.at };
    });
  return (itemsOf(reporter, value, key) ?? []).flatMap((item) => {
    if (item.kind === "number" || item.kind === "text") return { id: item.text, at: item.at };
    unexpectedKind(reporter, item.at, key, "number");
    return [];
  });
}

/** Reads the list of associations; each asset of one field is linked to each of the other. */
export function readAssociations(gathered: Gathered, root: Members, format: ModelFormat): void {
  const { reporter } = gathered;
  const list = find(root, "associations");
  let left = reporter.limits.values;
  for (const item of list === null ? [] : (itemsOf(reporter, list, "associations") ?? [])) {
    const pair = format === "0.0" ? readOldest(reporter, item) : readNamed(reporter, item);
    if (pair === null) continue;
    const [first, second, third] = pair.fields;
    if (first === undefined || second === undefined || third !== undefined) {
      const association = pair.name;
      reportFormat(reporter, "error", pair.at, ["mal/model-association", { association }]);
      continue;
    }
    const far = assetsIn(gathered, second);
    const near = assetsIn(gathered, first);
    left -= near.length * far.length;
    if (left < 0) {
      const args = { what: "values", limit: reporter.limits.values } as const;
      reportFormat(reporter, "error", pair.at, ["mal/document-limit", args]);
      return;
    }
    // Those under the first field stand in that field of those under the second.
    for (const one of near)
      for (const other of far)
        addLink(gathered, { from: one.id, field: second.key, to: other.id }, other.at);
  }
}
