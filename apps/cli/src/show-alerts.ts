/** `alerts`: those that wait, one with its reach, what is decided, imports of others'. */
import { basename } from "node:path";
import type {
  AlertReach,
  AlertRow,
  AlertView,
  ForeignReport,
  ReachedThing,
} from "@vallgrav/platform/api";
import { createDetect } from "@vallgrav/platform/detect";
import type { Rooms } from "@vallgrav/server";
import type { AlertsCommand } from "./alerts-arguments.ts";
import { isOfGraph } from "./graph-arguments.ts";
import { showGraph } from "./show-graph.ts";
import { rough, share, table, visible, whole } from "./format.ts";
import { terminalUser } from "./show-knowing.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Rows that a terminal is shown; the document has all. */
const rowsShown = 40;
/** Things within reach that a terminal is shown. */
const thingsShown = 10;

function whomOf(
  { assets, subject }: Pick<AlertRow, "assets" | "subject">,
  { words }: Speaker,
): string {
  if (assets.length > 0) return assets.map(({ name }) => visible(name)).join(", ");
  const named = [subject.host, subject.account, subject.address].flatMap((one) => one ?? []);
  return named.length === 0 ? "–" : `${visible(named.join(", "))} (${words.alerts.unknown})`;
}

function listTold(alerts: readonly AlertRow[], speaker: Speaker): Told {
  const { words, language } = speaker;
  const said = words.alerts;
  const rows = alerts
    .slice(0, rowsShown)
    .map((one) => [
      one.id.slice(0, 12),
      said.levels[one.level],
      said.states[one.state],
      whole(one.count, language),
      whomOf(one, speaker),
      visible(one.name?.[language] ?? one.title),
    ]);
  const lines =
    rows.length === 0
      ? [said.none]
      : [
          said.lead(whole(alerts.length, language)),
          ...table([[...said.head], ...rows]),
          ...(alerts.length > rowsShown ? [`… ${whole(alerts.length - rowsShown, language)}`] : []),
          said.how,
        ];
  return { exit: 0, document: { alerts }, lines, problems: [], object: "" };
}

function thingRows(things: readonly ReachedThing[], { words, language }: Speaker) {
  const rows = things
    .slice(0, thingsShown)
    .map(({ asset, step, share: part, days }) => [
      visible(asset.name),
      step[language],
      share(part, language),
      rough(days, language),
    ]);
  return rows.length === 0 ? [] : table([[...words.alerts.reached], ...rows]);
}

function reachLines(reach: AlertReach | null, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const said = words.alerts;
  if (reach === null) return [said.reachNone];
  return [
    said.reach(
      whole(reach.withinDay, language),
      share(reach.fell, language),
      whole(reach.runs, language),
      whole(reach.horizonDays, language),
    ),
    said.held,
    ...reach.held.map(({ asset, step }) => `  ${visible(asset.name)}: ${step[language]}`),
    said.next,
    ...thingRows(reach.next, speaker),
  ];
}

/** What the rule says, in our words where it is ours. */
function saidOf({ own, description }: AlertView, { words, language }: Speaker): readonly string[] {
  if (own === null) return description === "" ? [] : [visible(description)];
  return [
    own.means[language],
    words.alerts.also(own.falsePositives[language]),
    words.alerts.first(own.firstAction[language]),
  ];
}

function viewTold(view: AlertView, reach: AlertReach | null, speaker: Speaker): Told {
  const { words, language } = speaker;
  const said = words.alerts;
  const { firstAt, lastAt, changedBy, changedAt } = view;
  const [event] = view.events;
  const lines = [
    visible(view.name?.[language] ?? view.title),
    [view.id, said.levels[view.level], said.states[view.state], ...view.techniques].join("  "),
    said.span(firstAt.slice(0, 19), lastAt.slice(0, 19), whole(view.count, language)),
    `${said.whom}: ${whomOf(view, speaker)}`,
    ...saidOf(view, speaker),
    ...(changedBy === null || changedAt === null
      ? []
      : [said.changed(visible(changedBy), changedAt.slice(0, 10)), visible(view.note)]),
    "",
    ...reachLines(reach, speaker),
    ...(event === undefined ? [] : ["", said.matched]),
    ...(event?.matched ?? []).map(
      ({ field, values }) => `  ${visible(field ?? "")} = ${visible(values.join(" | "))}`,
    ),
    ...Object.entries(event?.matched.length === 0 ? event.fields : {}).map(
      ([name, value]) => `  ${visible(name)}: ${visible(value)}`,
    ),
  ];
  return { exit: 0, document: { ...view, reach }, lines, problems: [], object: view.id };
}

function importTold(report: ForeignReport, { words, language }: Speaker): Told {
  const said = words.alerts;
  const { files, added, known, tuned } = report;
  const problems = files.flatMap((one) => one.problems);
  const isRefused = problems.some(({ severity }) => severity === "error");
  const lines = [
    said.imported(whole(added, language), whole(known, language), whole(tuned, language)),
    ...files
      .filter(({ forms }) => forms.length > 0)
      .map(({ name, forms, alerts, skipped }) =>
        said.file(
          visible(name),
          whole(alerts, language),
          forms.join(", "),
          whole(skipped, language),
        ),
      ),
    said.notBack,
  ];
  return { exit: isRefused ? 1 : 0, document: report, lines, problems, object: "" };
}

/** The alert whose id is or begins so, where there is one alone. */
function idAmong(alerts: readonly AlertRow[], given: string): string | null {
  const found = alerts.filter(({ id }) => id.startsWith(given));
  return found.length === 1 || found[0]?.id === given ? (found[0]?.id ?? null) : null;
}

const noSuch = refused([{ code: "watch/unknown", severity: "error", at: null, args: {} }]);

/** Does what is asked of alerts. */
export async function showAlerts(
  rooms: Rooms,
  command: AlertsCommand,
  speaker: Speaker,
): Promise<Told> {
  if (isOfGraph(command)) return showGraph(rooms, command, speaker);
  const detect = createDetect({ ...rooms, watching: () => null });
  if (command.what === "list") return listTold(await detect.alerts(command.all), speaker);
  if (command.what === "import") {
    const files = command.paths.map((path) => ({ name: basename(path), source: path }));
    return importTold(await detect.importAlerts(files), speaker);
  }
  // An old one that no list has any more is found by its whole id.
  const isWhole = (await detect.alert(command.id)) !== null;
  const id = isWhole ? command.id : idAmong(await detect.alerts(true), command.id);
  if (id === null) return noSuch;
  if (command.what === "set") {
    const { state, note } = command;
    await detect.settle(id, { state, note: note.slice(0, 2_000) }, terminalUser(speaker));
  }
  const view = await detect.alert(id);
  return view === null ? noSuch : viewTold(view, await detect.reach(id), speaker);
}
