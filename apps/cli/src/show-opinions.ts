/** `opinions`: who is to be heard before the first real import, drafts, and what was answered. */
import type { OpinionView } from "@vallgrav/platform/api";
import type { Rooms } from "@vallgrav/server";
import { visible } from "./format.ts";
import type { OpinionsCommand } from "./opinion-arguments.ts";
import { terminalUser } from "./show-knowing.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

function linesOf({ kind, name, question, recorded }: OpinionView, speaker: Speaker) {
  const { words, language } = speaker;
  const { states, by } = words.opinions;
  const head = `${kind}: ${name[language]} – ${states[recorded?.answer ?? "missing"]}`;
  if (recorded === null) return [head, `  ${question[language]}`];
  const said = [recorded.who, recorded.reference, recorded.text].filter((one) => one !== "");
  return [
    head,
    `  ${visible(said.join("; "))}`,
    `  ${by(visible(recorded.by), recorded.at.slice(0, 10))}`,
  ];
}

/** Says on standard error that somebody is still to be heard. The import goes on all the same. */
export async function tellMissingOpinions(
  rooms: Pick<Rooms, "opinions">,
  speaker: Speaker,
): Promise<void> {
  const { opinions } = await rooms.opinions.list();
  const missing = opinions.filter(({ recorded }) => recorded === null);
  const names = missing.map(({ name }) => name[speaker.language].toLowerCase());
  if (names.length > 0) speaker.err(`${speaker.words.opinions.missing(names.join(", "))}\n`);
}

/** Does what is asked of opinions. */
export async function showOpinions(
  rooms: Rooms,
  command: OpinionsCommand,
  speaker: Speaker,
): Promise<Told> {
  const told = { exit: 0, problems: [] } as const;
  if (command.what === "draft") {
    const { kind } = command;
    const { opinions } = await rooms.opinions.list();
    const draft = opinions.find((one) => one.kind === kind)?.draft ?? "";
    return { ...told, document: { kind, draft }, lines: [draft.trimEnd()], object: kind };
  }
  let view = await rooms.opinions.list();
  if (command.what === "record") {
    const done = await rooms.opinions.record(command.given, terminalUser(speaker));
    if (!done.ok) return refused([done.problem]);
    ({ view } = done.value);
  }
  const lines = view.opinions.flatMap((one) => linesOf(one, speaker));
  const object = command.what === "record" ? command.given.kind : "";
  return { ...told, document: view, lines: [...lines, "", speaker.words.opinions.how], object };
}
