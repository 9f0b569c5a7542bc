/** `status`: what is known, and from where. */
import type { Status } from "@vallgrav/platform/api";
import type { Ground } from "@vallgrav/server/facts";
import { table, visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import type { Told } from "./told.ts";

function linesOf(status: Status, { words, language }: Speaker): readonly string[] {
  if (status.evidence.length === 0) return [words.status.empty];
  const count = (value: number): string => whole(value, language);
  return [
    ...table(
      [
        ...status.assets.map((asset) => [words.assets[asset.kind], count(asset.count)]),
        [words.status.relations, count(status.relations)],
        [words.status.contradictions, count(status.contradictions)],
      ],
      [1],
    ),
    "",
    ...table(
      [
        words.status.evidence,
        ...status.evidence.map(({ name, producedAt, observations, importId }) => [
          visible(name),
          producedAt?.slice(0, 10) ?? "–",
          count(observations),
          visible(importId.slice(0, 8)),
        ]),
      ],
      [2],
    ),
    "",
    `${words.status.model}: ${status.model}`,
  ];
}

/** Tells the status. */
export async function showStatus(rooms: Pick<Ground, "identify">, speaker: Speaker): Promise<Told> {
  const status = await rooms.identify.status();
  return {
    exit: 0,
    document: status,
    lines: linesOf(status, speaker),
    problems: [],
    object: status.model,
  };
}
