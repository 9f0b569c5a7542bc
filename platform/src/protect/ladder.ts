/** The ladder as it stands: what has been brought, and what each source would add. */
import { type Instant, msFromInstant } from "@vallgrav/kernel";
import { couldAdd, halfLifeDays, ladder } from "@vallgrav/knowledge";
import type { LadderView, Status, Ways } from "../api/index.ts";

const dayMs = 86_400_000;

/**
 * Pure: of what has been read and of the ways that were computed last, or null.
 * @param now the day that ages are counted to
 */
export function ladderViews(
  evidence: Status["evidence"],
  ways: Pick<Ways, "unknowns"> | null,
  now: Instant,
): readonly LadderView[] {
  return ladder.map((source): LadderView => {
    const files = evidence.filter(({ reader }) => source.readers.includes(reader));
    const dates = files.map(({ producedAt, receivedAt }) => producedAt ?? receivedAt).sort();
    const { id, rung, name, who, minutes, alarms, steps, command } = source;
    const newest = dates.at(-1);
    const isOld = (of: string): boolean =>
      msFromInstant(now) - Date.parse(of) > halfLifeDays(source) * dayMs;
    return {
      id,
      rung,
      name,
      who,
      minutes,
      alarms,
      steps,
      command,
      couldAdd: ways === null ? null : couldAdd(source, ways.unknowns),
      brought: newest === undefined ? null : { files: files.length, newest, isOld: isOld(newest) },
    };
  });
}
