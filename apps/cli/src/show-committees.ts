/** `committees`: walls, registers of processing and clocks, per committee and company. */
import type { ClockCase, RegisterView } from "@vallgrav/platform/api";
import { registerCsv, registersOf } from "@vallgrav/platform/govern";
import type { Rooms } from "@vallgrav/server";
import type { CommitteesCommand } from "./committee-arguments.ts";
import { visible } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

function caseLines({ what, knownAt, duties }: ClockCase, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const { states, by, noDue, unchecked } = words.committees;
  const isUnchecked = duties.some(({ isChecked }) => !isChecked);
  return [
    `  ${knownAt.slice(0, 16).replace("T", " ")} UTC: ${visible(what)}`,
    ...duties.map(({ name, receiver, dueAt, state, note }) => {
      const due = dueAt === null ? noDue : `${dueAt.slice(0, 16).replace("T", " ")} UTC`;
      const said = note === "" ? "" : `: ${visible(note)}`;
      return `    ${name[language]} – ${states[state]}${said}; ${by(receiver[language], due)}`;
    }),
    ...(isUnchecked ? [`    ${unchecked}`] : []),
  ];
}

function linesOf({ unit, entries, cases }: RegisterView, speaker: Speaker): readonly string[] {
  const said = speaker.words.committees;
  const also = unit.also.length === 0 ? "" : ` (${unit.also.map(visible).join("; ")})`;
  return [
    `${visible(unit.name)}${also}: ${said.walls[unit.authority ?? "none"]}`,
    `  ${said.entries(entries.length)}`,
    ...cases.flatMap((one) => caseLines(one, speaker)),
  ];
}

const unknown = { code: "accounts/unknown-unit", severity: "error", at: null, args: {} } as const;

/** Does what is asked. */
export async function showCommittees(
  rooms: Rooms,
  command: CommitteesCommand,
  speaker: Speaker,
): Promise<Told> {
  const told = { exit: 0, problems: [] } as const;
  const isCalled = (name: string, wanted: string): boolean =>
    name.toLowerCase() === wanted.trim().toLowerCase();
  if (command.what === "wall") {
    const unit = (await rooms.units.list()).find(({ name }) => isCalled(name, command.unit));
    if (unit === undefined) return refused([unknown]);
    const made = await rooms.units.wall(unit.id, command);
    if (!made.ok) return refused([made.problem]);
    const { name, authority } = made.value.unit;
    const lines = [`${visible(name)}: ${speaker.words.committees.walls[authority ?? "none"]}`];
    return { ...told, document: made.value.unit, lines, object: unit.id };
  }
  const registers = registersOf(rooms);
  const { unit: wanted } = command;
  const units = (await registers.units()).filter(
    ({ name }) => wanted === null || isCalled(name, wanted),
  );
  if (wanted !== null && units.length === 0) return refused([unknown]);
  const views = await registers.list(units);
  const lines = command.csv
    ? views.flatMap((view) => registerCsv(view, speaker.language).trimEnd().split("\r\n"))
    : views.flatMap((view) => linesOf(view, speaker));
  const shown = lines.length === 0 ? [speaker.words.committees.none] : lines;
  return { ...told, document: { registers: views }, lines: shown, object: "" };
}
