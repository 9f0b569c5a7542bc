/** A file of Sigma documents → rules, filters, correlations, and what could not be taken. */
import type { SigmaDocument } from "./rule.ts";
import { member } from "./members.ts";
import { readCorrelation } from "./parse-correlation.ts";
import { readFilter, readRule } from "./parse-rule.ts";
import type { Reporter, SigmaLimits, SigmaProblem } from "./sigma-problem.ts";
import { newReporter, report } from "./sigma-problem.ts";
import type { MapTree, Tree, TreeEntry } from "./yaml-tree.ts";
import { readYaml } from "./yaml-tree.ts";

/** How a file is read. */
export type ParseOptions = {
  readonly limits: Partial<SigmaLimits>;
  /** Placeholder → its values, as Sigma texts with wildcards and escapes. */
  readonly placeholders: ReadonlyMap<string, readonly string[]>;
};

/** What a file holds: every document is either here or has an error among the problems. */
export type ParsedSigma = {
  readonly documents: readonly SigmaDocument[];
  readonly problems: readonly SigmaProblem[];
};

const kinds = ["detection", "correlation", "filter"] as const;

/** Members of `over` win; maps grow together. */
function merge(under: MapTree, over: MapTree): MapTree {
  const entries: TreeEntry[] = under.entries.filter(({ key }) => member(over, key) === undefined);
  for (const entry of over.entries) {
    const below = member(under, entry.key);
    const both = entry.value.kind === "map" && below?.value.kind === "map";
    entries.push(both ? { ...entry, value: merge(below.value, entry.value) } : entry);
  }
  return { kind: "map", at: over.at, entries };
}

/** Old collections: `action: global` is merged into what follows, `repeat` changes the last. */
function collected(trees: readonly Tree[]): readonly Tree[] {
  const empty: MapTree = { kind: "map", at: 0, entries: [] };
  let [shared, last] = [empty, empty];
  return trees.flatMap((tree): readonly Tree[] => {
    if (tree.kind !== "map") return [tree];
    const found = member(tree, "action")?.value;
    const action = found?.kind === "text" ? found.text : "";
    if (action === "global") {
      shared = merge(shared, tree);
      return [];
    }
    if (action === "reset") shared = empty;
    last = action === "repeat" ? merge(last, tree) : merge(shared, tree);
    return action === "reset" && !kinds.some((kind) => member(tree, kind) !== undefined)
      ? []
      : [last];
  });
}

function readDocument(
  reporter: Reporter,
  tree: Tree,
  placeholders: ParseOptions["placeholders"],
): SigmaDocument | null {
  const scope = { reporter, placeholders, needs: new Set<string>() };
  if (tree.kind === "map") {
    if (member(tree, "detection") !== undefined) return readRule(scope, tree);
    if (member(tree, "correlation") !== undefined) return readCorrelation(reporter, tree);
    if (member(tree, "filter") !== undefined) return readFilter(scope, tree);
  }
  report(reporter, "error", tree.at, ["sigma/not-a-document", {}]);
  return null;
}

/**
 * Reads a file; total. A document with an error is left out, the others are read.
 * @param file its name, for places
 */
export function parseSigma(
  file: string,
  text: string,
  options: Partial<ParseOptions> = {},
): ParsedSigma {
  const reporter = newReporter(file, text, options.limits ?? {});
  const placeholders = options.placeholders ?? new Map<string, readonly string[]>();
  const documents = collected(readYaml(reporter)).flatMap(
    (tree) => readDocument(reporter, tree, placeholders) ?? [],
  );
  return { documents, problems: reporter.problems };
}
