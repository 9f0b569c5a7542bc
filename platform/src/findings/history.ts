/** What has happened to a finding: who told it when, since when it is gone, what was decided. */
import { compareText } from "@vallgrav/kernel";
import type { FindingEvent } from "../api/index.ts";
import type { KeptDecision } from "./decisions.ts";
import type { Gathered } from "./gather.ts";

/** Events told of a finding; the newest. */
export const eventsMost = 60;

/**
 * The newest first. A file that tells one weakness several times is one event; that a tool no
 * longer tells it is known when it has told the whole of the thing without it.
 */
export function historyOf(
  { reports, goneSince }: Pick<Gathered, "reports" | "goneSince">,
  decision: KeptDecision | null,
): readonly FindingEvent[] {
  const told = new Map<string, FindingEvent>();
  for (const { tool, report } of reports) {
    const key = `${tool}\n${report.evidence}\n${report.validFrom}`;
    const { validFrom: at, evidence } = report;
    if (!told.has(key)) told.set(key, { kind: "told", at, tool, evidence, file: null });
  }
  const gone: readonly FindingEvent[] = goneSince === null ? [] : [{ kind: "gone", at: goneSince }];
  return [...told.values(), ...gone, ...(decision?.log ?? [])]
    .sort((a, b) => compareText(b.at, a.at))
    .slice(0, eventsMost);
}
