/** `costs`: the cost sheet, own prices in its draft, and its approval by name. */
import type { CostSheet, SheetChange, SheetLine, SheetMeasure } from "@vallgrav/platform/api";
import type { SheetChanged } from "@vallgrav/platform/protect";
import type { Rooms } from "@vallgrav/server";
import type { CostsCommand } from "./costs-arguments.ts";
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

/** The change that is asked for; prices of a measure that are not named stay as they are. */
function changeOf(
  sheet: CostSheet,
  command: Extract<CostsCommand, { readonly what: "leave-out" | "restore" | "set" }>,
): SheetChange {
  const { id } = command;
  const kind = sheet.factors.some((one) => one.id === id) ? "factor" : "measure";
  if (command.what === "restore") return { kind, id, own: null };
  const row = sheet.measures.find((one) => one.id === id);
  const prices = pricesNow(row);
  if (command.what === "leave-out")
    return {
      kind: "measure",
      id,
      own: { ...prices, source: row?.own?.source ?? "", ...row?.own, isLeftOut: true },
    };
  const { own, source } = command;
  if (typeof own === "number") return { kind: "factor", id, own: { value: own, source } };
  const { once, yearly, each, "each-yearly": eachYearly, ...hours } = own;
  const named = Object.keys(hours).length > 0;
  return {
    kind: "measure",
    id,
    own: {
      ...row?.own,
      onceSek: once ?? prices.onceSek,
      yearlySek: yearly ?? prices.yearlySek,
      eachOnceSek: each ?? prices.eachOnceSek,
      eachYearlySek: eachYearly ?? prices.eachYearlySek,
      source,
      // Hours of roles that are not named stay as they are.
      ...(named ? { hoursByRole: { ...row?.hoursByRole, ...hours } } : {}),
    },
  };
}

/** The prices that a measure has on the sheet. */
function pricesNow(row: SheetMeasure | undefined) {
  const now = (of: SheetLine["kind"]): number =>
    row?.lines.find((line) => line.kind === of)?.priceSek ?? 0;
  return {
    onceSek: now("once"),
    yearlySek: now("yearly"),
    eachOnceSek: now("each-once"),
    eachYearlySek: now("each-yearly"),
  };
}

/** Shows the sheet, after what was asked for is done to it. */
export async function showCosts(
  { protect }: Pick<Rooms, "protect">,
  command: CostsCommand,
  speaker: Speaker,
): Promise<Told> {
  const before = await protect.costSheet();
  const { revision } = before;
  let done: SheetChanged | null = null;
  if (command.what === "approve")
    done = await protect.approveCosts({ by: command.by, note: command.note, revision });
  else if (command.what !== "show")
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
