/** What adds up while a graph is read. */
import type { Subject } from "@vallgrav/kernel";
import type { Gathering } from "../gathering.ts";
import { identifierOf } from "../machine-reading.ts";
import type { LeftOut } from "../reading.ts";
import type { FileTally } from "../sharphound/sharphound.ts";
import type { NodeIndex } from "./nodes.ts";

/** What adds up over a graph. */
export type GraphTally = {
  readonly into: Gathering;
  readonly file: FileTally;
  readonly nodes: NodeIndex;
  /** Whether the graph is one of Vallgrav's own. */
  readonly isOwn: boolean;
  /** Identifiers of what was read, by the kind they are counted under. */
  readonly read: Map<string, string[]>;
  /** How much was left out, by reason and kind. */
  readonly leftOut: Map<LeftOut, Map<string, number>>;
  /** Relations told already, by kind and ends. */
  readonly told: Map<string, Map<Subject, Set<Subject>>>;
};

/** Counts something that was read. */
export function countRead({ read }: GraphTally, kind: string, id: string): void {
  const ids = read.get(kind);
  if (ids === undefined) read.set(kind, [id]);
  else ids.push(id);
}

/** Counts something that was left out. */
export function leaveOut({ leftOut }: GraphTally, what: LeftOut, kind: string): void {
  const counts = leftOut.get(what) ?? new Map<string, number>();
  leftOut.set(what, counts);
  const name = identifierOf(kind);
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
