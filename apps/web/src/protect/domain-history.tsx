/** How a domain's scores have gone, as a line for each profile and a table. */
import type { DomainCheck } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { Moment } from "../parts/moment.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { scoreText, shownProfiles } from "./domain-text.ts";

/** @param history the newest first */
export function DomainHistory({
  history,
}: {
  readonly history: readonly DomainCheck[];
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.domains;
  return (
    <section className="section">
      <h2>{said.historyTitle}</h2>
      {history.length < 2 ? (
        <p className="note">{said.historyNone}</p>
      ) : (
        <>
          <Lines history={history.toReversed()} />
          <Table
            caption={said.historyCaption}
            isCaptionUnseen
            rows={history}
            keyOf={({ id }) => id}
            columns={columnsOf(words, language)}
          />
        </>
      )}
    </section>
  );
}

/** A small line of each profile: the least of the score, 0–100 from bottom to top. */
function Lines({ history }: { readonly history: readonly DomainCheck[] }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.domains;
  const last = history.length - 1;
  return (
    <div className="domain-lines">
      {shownProfiles.map((profile) => {
        const points = history.map(({ scores }, at) => {
          const least = scores[profile]?.least ?? 0;
          return `${(at / Math.max(last, 1)) * 100},${44 - least * 0.4}`;
        });
        const [first, newest] = [history[0], history[last]].map((one) =>
          scoreText(one?.scores[profile] ?? null, words, language),
        );
        return (
          <figure key={profile} className="domain-line">
            <svg viewBox="0 0 100 48" preserveAspectRatio="none" aria-hidden="true">
              <line x1="0" x2="100" y1="44" y2="44" className="domain-axis" />
              <polyline points={points.join(" ")} className="domain-curve" />
            </svg>
            <figcaption className="small">
              {said.chart(said.profiles[profile], first ?? "", newest ?? "")}
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}

function columnsOf(words: Words, language: Language): readonly Column<DomainCheck>[] {
  const said = words.domains;
  const when: Column<DomainCheck> = {
    id: "at",
    heading: said.seen,
    value: ({ at }) => at,
    show: ({ at }) => <Moment instant={at} />,
    isHeading: true,
  };
  const scores = shownProfiles.map((profile): Column<DomainCheck> => {
    const text = (one: DomainCheck): string => scoreText(one.scores[profile], words, language);
    return {
      id: profile,
      heading: said.profiles[profile],
      isNumber: true,
      value: (one) => one.scores[profile]?.least ?? -1,
      show: text,
      copied: text,
    };
  });
  const counts = (["failed", "unknown"] as const).map((of): Column<DomainCheck> => ({
    id: of,
    heading: said[of],
    isNumber: true,
    value: (one) => one.counts[of],
    show: (one) => formatWhole(one.counts[of], language),
  }));
  return [when, ...scores, ...counts];
}
