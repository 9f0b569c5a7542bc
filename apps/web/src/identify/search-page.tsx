/** Search over everything known, as one types. */
import type { AssetKind } from "@vallgrav/kernel";
import type { AssetFound } from "@vallgrav/platform/api";
import { type ReactNode, useDeferredValue, useState } from "react";
import { foundPerPage, useFound } from "../api/asset-queries.ts";
import { useStatus } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Moment } from "../parts/moment.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatWhole, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { AssetLink } from "./asset-link.tsx";

/** Signs of a search at most. */
const textMost = 200;

/** What the address asks for. What is typed is not put there: names would stay in the history. */
function askedFor(): string {
  return (new URLSearchParams(location.search).get("text") ?? "").slice(0, textMost);
}

/** The page. */
export function SearchPage(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.assets;
  const [text, setText] = useState(askedFor);
  const [kind, setKind] = useState<AssetKind | "">("");
  const [from, setFrom] = useState(0);
  const asked = useDeferredValue(text.trim());
  const found = useFound(asked, kind, from);
  const { data } = found;
  const total = data === undefined ? "" : formatWhole(data.total, language);
  return (
    <Page
      name={said.title}
      heading={
        data === undefined
          ? said.heading
          : data.isAll
            ? said.headingAll(total)
            : said.headingFound(total, data.total === 1)
      }
      lead={said.lead}
    >
      <SearchForm
        text={text}
        kind={kind}
        onText={(next) => {
          setText(next);
          setFrom(0);
        }}
        onKind={(next) => {
          setKind(next);
          setFrom(0);
        }}
      />
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : null}
      {data === undefined ? null : (
        <section className="section" aria-label={said.caption}>
          {data.assets.length === 0 ? (
            <NoneFound isAll={data.isAll} />
          ) : (
            <Table
              caption={said.caption}
              isCaptionUnseen
              rows={data.assets}
              keyOf={(row) => row.id}
              columns={columnsOf(words, data.assets)}
            />
          )}
          <p className="row-actions">
            {from === 0 ? null : <Button onPress={() => setFrom(0)}>{said.first}</Button>}
            {data.next === null ? null : (
              <Button onPress={() => setFrom(from + foundPerPage)}>{said.more}</Button>
            )}
          </p>
        </section>
      )}
    </Page>
  );
}

/** Nothing known at all is another thing than a name that matches nothing. */
function NoneFound({ isAll }: { readonly isAll: boolean }): ReactNode {
  const { words } = useSpeech();
  if (!isAll) return <p className="note">{words.assets.none}</p>;
  return (
    <p>
      <Link to={paths.sources}>{words.map.toSources}</Link>
    </p>
  );
}

function SearchForm({
  text,
  kind,
  onText,
  onKind,
}: {
  readonly text: string;
  readonly kind: AssetKind | "";
  readonly onText: (text: string) => void;
  readonly onKind: (kind: AssetKind | "") => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.assets;
  const kinds = useStatus().data?.assets ?? [];
  return (
    <search className="section fields" aria-label={said.search}>
      <p className="field">
        <label htmlFor="asset-search">{said.search}</label>
        <input
          id="asset-search"
          type="search"
          value={text}
          maxLength={textMost}
          autoComplete="off"
          onChange={(event) => onText(event.target.value)}
        />
      </p>
      <Choice
        label={said.kind}
        value={kind}
        onChange={onKind}
        options={[
          ["", said.allKinds] as const,
          ...kinds.map((one) => [one.kind, sentenceCase(words.assetKind[one.kind])] as const),
        ]}
      />
    </search>
  );
}

function showName(row: AssetFound): ReactNode {
  return <AssetLink asset={row} />;
}

function showSeen(row: AssetFound): ReactNode {
  return <Moment instant={row.lastSeen} />;
}

function byOf({ by }: AssetFound): string {
  return by === null ? "" : visible(by);
}

function columnsOf(words: Words, rows: readonly AssetFound[]): readonly Column<AssetFound>[] {
  const said = words.assets;
  return [
    {
      id: "name",
      heading: said.name,
      value: (row) => visible(row.name),
      show: showName,
      isHeading: true,
    },
    {
      id: "kind",
      heading: said.kind,
      value: (row) =>
        row.isPresent ? words.assetKind[row.kind] : `${words.assetKind[row.kind]}, ${said.gone}`,
    },
    // What was not found by another of its names has nothing to tell here.
    ...(rows.some(({ by }) => by !== null) ? [{ id: "by", heading: said.by, value: byOf }] : []),
    { id: "seen", heading: said.lastSeen, value: (row) => row.lastSeen, show: showSeen },
  ];
}
