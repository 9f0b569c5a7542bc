/** `affected`: what a warning concerns here, what is not known, and letters to the owners. */
import { readFileSync } from "node:fs";
import type { Affected, AffectedThing } from "@vallgrav/platform/api";
import { exposureText } from "@vallgrav/knowledge/words";
import type { Rooms } from "@vallgrav/server";
import type { AffectedCommand } from "./findings-arguments.ts";
import { table, visible, whole } from "./format.ts";
import { movedBy } from "./show-findings.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Rows of each list that a terminal is shown; the document has all. */
const rowsShown = 40;

function rowsOf(
  things: readonly AffectedThing[],
  speak: Affected["speak"],
  speaker: Speaker,
): readonly string[] {
  const { head } = speaker.words.findings.affected;
  const rows = things
    .slice(0, rowsShown)
    .map(({ asset, systems, owner, committees, because, ports, impact, findings, exposure }) => [
      visible(asset.name),
      findings.length === 0 ? "" : movedBy(impact, speak, speaker),
      visible(systems.map(({ name }) => name).join(", ")),
      visible(owner ?? "–"),
      visible(committees.join(", ")),
      visible(because.join(", ")),
      ports.join(" "),
      exposure === undefined ? "" : exposureText(exposure)[speaker.language],
    ]);
  return rows.length === 0 ? [] : table([[...head], ...rows]);
}

function linesOf(found: Affected, speaker: Speaker): readonly string[] {
  const said = speaker.words.findings.affected;
  const { affected, unknown, letters, cves, names } = found;
  if (cves.length + names.length === 0) return [said.nothing];
  const count = (things: readonly AffectedThing[]): string =>
    whole(things.length, speaker.language);
  return [
    said.lead(visible([...cves, ...names].join(", ")), count(affected)),
    ...rowsOf(affected, found.speak, speaker),
    "",
    said.unknown(count(unknown)),
    ...rowsOf(unknown, found.speak, speaker),
    ...letters.flatMap(({ to, subject, text }) => [
      "",
      said.to(visible(to ?? said.nobody)),
      `    ${visible(subject[speaker.language])}`,
      "",
      ...text[speaker.language].split("\n").map((line) => `    ${visible(line)}`),
    ]),
  ];
}

/** Tells what a text concerns. Nothing is sent. */
export async function showAffected(
  { findings }: Rooms,
  { text }: AffectedCommand,
  speaker: Speaker,
): Promise<Told> {
  const asked = text === "-" ? readFileSync(0, "utf8") : text;
  const found = await findings.affected(asked);
  if (found === null)
    return refused([{ code: "protect/no-model", severity: "error", at: null, args: {} }]);
  return { exit: 0, document: found, lines: linesOf(found, speaker), problems: [], object: "" };
}
