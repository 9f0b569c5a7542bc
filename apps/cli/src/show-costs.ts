/** `costs`: the cost sheet, own prices in its draft, and its approval by name. */
import { compareText } from "@vallgrav/kernel";
import type {
  CostSheet,
  OwnMeasurePrice,
  SheetChange,
  SheetDifference,
  SheetLine,
  SheetMeasure,
} from "@vallgrav/platform/api";
import { sheetFieldWord } from "@vallgrav/knowledge/names";
import type { SheetChanged } from "@vallgrav/platform/protect";
import type { Rooms } from "@vallgrav/server";
import type { CostsCommand, OwnFigures } from "./costs-arguments.ts";
import { sek, share, table, visible, whole } from "./format.ts";
import { terminalUser } from "./show-knowing.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** How the price of a measure is made up: `45 × 1 000 kr`. */
function lineText(
  { volume, of, factor, priceSek }: SheetLine,
  { words, language }: Speaker,
): string {
  const years = factor === 1 ? "" : `${whole(factor, language)} × `;
  const many = of === null ? "" : `${whole(volume, language)} ${words.costs.of} `;
  return `${years}${many}${sek(priceSek, language)}`;
}

function measureRow(row: SheetMeasure, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const lines = row.lines.filter(({ priceSek }) => priceSek > 0);
  const source =
    row.source.kind === "assumption" ? words.plan.assumption : row.source.name[language];
  return [
    sek(row.sumSek, language),
    row.id,
    lines.map((line) => lineText(line, speaker)).join(" + "),
    visible(source),
  ];
}

function stateLine(sheet: CostSheet, { words }: Speaker): string {
  const [newest] = sheet.versions;
  const { inForce } = sheet;
  const used =
    inForce === null
      ? words.costs.start
      : words.costs.inForce(
          String(inForce.number),
          visible(inForce.approvedBy),
          inForce.approvedAt.slice(0, 10),
        );
  return newest === undefined || newest.approved !== null
    ? used
    : `${words.costs.draft(visible(newest.by))} ${used}`;
}

function linesOf(sheet: CostSheet, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  return [
    stateLine(sheet, speaker),
    "",
    ...table([words.costs.measures, ...sheet.measures.map((row) => measureRow(row, speaker))], [0]),
    "",
    ...table(
      [
        words.costs.factors,
        ...sheet.factors.map(({ id, name, unit, value }) => [
          unit === "SEK" ? sek(value, language) : share(value, language),
          id,
          name[language],
        ]),
      ],
      [0],
    ),
  ];
}

/** What changes the sheet. */
type Changing = Extract<
  CostsCommand,
  { readonly what: "add" | "leave-out" | "remove" | "restore" | "set" }
>;

/** What a measure has now, so that what is not named stays as it is. */
function ownNow(row: SheetMeasure | undefined): OwnMeasurePrice {
  const now = (of: SheetLine["kind"]): number =>
    row?.lines.find((line) => line.kind === of)?.priceSek ?? 0;
  return {
    onceSek: now("once"),
    yearlySek: now("yearly"),
    eachOnceSek: now("each-once"),
    eachYearlySek: now("each-yearly"),
    source: "",
    ...row?.own,
  };
}

/** A measure with the figures that were said; the source is that of what was said. */
function withFigures(
  row: SheetMeasure | undefined,
  { named, effects }: OwnFigures,
  source: string,
): OwnMeasurePrice {
  const before = ownNow(row);
  const { once, yearly, each, "each-yearly": eachYearly, many, ...hours } = named;
  const hasHours = Object.keys(hours).length > 0;
  const hasEffects = Object.keys(effects).length > 0;
  const isOfEffects = Object.keys(named).length === 0;
  return {
    ...before,
    onceSek: once ?? before.onceSek,
    yearlySek: yearly ?? before.yearlySek,
    eachOnceSek: each ?? before.eachOnceSek,
    eachYearlySek: eachYearly ?? before.eachYearlySek,
    source: isOfEffects ? before.source : source,
    ...(many === undefined ? {} : { many }),
    ...(hasHours ? { hoursByRole: { ...row?.hoursByRole, ...hours } } : {}),
    ...(hasEffects ? { effects: { ...before.effects, ...effects }, effectSource: source } : {}),
  };
}

