/** `paths`: the most frequent ways in, and where they meet. */
import { assetName, type LanguageCode, unshouted } from "@vallgrav/knowledge/words";
import type { Way, Ways, WayStep } from "@vallgrav/platform/api";
import type { Rooms } from "@vallgrav/server";
import { share, span, visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Rights told in lines; the document has more. */
const shownRights = 15;

type Named = { readonly kind: string; readonly name: string };

/** A thing's name as the pages have it. */
function nameOf({ kind, name }: Named, language: LanguageCode): string {
  return visible(assetName({ kind, name: unshouted(name) }, language));
}

function stepLine(step: WayStep, { language }: Speaker): string {
  const technique = step.technique === null ? "" : ` [${step.technique}]`;
  const time = span(step.days, language);
  const name = nameOf(step.asset, language);
  return `    ${name}: ${step.step[language]}${technique}, ${time}`;
}

function wayLines(way: Way, speaker: Speaker): readonly string[] {
  return [
    `${share(way.frequency, speaker.language)}  ${visible(way.objective)}`,
    ...way.steps.map((step) => stepLine(step, speaker)),
    "",
  ];
}

function linesOf(ways: Ways, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  if (ways.ways.length === 0) return [words.paths.none];
  return [
    words.paths.lead(whole(ways.fell, language), whole(ways.runs, language)),
    "",
    ...ways.ways.flatMap((way) => wayLines(way, speaker)),
    words.paths.chokePoints,
    ...ways.chokePoints.map(
      ({ asset, step, frequency }) =>
        `${share(frequency, language)}  ${nameOf(asset, language)}: ${step[language]}`,
    ),
    ...(ways.rights.length === 0 ? [] : ["", words.paths.rights]),
    ...ways.rights
      .slice(0, shownRights)
      .map(
        ({ holder, object, rights, frequency }) =>
          `${share(frequency, language)}  ${nameOf(holder, language)}: ` +
          `${rights.join(", ")} → ${nameOf(object, language)}`,
      ),
  ];
}

/** Tells the ways in, computing them where they are not stored. */
export async function showPaths(rooms: Rooms, speaker: Speaker): Promise<Told> {
  const answer = await rooms.protect.paths();
  if (!answer.ok) return refused(answer.problems);
  const { ways } = answer;
  return { exit: 0, document: ways, lines: linesOf(ways, speaker), problems: [], object: "" };
}
