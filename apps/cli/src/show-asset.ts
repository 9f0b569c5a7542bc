/** `asset`: which things there are, and all that is known of one. */
import { propertyWord, relationWord, valueWord } from "@vallgrav/knowledge/names";
import type { AssetFact, AssetsFound, AssetView, Neighbours } from "@vallgrav/platform/api";
import type { Rooms } from "@vallgrav/server";
import { table, visible, whole } from "./format.ts";
import type { AssetCommand } from "./knowing-arguments.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

const foundMost = 50;
const nearMost = 20;

function foundTold(found: AssetsFound, { words, language }: Speaker): Told {
  const said = words.knowing.asset;
  const rows = found.assets.map(({ id, name, kind, by, isPresent }) => [
    visible(id),
    visible(by === null ? name : `${name} (${by})`),
    isPresent ? words.assets[kind] : `${words.assets[kind]}, ${said.gone}`,
  ]);
  const more = found.next === null ? [] : [said.more(whole(found.total, language))];
  return {
    exit: 0,
    document: found,
    lines: rows.length === 0 ? [said.none] : [...table(rows), ...more],
    problems: [],
    object: "",
  };
}

/** A property in words, and by the name that commands take where that is another. */
export function propertyTold(property: string, { language }: Speaker): string {
  const word = propertyWord(property, language);
  return visible(word === property ? word : `${word} (${property})`);
}

function factLines(fact: AssetFact, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const { property, values, isDisputed } = fact;
  const mark = isDisputed ? `  (${words.knowing.asset.disputed})` : "";
  return [
    `${propertyTold(property, speaker)}${mark}`,
    ...values.flatMap(({ value, by }) => [
      `  ${visible(valueWord(property, value, language))}`,
      ...by.map(
        ({ file, place, at }) => `    ${visible(file)} ${visible(place ?? "")}, ${at.slice(0, 10)}`,
      ),
    ]),
  ];
}

/** What a thing does, then the other; what reaches it stands first, as in a sentence. */
function nearLines(
  { neighbours }: Neighbours,
  direction: "in" | "out",
  { language }: Speaker,
): readonly string[] {
  return neighbours.map(({ asset, relation }) => {
    const other = `${visible(asset.name)} (${visible(asset.id)})`;
    const does = relationWord(relation, language);
    return direction === "out" ? `  ${does}  ${other}` : `  ${other}  ${does}`;
  });
}

/** What is next to a thing. */
type Near = { readonly reaches: Neighbours; readonly reachedBy: Neighbours };

function viewTold(view: AssetView, near: Near, speaker: Speaker): Told {
  const { words, language } = speaker;
  const said = words.knowing.asset;
  const count = ([one]: AssetView["reaches"]): string => whole(one, language);
  return {
    exit: 0,
    document: { ...view, near },
    lines: [
      `${visible(view.asset.name)}  ${words.assets[view.asset.kind]}`,
      ...view.facts.flatMap((fact) => factLines(fact, speaker)),
      said.reaches(count(view.reaches)),
      ...nearLines(near.reaches, "out", speaker),
      said.reachedBy(count(view.reachedBy)),
      ...nearLines(near.reachedBy, "in", speaker),
      ...view.questions.map(({ id, words: question }) =>
        said.question(id, visible(question.text[language])),
      ),
    ],
    problems: [],
    object: view.asset.id,
  };
}

/** Tells which things fit, or everything of one. */
export async function showAsset(
  { identify }: Rooms,
  { what, text }: AssetCommand,
  speaker: Speaker,
): Promise<Told> {
  if (what === "find")
    return foundTold(await identify.find({ text, kind: null, from: 0, limit: foundMost }), speaker);
  const view = await identify.asset(text);
  if (view === null)
    return refused([{ code: "identify/unknown-thing", severity: "error", at: null, args: {} }]);
  const asked = { id: text, steps: 1, from: 0, limit: nearMost } as const;
  const reaches = await identify.neighbours({ ...asked, direction: "out" });
  const reachedBy = await identify.neighbours({ ...asked, direction: "in" });
  return viewTold(view, { reaches, reachedBy }, speaker);
}
