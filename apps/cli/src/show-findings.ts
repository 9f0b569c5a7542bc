/** `findings`: what is wrong where, by what mending moves, and what is decided of it. */
import type { PlainDate } from "@vallgrav/kernel";
import type {
  FindingChange,
  FindingView,
  Impact,
  ImpactState,
  OrderSaid,
} from "@vallgrav/platform/api";
import { type AllFindings, findingsCsv } from "@vallgrav/platform/findings";
import type { Rooms } from "@vallgrav/server";
import type { FindingsCommand } from "./findings-arguments.ts";
import { rough, share, table, visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Rows that a terminal is shown; the document has all. */
const rowsShown = 40;

type Speak = "figures" | "words";

function speakOf(impacts: ImpactState): Speak {
  return impacts.state === "ready" ? impacts.speak : "words";
}

/** How much of the damage mending takes away: in figures, or where too little is known in words. */
export function movedBy(impact: Impact | null, speak: Speak, { words, language }: Speaker): string {
  if (impact === null) return words.findings.notInGraph;
  const less = -impact.loss.value;
  if (speak === "figures") return less === 0 ? "0" : `−${share(less, language)}`;
  const steps = words.findings.steps;
  if (less <= 0 && (impact.holds.value > 0 || impact.heldDays.value > 0)) return steps.little;
  if (less <= 0) return impact.runs > 0 ? steps.others : steps.none;
  if (less < 0.01) return steps.little;
  return less < 0.1 ? steps.some : steps.much;
}

function rowOf(view: FindingView, speak: Speak, speaker: Speaker): readonly string[] {
  const { language, words } = speaker;
  return [
    view.id,
    movedBy(view.impact, speak, speaker),
    words.findings.severities[view.severity],
    visible(view.asset.name),
    visible(view.weakness.startsWith("CVE-") ? view.weakness : view.title[language]),
    visible(view.owner ?? "–"),
    view.decision?.due ?? "",
  ];
}

function listTold(
  { findings, impacts, advisories }: AllFindings,
  command: Extract<FindingsCommand, { readonly what: "list" }>,
  speaker: Speaker,
): Told {
  const { words, language } = speaker;
  const asked = findings.filter(({ unit }) => command.unit === null || unit === command.unit);
  if (command.csv) {
    const lines = findingsCsv(asked, language).split("\r\n").slice(0, -1);
    return { exit: 0, document: { findings: asked }, lines, problems: [], object: "" };
  }
  const open = asked.filter(({ state }) => state === "open");
  const speak = speakOf(impacts);
  const rows = open.slice(0, rowsShown).map((view) => rowOf(view, speak, speaker));
  const of = (state: FindingView["state"]): string =>
    whole(asked.filter((one) => one.state === state).length, language);
  return {
    exit: 0,
    document: { findings: asked, impacts, advisories },
    lines: [
      words.findings.lead(of("open"), of("accepted"), of("gone")),
      ...(rows.length === 0 ? [] : table([[...words.findings.head], ...rows])),
      ...(open.length > rowsShown ? [`… ${whole(open.length - rowsShown, language)}`] : []),
      ...(rows.length === 0 ? [] : [words.findings.how]),
      ...(impacts.state === "ready" ? orderLines(impacts.order, speaker) : []),
      advisories === null
        ? words.findings.noAdvisories
        : words.findings.leftOpen(
            whole(advisories.unknown, language),
            whole(advisories.notExamined, language),
            advisories.updatedAt.slice(0, 10),
          ),
    ],
    problems: [],
    object: "",
  };
}

/** Below it nothing is said of how like two orders are (dials.md §5.4). */
const ceilingLeast = 0.9;

/** How like the order is to that by the tools' scores; nothing where they order nothing. */
function orderLines(
  { tau, ceiling, places }: OrderSaid,
  { words, language }: Speaker,
): readonly string[] {
  if (tau === null || ceiling === null) return [];
  const say = ceiling < ceilingLeast ? words.findings.orderUnsure : words.findings.order;
  return [say(rough(tau, language), rough(ceiling, language), whole(places, language))];
}

function impactLines(impact: Impact, speak: Speak, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const said = words.findings;
  if (speak === "words") return [said.inWords(movedBy(impact, speak, speaker))];
  return [
    said.figures(
      share(-impact.loss.value, language),
      rough(100 * impact.holds.value, language),
      rough(-impact.serviceHours.value, language),
    ),
  ];
}

function viewTold(view: FindingView, impacts: ImpactState, speaker: Speaker): Told {
  const { words, language } = speaker;
  const said = words.findings;
  const { decision, impact } = view;
  const lines = [
    `${visible(view.asset.name)}: ${visible(view.title[language])}`,
    [view.id, visible(view.weakness), said.severities[view.severity], said.states[view.state]].join(
      "  ",
    ),
    ...(view.means === null ? [] : [view.means[language]]),
    ...(view.exploited === null ? [] : [said.exploited(view.exploited.since)]),
    ...(impact === null ? [said.notInGraph] : impactLines(impact, speakOf(impacts), speaker)),
    ...(view.together > 1 ? [said.together(whole(view.together, language))] : []),
    said.owner(visible(view.owner ?? "–"), decision?.due ?? "–"),
    ...(decision?.accepted
      ? [
          said.accepted(
            visible(decision.accepted.reason),
            visible(decision.accepted.by),
            decision.accepted.until,
          ),
        ]
      : []),
    "",
    view.fix.text[language],
    ...(view.fix.copy === null
      ? []
      : view.fix.copy.split("\n").map((line) => `    ${visible(line)}`)),
    "",
    ...view.reports
      .slice(0, 10)
      .map(
        ({ tool, file, place, at }) =>
          `  ${visible(tool)}  ${visible(file ?? "")} ${visible(place ?? "")}, ${at.slice(0, 10)}`,
      ),
  ];
  return { exit: 0, document: view, lines, problems: [], object: view.id };
}

/** What a command decides. */
function changeOf(
  command: Extract<FindingsCommand, { readonly what: "accept" | "assign" | "reopen" }>,
): FindingChange {
  if (command.what === "reopen") return { accept: null };
  if (command.what === "accept")
    return { accept: { reason: command.reason, until: command.until as PlainDate } };
  const due = command.due === null ? {} : { due: command.due as PlainDate };
  return { owner: command.owner, ...due };
}

/** Tells the list, one finding, or what was decided; computes impacts where they are not known. */
export async function showFindings(
  { findings }: Rooms,
  command: FindingsCommand,
  speaker: Speaker,
): Promise<Told> {
  const watch = {
    signal: new AbortController().signal,
    progress: async (done: number, total: number | null) => {
      if (speaker.isWatched) speaker.err(`\r${done} / ${total ?? ""}`);
    },
  };
  const problems = await findings.compute(watch);
  if (speaker.isWatched) speaker.err("\r");
  if (problems.some(({ code }) => code === "protect/no-model")) return refused(problems);
  const all = await findings.all();
  if (command.what === "list") return { ...listTold(all, command, speaker), problems };
  if (command.what === "show") {
    const view = await findings.one(command.id);
    return view === null
      ? refused([{ code: "findings/unknown", severity: "error", at: null, args: {} }])
      : viewTold(view, all.impacts, speaker);
  }
  const by = speaker.env["USER"] ?? speaker.env["USERNAME"] ?? "system";
  const decided = await findings.decide(command.id, changeOf(command), by);
  return decided.ok ? viewTold(decided.finding, all.impacts, speaker) : refused([decided.problem]);
}
