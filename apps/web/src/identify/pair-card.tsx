/** Two things that may be the same, side by side, and what a person says of it. */
import { propertyWord } from "@vallgrav/knowledge/names";
import type { IdentityPair, PairSide } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useJudge } from "../api/knowing-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { shownName, visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { formatDay } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { valueWord } from "../words/values.ts";

function nameOf({ subject }: PairSide): string {
  const claim = subject.claims.find(({ space }) => space === "fqdn" || space === "host");
  return visible((claim ?? subject.claims[0]).value);
}

/** The card of a pair. */
export function PairCard({ pair }: { readonly pair: IdentityPair }): ReactNode {
  const { words } = useSpeech();
  const said = words.judging;
  const { judged } = pair;
  const state =
    judged === null
      ? said.because[pair.because]
      : (judged.holds ? said.judgedSame : said.judgedDifferent)(
          visible(judged.by),
          formatDay(judged.at),
        );
  return (
    <li className="pair">
      <div className="pair-sides">
        <Side side={pair.left} />
        <Side side={pair.right} />
      </div>
      <p>
        {state} {pair.isOne ? said.isOne : said.isTwo}
      </p>
      <Words pair={pair} />
    </li>
  );
}

function Words({ pair }: { readonly pair: IdentityPair }): ReactNode {
  const { words } = useSpeech();
  const said = words.judging;
  const judge = useJudge();
  if (!useMay("model/change")) return null;
  const [left, right] = [pair.left, pair.right];
  const choices =
    pair.judged === null
      ? ([
          [true, said.same],
          [false, said.different],
        ] as const)
      : ([[null, said.takeBack]] as const);
  return (
    <>
      <p className="row-actions pair-actions">
        {choices.map(([holds, word]) => (
          <Button
            key={word}
            aria-label={said.about(word, nameOf(left), nameOf(right))}
            isPending={judge.isPending}
            onPress={() => judge.mutate({ left: left.subject, right: right.subject, holds })}
          >
            {word}
          </Button>
        ))}
      </p>
      {judge.isError ? <Failure error={judge.error} /> : null}
    </>
  );
}

function Side({ side }: { readonly side: PairSide }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.judging;
  return (
    <div className="pair-side">
      <h3>{shownName({ kind: side.asset.kind, name: nameOf(side) }, language)}</h3>
      <dl className="pair-facts">
        <dt>{said.names}</dt>
        <dd>
          <ul className="plain-list">
            {side.subject.claims.map(({ space, value, within }) => (
              <li key={`${space} ${value} ${within ?? ""}`}>
                <span className="small">{words.claimSpace[space]}</span> {visible(value)}
              </li>
            ))}
          </ul>
        </dd>
        {side.says.length === 0 ? null : (
          <>
            <dt>{said.says}</dt>
            <dd>
              <ul className="plain-list">
                {side.says.map(({ property, value }) => (
                  <li key={property}>
                    <span className="small">{propertyWord(property, language)}</span>{" "}
                    {valueWord(property, value, language)}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{said.sources}</dt>
        <dd>
          <ul className="plain-list small">
            {side.sources.map(({ evidence, file, place, at }) => (
              <li key={evidence}>{said.source(visible(file), visible(place), formatDay(at))}</li>
            ))}
          </ul>
        </dd>
      </dl>
    </div>
  );
}
