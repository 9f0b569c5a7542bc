/** What an attacker cannot do: steps outside its capabilities (dials.md §1.1). */
import type { AttackGraph, StepInfo } from "../attack-graph.ts";

/**
 * Nodes that an attacker cannot take for want of a technique, ascending: those whose step needs a
 * technique and may be done by none that the attacker has. For `Campaign.closed`.
 * @param capabilities techniques it has; one that has a technique has its sub-techniques
 * (`T1110` covers `T1110.004`)
 * @param techniquesOf the techniques by which a step is done; none: any attacker can
 */
export function closedSteps(
  graph: AttackGraph,
  capabilities: ReadonlySet<string>,
  techniquesOf: (step: StepInfo) => readonly string[],
): readonly number[] {
  const has = (technique: string): boolean =>
    capabilities.has(technique) || capabilities.has(technique.split(".")[0] ?? technique);
  const isClosed = Uint8Array.from(graph.steps, (step) => {
    const techniques = techniquesOf(step);
    return techniques.length > 0 && !techniques.some(has) ? 1 : 0;
  });
  const closed: number[] = [];
  graph.stepOf.forEach((step, node) => {
    if (isClosed[step] === 1) closed.push(node);
  });
  return closed;
}
