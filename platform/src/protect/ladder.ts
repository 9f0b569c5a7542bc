/** The ladder as it stands: what has been brought, and what each source would add. */
import { couldAdd, ladder } from "@vallgrav/knowledge";
import type { LadderView, Status, Ways } from "../api/index.ts";

/** Pure: of what has been read and of the ways that were computed last, or null. */
export function ladderViews(
  evidence: Status["evidence"],
  ways: Pick<Ways, "unknowns"> | null,
): readonly LadderView[] {
  return ladder.map((source): LadderView => {
    const files = evidence.filter(({ reader }) => source.readers.includes(reader));
    const dates = files.map(({ producedAt, receivedAt }) => producedAt ?? receivedAt).sort();
    const { id, rung, name, who, minutes, alarms, steps, command } = source;
    const newest = dates.at(-1);
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
      brought: newest === undefined ? null : { files: files.length, newest },
    };
  });
}
