/** Commands of governing: authorities, opinions, harm tests, where Vallgrav itself lies. */
import { unreachable } from "@vallgrav/kernel";
import type { Rooms } from "@vallgrav/server";
import type { Work } from "./audited-action.ts";
import { showCommittees } from "./show-committees.ts";
import { showOpinions } from "./show-opinions.ts";
import { showPlace } from "./show-place.ts";
import { showReleases } from "./show-releases.ts";
import type { Speaker } from "./speaker.ts";
import type { Told } from "./told.ts";

/** Those commands. */
export type OfGoverning = Extract<
  Work,
  { readonly verb: "committees" | "opinions" | "place" | "releases" }
>;

/** Does what is asked. */
export function tellGoverning(rooms: Rooms, command: OfGoverning, speaker: Speaker): Promise<Told> {
  switch (command.verb) {
    case "committees":
      return showCommittees(rooms, command, speaker);
    case "place":
      return showPlace(rooms, command, speaker);
    case "releases":
      return showReleases(rooms, command, speaker);
    case "opinions":
      return showOpinions(rooms, command, speaker);
    default:
      return unreachable(command);
  }
}
