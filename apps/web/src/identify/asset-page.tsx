/** One thing: what is said of it and where that stands, what is near it, which ways pass it. */
import { propertyWord } from "@vallgrav/knowledge/names";
import type { AssetFact, AssetView, SaidHere, Ways } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useAsset } from "../api/asset-queries.ts";
import { usePosition, useWays } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { shownName, visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { sayShare } from "../words/figures.ts";
import { formatDay } from "../words/format.ts";
import { speakOf } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";
import { valueWord } from "../words/values.ts";
import { AssetNear } from "./asset-near.tsx";
import { AssetParts } from "./asset-parts.tsx";
import { useSourceName } from "./disputes.tsx";

/** @param id null where the address names no thing. */
export function AssetPage({ id }: { readonly id: string | null }): ReactNode {
  return id === null ? <Missing /> : <Asset id={id} />;
}

function Missing(): ReactNode {
  const { words } = useSpeech();
  const said = words.assets.page;
  return (
    <Page name={words.assets.title} heading={said.missing}>
      <p>
        <Link to={paths.search}>{said.toSearch}</Link>
      </p>
    </Page>
  );
}

function Asset({ id }: { readonly id: string }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.assets.page;
  const found = useAsset(id);
  const mayWays = useMay("ways/view");
  if (found.data === null) return <Missing />;
  if (found.data === undefined)
    return (
      <Page name={words.assets.title} heading={words.assets.title}>
        {found.isPending ? <Loading /> : null}
        {found.isError ? (
          <Failure error={found.error} onAgain={() => void found.refetch()} />
        ) : null}
      </Page>
    );
  const view = found.data;
  const name = visible(shownName(view.asset, language));
  const state = view.isPresent ? (view.isListed ? "" : said.mentioned) : said.goneLead;
  const lead = said.lead(words.assetKind[view.asset.kind], formatDay(view.lastSeen));
  return (
    <Page name={name} heading={name} lead={`${lead} ${state}`.trim()}>
      <Questions view={view} />
      <section className="section">
        <h2>{said.factsTitle}</h2>
        <Facts facts={view.facts} />
      </section>
      <AssetParts view={view} />
      <AssetNear view={view} />
      {mayWays ? <WaysThrough id={view.asset.id} /> : null}
    </Page>
  );
}

function Questions({ view }: { readonly view: AssetView }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.assets.page;
  if (view.questions.length === 0) return null;
  return (
    <section className="section">
      <h2>{said.questionsTitle}</h2>
      <ul>
        {view.questions.map(({ id, words: question }) => (
          <li key={id}>{visible(question.text[language])}</li>
        ))}
      </ul>
      <p>
        <Link to={paths.asking}>{said.toAsk}</Link>
      </p>
    </section>
  );
}

function Said({ by }: { readonly by: readonly SaidHere[] }): ReactNode {
  const { words } = useSpeech();
  const said = words.assets.page;
  const sourceName = useSourceName();
  return (
    <ul className="plain-list small">
      {by.map(({ evidence, file, place, source, standing, at }) => (
        <li key={`${evidence} ${place ?? ""} ${at}`}>
          {sourceName(source)} · {words.standing[standing]} ·{" "}
          {place === null || place === ""
            ? said.whereFile(visible(file), formatDay(at))
            : said.where(visible(file), visible(place), formatDay(at))}
        </li>
      ))}
    </ul>
  );
}

function Facts({ facts }: { readonly facts: readonly AssetFact[] }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.assets.page;
  const sourceName = useSourceName();
  if (facts.length === 0) return <p className="note">{said.noFacts}</p>;
  return (
    <dl className="asset-facts">
      {facts.map(({ property, values, isDisputed, trusted }) => (
        <div key={property} className="asset-fact">
          <dt>
            {visible(propertyWord(property, language))}{" "}
            {isDisputed ? <span className="badge">{said.disputed}</span> : null}
          </dt>
          {values.map(({ value, by }, at) => (
            <dd key={String(value)}>
              {at === 0 ? (
                <strong>{valueWord(property, value, language)}</strong>
              ) : (
                said.otherwise(valueWord(property, value, language))
              )}
              <Said by={by} />
            </dd>
          ))}
          {trusted === null ? null : (
            <dd className="small">
              {said.trusted(sourceName(trusted.source), visible(trusted.by), formatDay(trusted.at))}
            </dd>
          )}
          {isDisputed ? (
            <dd>
              <Link to={paths.judging}>{words.judging.link}</Link>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

/** Of the ways that are told, those with a step on the thing. */
function throughOf(ways: Ways | null | undefined, id: string) {
  return (ways?.ways ?? []).flatMap((way, at) => {
    const step = way.steps.find(({ asset }) => asset.id === id);
    return step === undefined ? [] : [{ way, step, at }];
  });
}

function WaysThrough({ id }: { readonly id: string }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.assets.page;
  const ways = useWays();
  const position = usePosition().data;
  // Until the position is known the page says less rather than more.
  const speak = position?.state === "ready" ? speakOf(position.plan) : "words";
  const through = throughOf(ways.data, id);
  return (
    <section className="section">
      <h2>{said.waysTitle}</h2>
      {through.length === 0 ? (
        <p className="note">{said.waysNone}</p>
      ) : (
        <ul>
          {through.map(({ way, step, at }) => (
            <li key={at}>
              {said.way(
                sayShare(way.frequency, { words, language, speak }),
                visible(way.objective),
                step.step[language],
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="note">
        {said.waysNote} <Link to={paths.ways}>{words.nav.ways}</Link>
      </p>
    </section>
  );
}
