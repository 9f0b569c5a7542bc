/** `ladder`: both dials by what each rung alone has brought, beside everything together. */
import type { RungView } from "@vallgrav/platform/api";
import type { Rooms } from "@vallgrav/server";
import { share, table, whole } from "./format.ts";
import { dialRows, isInWords } from "./show-plan.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** A column: what one rung says, from its heading down. */
function columnOf(view: RungView, speaker: Speaker): readonly string[] {
  const { language, words } = speaker;
  const said = words.knowing.ladder;
  const head = [
    view.rung === null
      ? said.everything
      : view.withBelow
        ? said.upTo(view.rung)
        : said.rung(view.rung),
    whole(view.files, language),
  ];
  if (view.dials === null) return [...head, said.none];
  const pair = { before: view.dials, after: view.dials };
  const { observed, declared } = view.dials.resistance.evidence;
  const rows = dialRows(pair, speaker, isInWords(pair)).slice(1);
  const parts = view.typicalParts.map((part) => said.parts[part]).join(", ");
  return [
    ...head,
    share(observed + declared, language),
    ...rows.map(([, today = ""]) => today),
    parts === "" ? "–" : parts,
  ];
}

function linesOf(views: readonly RungView[], speaker: Speaker): readonly string[] {
  const { words } = speaker;
  const said = words.knowing.ladder;
  const shown = views.find(({ dials }) => dials !== null)?.dials ?? null;
  const pair = shown === null ? null : { before: shown, after: shown };
  const names =
    pair === null
      ? []
      : dialRows(pair, speaker)
          .slice(1)
          .map(([name = ""]) => name);
  const columns = views.map((view) => columnOf(view, speaker));
  const headings = ["", said.files, said.known, ...names, said.typical];
  const rows = headings.map((name, row) => [name, ...columns.map((column) => column[row] ?? "")]);
  return [
    said.lead,
    "",
    ...table(
      rows,
      columns.map((_, at) => at + 1),
    ),
    "",
    words.plan.always,
  ];
}

/** Tells what each rung alone says. */
export async function showLadder(rooms: Rooms, speaker: Speaker): Promise<Told> {
  const rungs = await rooms.protect.rungs();
  if (rungs.length === 0)
    return refused([{ code: "protect/no-model", severity: "error", at: null, args: {} }]);
  return {
    exit: 0,
    document: { rungs, problems: [] },
    lines: linesOf(rungs, speaker),
    problems: rungs.flatMap(({ problems }) => problems),
    object: "",
  };
}
