/** `releases`: who asked for what may be secret, and what was decided. */
import { secrecyGrounds } from "@vallgrav/knowledge";
import type { ReleaseView } from "@vallgrav/platform/api";
import { type ReleaseChange, releasesCsv } from "@vallgrav/platform/govern";
import type { Rooms } from "@vallgrav/server";
import { visible } from "./format.ts";
import type { ReleasesCommand } from "./release-arguments.ts";
import { terminalUser } from "./show-knowing.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

const told = { exit: 0, problems: [] } as const;

function linesOf(view: ReleaseView, { words, language }: Speaker): readonly string[] {
  const said = words.releases;
  const asker = view.asker === "" ? said.unknown : visible(view.asker);
  const unit = view.unit === null ? said.whole : visible(view.unit.name);
  const head = `${view.id.slice(0, 8)}  ${view.askedAt.slice(0, 10)}  ${unit}: ${asker}`;
  const decisions = view.decisions.map((one) => {
    const laws = one.grounds.map(
      (id) => secrecyGrounds.find((ground) => ground.id === id)?.law[language] ?? id,
    );
    const line = said.decided(
      said.outcomes[one.outcome],
      visible(one.decidedBy),
      one.at.slice(0, 10),
    );
    return `    ${line}: ${[...laws, visible(one.reason)].join("; ")}`;
  });
  const standing = decisions.length === 0 ? [`    ${said.undecided}`] : decisions;
  return [head, `    ${visible(view.what)}`, ...standing];
}

function changed(made: ReleaseChange, speaker: Speaker): Told {
  if (!made.ok) return refused([made.problem]);
  const { view } = made;
  return { ...told, document: view, lines: linesOf(view, speaker), object: view.id };
}

const noUnit = { code: "accounts/unknown-unit", severity: "error", at: null, args: {} } as const;
const noRequest = { code: "releases/unknown", severity: "error", at: null, args: {} } as const;

async function ask(
  { releases, now }: Rooms,
  command: Extract<ReleasesCommand, { readonly what: "ask" }>,
  speaker: Speaker,
): Promise<Told> {
  const { unit, text, who, materials } = command;
  const wanted = unit?.trim().toLowerCase() ?? null;
  const found = (await releases.units()).find(({ name }) => name.toLowerCase() === wanted);
  if (wanted !== null && found === undefined) return refused([noUnit]);
  const asked = { asker: who, what: text, materials, askedAt: now() };
  return changed(await releases.enter(found?.id ?? null, asked, terminalUser(speaker)), speaker);
}

/** Does what is asked. */
export async function showReleases(
  rooms: Rooms,
  command: ReleasesCommand,
  speaker: Speaker,
): Promise<Told> {
  if (command.what === "ask") return ask(rooms, command, speaker);
  const all = await rooms.releases.list(() => true);
  if (command.what === "decide") {
    const meant = all.filter(({ id }) => id.startsWith(command.id));
    const [one] = meant;
    if (one === undefined || meant.length > 1) return refused([noRequest]);
    const { id, unit } = one;
    const user = terminalUser(speaker);
    const made = await rooms.releases.decide(unit?.id ?? null, id, command.decision, user);
    return changed(made, speaker);
  }
  const said = speaker.words.releases;
  const lines = command.csv
    ? releasesCsv(all, speaker.language).trimEnd().split("\r\n")
    : all.length === 0
      ? [said.none]
      : [...all.flatMap((view) => linesOf(view, speaker)), said.unchecked];
  return { ...told, document: { releases: all }, lines, object: "" };
}
