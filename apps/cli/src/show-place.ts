/** `place`: where Vallgrav itself lies, and its copies. */
import type { OwnPlaceView } from "@vallgrav/platform/api";
import { connectionsOf, type Rooms } from "@vallgrav/server/rooms";
import { visible } from "./format.ts";
import type { PlaceCommand } from "./place-arguments.ts";
import { settingsOf } from "./settings.ts";
import { terminalUser } from "./show-knowing.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

function linesOf(view: OwnPlaceView, { words }: Speaker): readonly string[] {
  const said = words.place;
  const { host, copies, lastCopyAt, connections, warnings } = view;
  return [
    said.runsOn(visible(host)),
    ...copies.map(({ name, place }) => said.copy(visible(name), place)),
    ...(copies.length === 0 ? [said.noCopies] : []),
    said.lastCopy(lastCopyAt?.slice(0, 10) ?? null),
    said.connections(connections.map(visible).join(", ")),
    ...warnings.map((warning) => `! ${said.warnings[warning]}`),
  ];
}

/** Does what is asked. */
export async function showPlace(
  { place }: Rooms,
  command: PlaceCommand,
  speaker: Speaker,
): Promise<Told> {
  let view = await place.view();
  if (command.what === "copy") {
    const { name, place: where } = command;
    const others = view.copies.filter((one) => one.name.toLowerCase() !== name.toLowerCase());
    const copies = where === null ? others : [...others, { name, place: where }];
    const made = await place.tell(copies, terminalUser(speaker));
    if (!made.ok) return refused([made.problem]);
    view = made.view;
  }
  // What this terminal was started with is what the server is started with.
  view = { ...view, connections: connectionsOf(settingsOf(speaker.env)) };
  const lines = linesOf(view, speaker);
  return { exit: 0, document: view, lines, problems: [], object: "" };
}
