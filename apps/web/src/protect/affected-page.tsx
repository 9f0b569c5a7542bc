/** Are we affected? A warning held against what is known, with letters to the owners. */
import { exposureText } from "@vallgrav/knowledge/names";
import type { Affected, AffectedThing } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useAffected, warningMost } from "../api/affected-queries.ts";
import { Page } from "../frame/page.tsx";
import { AssetLink } from "../identify/asset-link.tsx";
import { Button } from "../parts/button.tsx";
import { saveFile } from "../parts/save-file.ts";
import { shownName, visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { TextArea } from "../parts/text-area.tsx";
import { formatDay, formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { affectedCsv } from "./affected-files.ts";
import { AffectedLetters } from "./affected-letters.tsx";
import { movesText } from "./finding-moves.ts";

/** The page. */
export function AffectedPage(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.affected;
  const [text, setText] = useState("");
  const [hasTried, setTried] = useState(false);
  const ask = useAffected();
  const submit = (): void => {
    setTried(true);
    if (text.trim() !== "") ask.mutate(text.trim());
  };
  const error = hasTried && text.trim() === "" ? said.needText : null;
  return (
    <Page name={said.title} heading={headingOf(ask.data, words, language)} lead={said.lead}>
      <div className="section screen-only affected-form">
        <AccountForm button={said.ask} isPending={ask.isPending} onSubmit={submit}>
          <TextArea
            label={said.text}
            hint={said.hint}
            error={error}
            value={text}
            onChange={setText}
            most={warningMost}
            rows={8}
          />
        </AccountForm>
        {ask.isError ? <Failure error={ask.error} onAgain={submit} /> : null}
      </div>
      {ask.data === undefined ? null : <Found found={ask.data} />}
    </Page>
  );
}

function headingOf(found: Affected | undefined, words: Words, language: Language): string {
  const said = words.affected;
  if (found === undefined) return said.heading;
  const { affected, unknown } = found;
  if (affected.length + unknown.length === 0) return said.headingNothing;
  const [sure, maybe] = [affected.length, unknown.length].map((one) => formatWhole(one, language));
  return affected.length === 0
    ? said.headingNone(maybe ?? "")
    : said.headingSome(sure ?? "", affected.length === 1, maybe ?? "");
}

function Found({ found }: { readonly found: Affected }): ReactNode {
  const { words } = useSpeech();
  const said = words.affected;
  const { affected, unknown, cves, names, advisoriesAt, letters } = found;
  const looked = [...cves, ...names].map(visible);
  const isNothing = affected.length + unknown.length === 0;
  return (
    <>
      <section className="section" aria-label={said.title}>
        {looked.length === 0 ? null : <p>{said.looked(looked.join(", "))}</p>}
        {isNothing ? <p>{said.nothingText}</p> : null}
        <p className="note">
          {advisoriesAt === null ? said.noAdvisories : said.advisories(formatDay(advisoriesAt))}
        </p>
        {isNothing ? null : (
          <p className="row-actions">
            <Button onPress={() => print()}>{said.print}</Button>
            <Button onPress={() => saveFile(affectedCsv(found), said.csvFile, "text/csv")}>
              {said.csv}
            </Button>
          </p>
        )}
      </section>
      {isNothing ? null : (
        <>
          <section className="section">
            <h2>{said.sureTitle}</h2>
            {affected.length === 0 ? (
              <p className="note">{said.sureNone}</p>
            ) : (
              <Things things={affected} caption={said.sureTitle} speak={found.speak} />
            )}
          </section>
          <section className="section">
            <h2>{said.maybeTitle}</h2>
            <p className="note">{unknown.length === 0 ? said.maybeNone : said.maybeText}</p>
            {unknown.length === 0 ? null : (
              <Things things={unknown} caption={said.maybeTitle} speak={null} />
            )}
          </section>
          <AffectedLetters letters={letters} />
        </>
      )}
    </>
  );
}

function Things({
  things,
  caption,
  speak,
}: {
  readonly things: readonly AffectedThing[];
  readonly caption: string;
  /** How what mending moves is said; null: it is not told. */
  readonly speak: Affected["speak"] | null;
}): ReactNode {
  const { words, language } = useSpeech();
  return (
    <Table
      caption={caption}
      isCaptionUnseen
      rows={things}
      keyOf={({ asset }) => asset.id}
      columns={columnsOf(words, language, speak)}
    />
  );
}

function showWhere({ asset }: AffectedThing): ReactNode {
  return <AssetLink asset={asset} />;
}

function columnsOf(
  words: Words,
  language: Language,
  speak: Affected["speak"] | null,
): readonly Column<AffectedThing>[] {
  const said = words.affected;
  const moves = (row: AffectedThing): string =>
    speak === null ? "" : movesText(row, { words, language }, speak);
  return [
    {
      id: "where",
      heading: said.where,
      value: ({ asset }) => visible(shownName(asset, language)),
      show: showWhere,
      isHeading: true,
    },
    ...(speak === null
      ? []
      : [
          {
            id: "moves",
            heading: words.findings.moves,
            value: ({ impact }: AffectedThing) => impact?.loss.value ?? 0,
            show: moves,
            copied: moves,
          },
        ]),
    {
      id: "systems",
      heading: said.systems,
      value: ({ systems }) => systems.map(({ name }) => visible(name)).join(", "),
    },
    { id: "owner", heading: said.owner, value: ({ owner }) => visible(owner ?? said.nobody) },
    {
      id: "committee",
      heading: said.committee,
      value: ({ committees }) => committees.map(visible).join(", "),
    },
    {
      id: "because",
      heading: said.because,
      value: ({ because }) => because.map(visible).join(", "),
    },
    { id: "ports", heading: said.ports, value: ({ ports }) => ports.join(", ") },
    {
      id: "reached",
      heading: said.reached,
      value: ({ exposure }) => (exposure === undefined ? "" : exposureText(exposure)[language]),
    },
  ];
}
