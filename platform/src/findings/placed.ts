/** Files and places of what findings rest on, looked up for those that are shown. */
import type { EvidenceId, ObservationId } from "@vallgrav/kernel";
import type { FindingEvent, FindingView } from "../api/index.ts";
import type { Store } from "../storage/index.ts";
import type { Gathered } from "./gather.ts";

/** Reports of a finding whose file and place are looked up. */
const placedReports = 5;

function evidenceOf({ reports, history }: FindingView): readonly EvidenceId[] {
  const told = history.flatMap((one) => (one.kind === "told" ? [one.evidence] : []));
  const all = [...reports.slice(0, placedReports).map(({ evidence }) => evidence), ...told];
  return all.map((id) => id as EvidenceId);
}

/**
 * Findings with the files of their reports and events, and the places of the newest reports.
 * @param byId what was gathered, by the ids of names
 */
export async function placed(
  evidence: Store["evidence"],
  byId: ReadonlyMap<string, Gathered>,
  findings: readonly FindingView[],
): Promise<readonly FindingView[]> {
  const ids = new Map<string, readonly ObservationId[]>();
  for (const { id, also } of findings) {
    const one = [id, ...also].flatMap((known) => byId.get(known) ?? [])[0];
    const reports = one?.reports.slice(0, placedReports) ?? [];
    ids.set(
      id,
      reports.map(({ report }) => report.observation),
    );
  }
  const asked = new Set([...ids.values()].flat().filter((id) => id !== ""));
  const told = await evidence.loadObservations([...asked]);
  const places = new Map<string, string>(told.map(({ id, at }) => [id, at.place]));
  const files = [...told.map(({ at }) => at.evidence), ...findings.flatMap(evidenceOf)];
  const entries = await evidence.load([...new Set(files)]);
  const names = new Map<string, string>(entries.map(({ evidence: one }) => [one.id, one.name]));
  const withFile = (event: FindingEvent): FindingEvent =>
    event.kind === "told" ? { ...event, file: names.get(event.evidence) ?? null } : event;
  return findings.map((view) => ({
    ...view,
    reports: view.reports.map((report, at) => ({
      ...report,
      file: names.get(report.evidence) ?? null,
      place: places.get(ids.get(view.id)?.[at] ?? "") ?? null,
    })),
    history: view.history.map(withFile),
  }));
}
