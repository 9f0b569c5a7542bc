/** Of one kind of thing what each source sees and misses, and which those are. */
import type { AssetKind } from "@vallgrav/kernel";
import type { AssetFound, CoverageView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { foundPerPage, useCoverage, useUnseen } from "../api/asset-queries.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Moment } from "../parts/moment.tsx";
import { RowButton } from "../parts/row-button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatWhole, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { AssetLink } from "./asset-link.tsx";
import { useSourceName } from "./disputes.tsx";

type Row = CoverageView["sources"][number];

/** @param kinds those that are known, computers first where there are any */
export function SeenBySources({ kinds }: { readonly kinds: readonly AssetKind[] }): ReactNode {
  const { words } = useSpeech();
  const said = words.coverage;
  const first = kinds.includes("computer") ? "computer" : (kinds[0] ?? "computer");
  const [kind, setKind] = useState<AssetKind>(first);
  const [source, setSource] = useState<string | null>(null);
  const found = useCoverage(kind);
  return (
    <>
      <Choice
        label={said.ofKind}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setSource(null);
        }}
        options={kinds.map((one) => [one, sentenceCase(words.assetKind[one])] as const)}
      />
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <Sources rows={found.data.sources} onMissing={setSource} />
      )}
      {source === null ? null : <Missed key={`${kind} ${source}`} kind={kind} source={source} />}
    </>
  );
}

function Sources({
  rows,
  onMissing,
}: {
  readonly rows: readonly Row[];
  readonly onMissing: (source: string) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.coverage;
  const sourceName = useSourceName();
  if (rows.length === 0) return <p className="note">{said.none}</p>;
  return (
    <Table
      caption={said.seen}
      isCaptionUnseen
      rows={rows}
      keyOf={({ source }) => source}
      columns={columnsOf(words, sourceName, onMissing)}
    />
  );
}

function columnsOf(
  words: Words,
  sourceName: (source: string) => string,
  onMissing: (source: string) => void,
): readonly Column<Row>[] {
  const said = words.coverage;
  const number = (id: "alone" | "listed", heading: string) => ({
    id,
    heading,
    value: (row: Row) => row[id],
    isNumber: true,
  });
  return [
    {
      id: "source",
      heading: said.source,
      value: ({ source }) => sourceName(source),
      isHeading: true,
    },
    number("listed", said.listed),
    number("alone", said.alone),
    {
      id: "missing",
      heading: said.missing,
      value: ({ missing }) => missing,
      show: (row) => <Missing row={row} onMissing={onMissing} />,
      isNumber: true,
    },
    {
      id: "newest",
      heading: said.newest,
      value: ({ newest }) => newest,
      show: showNewest,
    },
  ];
}

/** How many a source misses, and the way to see them. */
function Missing({
  row: { missing, source },
  onMissing,
}: {
  readonly row: Row;
  readonly onMissing: (source: string) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.coverage;
  const sourceName = useSourceName();
  const shown = formatWhole(missing, language);
  if (missing === 0) return shown;
  return (
    <>
      {shown}{" "}
      <RowButton label={said.showMissingOf(sourceName(source))} onPress={() => onMissing(source)}>
        {said.showMissing}
      </RowButton>
    </>
  );
}

function showNewest({ newest }: Row): ReactNode {
  return <Moment instant={newest} />;
}

function showName(row: AssetFound): ReactNode {
  return <AssetLink asset={row} />;
}

function showSeen({ lastSeen }: AssetFound): ReactNode {
  return <Moment instant={lastSeen} />;
}

function Missed({
  kind,
  source,
}: {
  readonly kind: AssetKind;
  readonly source: string;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.coverage;
  const [from, setFrom] = useState(0);
  const sourceName = useSourceName();
  const found = useUnseen(kind, source, from);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  const { assets, total, next } = found.data;
  const title = said.missed(formatWhole(total, language), sourceName(source));
  return (
    <>
      <h3>{title}</h3>
      <Table
        caption={title}
        isCaptionUnseen
        rows={assets}
        keyOf={({ id }) => id}
        columns={[
          {
            id: "name",
            heading: words.assets.name,
            value: ({ name }) => visible(name),
            show: showName,
            isHeading: true,
          },
          {
            id: "seen",
            heading: words.assets.lastSeen,
            value: ({ lastSeen }) => lastSeen,
            show: showSeen,
          },
        ]}
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
