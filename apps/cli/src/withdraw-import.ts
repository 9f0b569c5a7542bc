/** `withdraw`: takes an import back, as if its files had never been read. */
import type { Ground } from "@vallgrav/server/facts";
import { followJob } from "./follow-job.ts";
import { visible } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Fewest signs of an import's id that may stand for it. */
const leastSigns = 6;

/** The one import that a word names, or null. */
function importNamed(word: string, ids: ReadonlySet<string>): string | null {
  if (ids.has(word)) return word;
  const found = [...ids].filter((id) => word.length >= leastSigns && id.startsWith(word));
  const [only, another] = found;
  return another === undefined ? (only ?? null) : null;
}

/** Withdraws it and tells which files are gone. */
export async function withdrawImport(
  rooms: Pick<Ground, "identify" | "jobs" | "store">,
  word: string,
  speaker: Speaker,
): Promise<Told> {
  const before = await rooms.store.evidence.list();
  const id = importNamed(word, new Set(before.map(({ importId }) => importId)));
  const by = speaker.env["USER"] ?? speaker.env["USERNAME"] ?? "terminal";
  const begun = id === null ? null : await rooms.identify.withdraw(id, by);
  if (id === null || begun === null)
    return refused([{ code: "identify/no-such-import", severity: "error", at: null, args: {} }]);
  const job = await followJob(rooms.jobs, begun, speaker);
  if (job.state !== "done") return { ...refused(job.problems), object: id };
  const { evidence, model } = await rooms.identify.status();
  const left = new Set(evidence.map((entry) => entry.id));
  const files = before
    .filter(({ importId, evidence: { id: one } }) => importId === id && !left.has(one))
    .map(({ evidence: { name } }) => name);
  return {
    exit: 0,
    document: { importId: id, files, model, problems: [] },
    lines: [
      speaker.words.withdrawn(files.map((name) => visible(name)).join(", ")),
      `${speaker.words.status.model}: ${model}`,
    ],
    problems: [],
    object: id,
  };
}
