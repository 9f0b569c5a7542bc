/** What a thing reaches and what reaches it, one or two steps along its relations. */
import { relationWord } from "@vallgrav/knowledge/names";
import type { AssetView, Neighbour } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { foundPerPage, useNeighbours } from "../api/asset-queries.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { AssetLink } from "./asset-link.tsx";

type Direction = "out" | "in";

function countsOf([one, two]: AssetView["reaches"], words: Words, language: Language): string {
  const said = words.assets.page;
  const first = formatWhole(one, language);
  return two === null ? said.countsCut(first) : said.counts(first, formatWhole(two, language));
}

/** The section of what is near. */
export function AssetNear({ view }: { readonly view: AssetView }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.assets.page;
  const [direction, setDirection] = useState<Direction>(
    view.reaches[0] === 0 && view.reachedBy[0] > 0 ? "in" : "out",
  );
  const [steps, setSteps] = useState<"1" | "2">("1");
  return (
    <section className="section">
      <h2>{said.nearTitle}</h2>
      <div className="fields">
        <Choice
          label={said.which}
          value={direction}
          onChange={setDirection}
          options={(["out", "in"] as const).map((one) => [
            one,
            `${said.direction[one]}: ${countsOf(
              one === "out" ? view.reaches : view.reachedBy,
              words,
              language,
            )}`,
          ])}
        />
        <Choice
          label={said.howFar}
          value={steps}
          onChange={setSteps}
          options={[
            ["1", said.steps[1]],
            ["2", said.steps[2]],
          ]}
        />
      </div>
      <Near
        key={`${view.asset.id} ${direction} ${steps}`}
        id={view.asset.id}
        direction={direction}
        steps={steps === "2" ? 2 : 1}
      />
    </section>
  );
}

function Near({
  id,
  direction,
  steps,
}: {
  readonly id: string;
  readonly direction: Direction;
  readonly steps: 1 | 2;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.assets.page;
  const [from, setFrom] = useState(0);
  const near = useNeighbours(id, direction, steps, from);
  if (near.isPending) return <Loading />;
  if (near.isError) return <Failure error={near.error} onAgain={() => void near.refetch()} />;
  const { neighbours, isCut, next } = near.data;
  if (neighbours.length === 0) return <p className="note">{said.nearNone}</p>;
  return (
    <>
      {isCut ? <p className="note">{said.cut}</p> : null}
      <Table
        caption={said.direction[direction]}
        isCaptionUnseen
        rows={neighbours}
        keyOf={({ asset }) => asset.id}
        columns={columnsOf(words, language, steps)}
      />
      <p className="row-actions">
        {from === 0 ? null : <Button onPress={() => setFrom(0)}>{words.assets.first}</Button>}
        {next === null ? null : (
          <Button onPress={() => setFrom(from + foundPerPage)}>{words.assets.more}</Button>
        )}
      </p>
    </>
  );
}

function showThing(row: Neighbour): ReactNode {
  return <AssetLink asset={row.asset} />;
}

function showThrough(row: Neighbour): ReactNode {
  return row.through === null ? null : <AssetLink asset={row.through} />;
}

function columnsOf(words: Words, language: Language, steps: 1 | 2): readonly Column<Neighbour>[] {
  const said = words.assets.page;
  const through: Column<Neighbour> = {
    id: "through",
    heading: said.through,
    value: (row) => visible(row.through?.name ?? ""),
    show: showThrough,
  };
  return [
    {
      id: "thing",
      heading: said.thing,
      value: (row) => visible(row.asset.name),
      show: showThing,
      isHeading: true,
    },
    {
      id: "kind",
      heading: words.assets.kind,
      value: (row) => words.assetKind[row.asset.kind],
    },
    {
      id: "relation",
      heading: said.relation,
      value: (row) => relationWord(row.relation, language),
    },
    ...(steps === 2 ? [through] : []),
  ];
}
