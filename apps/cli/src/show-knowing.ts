/** `same` and `trust`: who may be the same, whom to believe, and what people have said of it. */
import { valueWord } from "@vallgrav/knowledge/names";
import type {
  ContradictionView,
  IdentityPair,
  IdentityPairs,
  PairSide,
} from "@vallgrav/platform/api";
import type { Judged } from "@vallgrav/platform/identify";
import type { Rooms } from "@vallgrav/server";
import { visible, whole } from "./format.ts";
import type { SameCommand, TrustCommand } from "./knowing-arguments.ts";
import { propertyTold } from "./show-asset.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Pairs of one answer. */
const pairsMost = 100;
/** Pairs shown to people at once. */
const shownMost = 20;

/** Who says it, where nobody is signed in. */
export function terminalUser({ env }: Speaker): string {
  return env["USER"] ?? env["USERNAME"] ?? "terminal";
}

function day(instant: string): string {
  return instant.slice(0, 10);
}

function sideLines({ asset, subject, sources }: PairSide): readonly string[] {
  const names = subject.claims.map(({ space, value }) => `${space} ${visible(value)}`).join(", ");
  return [
    `  ${visible(asset.name)} (${visible(asset.id)}): ${names}`,
    ...sources.map(({ file, place, at }) => `    ${visible(file)} ${visible(place)}, ${day(at)}`),
  ];
}

function pairLines(pair: IdentityPair, { words }: Speaker): readonly string[] {
  const { judged } = pair;
  const state =
    judged === null
      ? words.knowing.because[pair.because]
      : words.knowing.judged(judged.holds, visible(judged.by), day(judged.at));
  const now = pair.isOne ? words.knowing.isOne : words.knowing.isTwo;
  return [`${pair.key}  ${state}; ${now}`, ...sideLines(pair.left), ...sideLines(pair.right)];
}

function pairsTold(found: IdentityPairs, none: string, speaker: Speaker): Told {
  const { words, language } = speaker;
  const shown = found.pairs.slice(0, shownMost);
  const isMore = found.next !== null || found.pairs.length > shown.length;
  return {
    exit: 0,
    document: found,
    lines:
      found.pairs.length === 0
        ? [none]
        : [
            ...shown.flatMap((pair) => pairLines(pair, speaker)),
            ...(isMore ? [words.knowing.more(whole(found.total, language))] : []),
            words.knowing.howSame,
          ],
    problems: [],
    object: "",
  };
}

/** The pair with a key, among those suggested and those judged. */
async function pairWith({ identify }: Rooms, key: string): Promise<IdentityPair | null> {
  for (const state of ["suggested", "judged"] as const)
    for (let from: number | null = 0; from !== null;) {
      const found: IdentityPairs = await identify.pairs({ state, from, limit: pairsMost });
      const pair = found.pairs.find((one) => one.key === key);
      if (pair !== undefined) return pair;
      from = found.next;
    }
  return null;
}

function wordTold(judged: Judged, { words }: Speaker): Told {
  if (!judged.ok) return refused([judged.problem]);
  const { evidence } = judged;
  const lines = [words.knowing.said];
  return { exit: 0, document: { evidence }, lines, problems: [], object: evidence };
}

const words = { confirm: true, deny: false, undo: null } as const;

async function showSame(rooms: Rooms, command: SameCommand, speaker: Speaker): Promise<Told> {
  const { identify } = rooms;
  if (!("key" in command)) {
    const state = command.what === "list" ? "suggested" : "judged";
    const none = speaker.words.knowing[command.what === "list" ? "noPairs" : "noJudged"];
    return pairsTold(await identify.pairs({ state, from: 0, limit: pairsMost }), none, speaker);
  }
  const pair = await pairWith(rooms, command.key);
  if (pair === null)
    return refused([{ code: "identify/unknown-thing", severity: "error", at: null, args: {} }]);
  const { left, right } = pair;
  const word = { left: left.subject, right: right.subject, holds: words[command.what] };
  return wordTold(await identify.judge(word, terminalUser(speaker)), speaker);
}

function contradictionLines(row: ContradictionView, speaker: Speaker): readonly string[] {
  const { asset, property, values, trusted } = row;
  const by =
    trusted === null
      ? []
      : [
          speaker.words.knowing.trusted(
            visible(trusted.source),
            visible(trusted.by),
            day(trusted.at),
          ),
        ];
  return [
    `${visible(asset.id)}  ${propertyTold(property, speaker)}`,
    ...values.map(({ value, source, evidence, validFrom }) => {
      const said = visible(valueWord(property, value, speaker.language));
      return `  ${said}  ${visible(source)}  ${visible(evidence)}, ${day(validFrom)}`;
    }),
    ...by.map((line) => `  ${line}`),
  ];
}

async function showTrust(rooms: Rooms, command: TrustCommand, speaker: Speaker): Promise<Told> {
  const { identify } = rooms;
  if (command.what === "set" || command.what === "undo") {
    const { asset, property, source } = command;
    return wordTold(
      await identify.trust({ asset, property, source }, terminalUser(speaker)),
      speaker,
    );
  }
  const isOpen = command.what === "list";
  const contradictions = await identify.contradictions(isOpen ? "open" : "settled");
  const none = speaker.words.knowing[isOpen ? "noContradictions" : "noSettled"];
  return {
    exit: 0,
    document: { contradictions },
    lines:
      contradictions.length === 0
        ? [none]
        : [
            ...contradictions.flatMap((row) => contradictionLines(row, speaker)),
            speaker.words.knowing.howTrust,
          ],
    problems: [],
    object: "",
  };
}

/** Does what is asked about what is known. */
export function showKnowing(
  rooms: Rooms,
  command: SameCommand | TrustCommand,
  speaker: Speaker,
): Promise<Told> {
  return command.verb === "same"
    ? showSame(rooms, command, speaker)
    : showTrust(rooms, command, speaker);
}
