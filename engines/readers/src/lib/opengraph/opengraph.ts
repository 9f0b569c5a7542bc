/** Reads a graph of BloodHound's open form: nodes and edges of any collector; see SPEC. */
import type { Json } from "@vallgrav/kernel";
import {
  limitsOf,
  observe,
  problemsOf,
  refused,
  report,
  startGathering,
  withinLimits,
} from "../gathering.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { openJson } from "../opening/json-file.ts";
import { safeText } from "../safe-text.ts";
import { readers } from "../reading.ts";
import type { KindCount, Reading, ReaderInput, SkippedObject } from "../reading.ts";
import { propertiesOf } from "../sharphound/properties.ts";
import { referenceTo } from "../sharphound/references.ts";
import { fileTally, readObject } from "../sharphound/sharphound.ts";
import { readCloudNode } from "./cloud-nodes.ts";
import { relateEdge } from "./edges.ts";
import { directoryNodes } from "./graph-kinds.ts";
import { countRead, leaveOut } from "./graph-tally.ts";
import type { GraphTally } from "./graph-tally.ts";
import { NodeIndex } from "./nodes.ts";
import { ownSource, subjectOfId } from "./own-export.ts";

function skip({ into }: GraphTally, reason: SkippedObject, place: string): void {
  report(into, "warning", ["readers/object-skipped", { reason }, place]);
}

/** A node of a graph of Vallgrav's own. */
function readOwnNode(tally: GraphTally, node: JsonObject, place: string): void {
  const properties = objectOf(member(node, "properties")) ?? {};
  const subject = subjectOfId(textOf(member(properties, "vallgravid")) ?? "");
  const id = textOf(member(node, "id")) ?? "";
  const [kind = ""] = kindsOf(node);
  if (subject === null || id === "" || member(properties, "assumed") === true) {
    leaveOut(tally, "assumed", kind);
    return;
  }
  tally.nodes.add(id, { subject, kinds: kindsOf(node), properties });
  countRead(tally, "nodes", subject.claims[0].value);
  observe(tally.into, place, subject, { is: "present" });
  const at = `${place}/properties/name`;
  const name = safeText(tally.into, ["name", at], textOf(member(properties, "name")) ?? "");
  if (name !== "") observe(tally.into, at, subject, { property: "name", value: name });
}

function kindsOf(node: JsonObject): readonly string[] {
  const kinds = listOf(member(node, "kinds")) ?? [];
  return kinds.filter((one) => typeof one === "string").slice(0, 16);
}

/** A node as the object that SharpHound would have listed. */
function readDirectoryNode(
  tally: GraphTally,
  [kind, type]: readonly [Parameters<typeof propertiesOf>[0], string],
  { node, place }: { readonly node: JsonObject; readonly place: string },
): void {
  const properties = objectOf(member(node, "properties")) ?? {};
  const id = textOf(member(node, "id")) ?? "";
  const object = { ObjectIdentifier: id, Properties: properties };
  const what = { kind, kept: propertiesOf(kind), place };
  const reason = readObject(tally.into, what, [object, tally.file]);
  const subject = referenceTo(tally.file.known, id, type);
  if (reason !== null || subject === null) {
    skip(tally, reason ?? "bad-identifier", place);
    return;
  }
  countRead(tally, kind, subject.claims[0].value);
  tally.nodes.add(id, { subject, kinds: kindsOf(node), properties });
}

function readNode(tally: GraphTally, value: Json, place: string): void {
  tally.into.work += 1;
  const node = objectOf(value);
  if (node === null) {
    skip(tally, "not-an-object", place);
    return;
  }
  if (tally.isOwn) {
    readOwnNode(tally, node, place);
    return;
  }
  const kinds = kindsOf(node);
  const known = kinds.map((kind) => directoryNodes.get(kind)).find((one) => one !== undefined);
  if (known !== undefined) readDirectoryNode(tally, known, { node, place });
  else if (!readCloudNode(tally, { node, kinds, place })) leaveOut(tally, "kind", kinds[0] ?? "?");
}

function countsOf({ read }: GraphTally, edges: number): readonly KindCount[] {
  const counts = [...read].map(([kind, ids]): KindCount => ({
    kind,
    declared: null,
    read: ids.length,
    ids,
  }));
  return counts.map((one) => (one.kind === "edges" ? { ...one, declared: edges } : one));
}

function readGraph(
  input: ReaderInput,
  root: JsonObject,
  [nodes, edges]: readonly [nodes: readonly Json[], edges: readonly Json[]],
): Reading {
  const metadata = objectOf(member(root, "metadata"));
  const isOwn = metadata !== null && textOf(member(metadata, "source_kind")) === ownSource;
  const into = startGathering(input, {
    validFrom: input.receivedAt,
    // What another Vallgrav says of itself has lost how it was known.
    standing: isOwn ? "declared" : "observed",
    report: isOwn ? "person" : "configuration",
  });
  into.placeOf = (place) => place.replace(/^(\/graph\/nodes\/\d+)\/Properties/, "$1/properties");
  const tally: GraphTally = {
    into,
    file: fileTally(),
    nodes: new NodeIndex(),
    isOwn,
    read: new Map(),
    leftOut: new Map(),
    told: new Map(),
  };
  for (const [index, node] of nodes.entries()) readNode(tally, node, `/graph/nodes/${index}`);
  for (const [index, edge] of edges.entries()) relateEdge(tally, edge, `/graph/edges/${index}`);
  for (const [name, count] of tally.file.rights.unknown)
    report(into, "warning", ["readers/unknown-right", { name, count }, "/graph/edges"]);
  for (const [what, counts] of tally.leftOut)
    for (const [name, count] of counts)
      report(into, "notice", ["readers/left-out", { what, name, count }, "/graph"]);
  const { keys } = tally.file.rights;
  return {
    ok: true,
    reader: readers.opengraph,
    producedAt: null,
    scope: [],
    observations: into.observations,
    counts: countsOf(tally, edges.length),
    rights: { read: keys.length, keys },
    domains: [...tally.file.domains].sort(),
    problems: problemsOf(into),
    work: into.work + tally.nodes.looked,
  };
}

/**
 * Whether a text looks like such a graph: JSON that begins as an object, with a graph of nodes or
 * edges.
 * @param text beginning and end of the file
 */
export function looksLikeOpenGraph(text: string): boolean {
  if (!/^\uFEFF?\s{0,64}\{/.test(text) || !/"graph"\s{0,64}:\s{0,64}\{/.test(text)) return false;
  return /"(?:nodes|edges)"\s{0,64}:\s{0,64}\[/.test(text);
}

/** Reads a file as such a graph, whatever it looks like. Linear in its size. */
export function readOpenGraph(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root: JsonObject | null = objectOf(opened.value);
    const graph = root === null ? null : objectOf(member(root, "graph"));
    if (root === null || graph === null)
      return refused(input, "readers/other-kind", { expected: "opengraph", found: "" });
    const nodes = listOf(member(graph, "nodes")) ?? [];
    const edges = listOf(member(graph, "edges")) ?? [];
    const { rows } = limitsOf(input);
    if (nodes.length + edges.length > rows)
      return refused(input, "readers/limit", { limit: "rows", max: rows }, "/graph");
    return readGraph(input, root, [nodes, edges]);
  });
}