/** The change that is asked for. */
function changeOf(sheet: CostSheet, command: Changing): SheetChange {
  const { id } = command;
  if (command.what === "add") {
    const { like, name, text } = command;
    return { kind: "added", id, own: { like, name, text } };
  }
  if (command.what === "remove") return { kind: "added", id, own: null };
  const kind = sheet.factors.some((one) => one.id === id) ? "factor" : "measure";
  if (command.what === "restore") return { kind, id, own: null };
  const row = sheet.measures.find((one) => one.id === id);
  if (command.what === "leave-out")
    return { kind: "measure", id, own: { ...ownNow(row), isLeftOut: true } };
  const { own, source } = command;
  return typeof own === "number"
    ? { kind: "factor", id, own: { value: own, source } }
    : { kind: "measure", id, own: withFigures(row, own, source) };
}

function isChanging(command: CostsCommand): command is Changing {
  return ["add", "leave-out", "remove", "restore", "set"].includes(command.what);
}

/** One measure: how its price is made up, and what it does, figure by figure. */
function measureLines(row: SheetMeasure, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const source = ({ effectSource }: SheetMeasure): string =>
    effectSource.kind === "assumption" ? words.plan.assumption : effectSource.name[language];
  const rows = row.effects.map(({ key, value, start }) => [
    String(value),
    String(start),
    key,
    visible(source(row)),
  ]);
  return [
    visible(row.name[language]),
    ...(row.like === null ? [] : [words.costs.like(row.like)]),
    "",
    ...table([words.costs.measures, measureRow(row, speaker)], [0]),
    "",
    ...table([words.costs.effects, ...rows], [0, 1]),
  ];
}

/** What is other in one version than in another: the changes between them, put together. */
function changesBetween(
  { versions }: CostSheet,
  from: number,
  to: number,
): readonly SheetDifference[] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const found = new Map<string, SheetDifference>();
  for (const { number, changes } of versions.toReversed())
    if (number > low && number <= high)
      for (const change of changes) {
        const key = JSON.stringify([change.kind, change.id, change.field]);
        const before = found.get(key)?.before;
        found.set(key, before === undefined ? change : { ...change, before });
      }
  return [...found.values()]
    .filter(({ before, after }) => before !== after)
    .map((one) => (from <= to ? one : { ...one, before: one.after, after: one.before }))
    .sort((a, b) => compareText(`${a.id} ${a.field}`, `${b.id} ${b.field}`));
}

function compared(
  sheet: CostSheet,
  { from, to }: Extract<CostsCommand, { readonly what: "compare" }>,
  { words, language }: Speaker,
): Told {
  const numbers = new Set([0, ...sheet.versions.map(({ number }) => number)]);
  if (!numbers.has(from) || !numbers.has(to))
    return refused([{ code: "cli/no-such-version", severity: "error", at: null, args: {} }]);
  const changes = changesBetween(sheet, from, to);
  const shown = (value: boolean | number | string | null): string =>
    value === null ? "–" : visible(String(value));
  return {
    exit: 0,
    document: { from, to, changes },
    lines: table([
      words.costs.changes,
      ...changes.map(({ id, field, before, after }) => [
        id,
        sheetFieldWord(field, language) ?? field,
        shown(before),
        shown(after),
      ]),
    ]),
    problems: [],
    object: "",
  };
}

function oneMeasure(sheet: CostSheet, id: string, speaker: Speaker): Told {
  const row = sheet.measures.find((one) => one.id === id);
  if (row === undefined)
    return refused([
      { code: "protect/unknown-measure", severity: "error", at: null, args: { id } },
    ]);
  return {
    exit: 0,
    document: row,
    lines: measureLines(row, speaker),
    problems: [],
    object: id,
  };
}

/** Shows the sheet, after what was asked for is done to it. */
export async function showCosts(
  { protect }: Pick<Rooms, "protect">,
  command: CostsCommand,
  speaker: Speaker,
): Promise<Told> {
  const before = await protect.costSheet();
  if (command.what === "compare") return compared(before, command, speaker);
  if (command.what === "show-one") return oneMeasure(before, command.id, speaker);
  const { revision } = before;
  let done: SheetChanged | null = null;
  if (command.what === "approve")
    done = await protect.approveCosts({ by: command.by, note: command.note, revision });
  else if (isChanging(command))
    done = await protect.changeCosts(changeOf(before, command), {
      by: terminalUser(speaker),
      revision,
    });
  if (done !== null && !done.ok) return refused(done.problems);
  const sheet = done === null ? before : await protect.costSheet();
  return {
    exit: 0,
    document: sheet,
    lines: linesOf(sheet, speaker),
    problems: [],
    object: "id" in command ? command.id : "",
  };
}
