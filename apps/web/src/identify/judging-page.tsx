/** Is that right? Pairs that may be the same and sources that disagree, for a person to decide. */
import type { ReactNode } from "react";
import { useDisputes, usePairs } from "../api/knowing-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { Disputes } from "./disputes.tsx";
import { PairCard } from "./pair-card.tsx";

/** The page. */
export function JudgingPage(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.judging;
  const suggested = usePairs("suggested");
  const open = useDisputes("open");
  const mayChange = useMay("model/change");
  const pairs = suggested.data?.pages[0]?.total ?? 0;
  const disputes = open.data?.length ?? 0;
  const isKnown = suggested.isSuccess && open.isSuccess;
  return (
    <Page
      name={said.title}
      heading={
        !isKnown
          ? said.title
          : pairs + disputes === 0
            ? said.headingNone
            : said.heading(
                said.pairs(pairs, formatWhole(pairs, language)),
                said.contradictions(disputes, formatWhole(disputes, language)),
              )
      }
      lead={said.lead}
    >
      {mayChange ? null : <p className="note">{words.app.readerOnly}</p>}
      <section className="section">
        <h2>{said.pairsTitle}</h2>
        <Pairs state="suggested" none={said.pairsNone} />
      </section>
      <section className="section">
        <h2>{said.contradictionsTitle}</h2>
        <p className="note">{said.contradictionsLead}</p>
        <Disputes state="open" none={said.contradictionsNone} />
      </section>
      <section className="section">
        <h2>{said.judgedTitle}</h2>
        <Pairs state="judged" none={said.judgedNone} />
        <Disputes state="settled" none={null} />
      </section>
    </Page>
  );
}

function Pairs({
  state,
  none,
}: {
  readonly state: "suggested" | "judged";
  readonly none: string;
}): ReactNode {
  const { words } = useSpeech();
  const found = usePairs(state);
  const settled = useDisputes("settled");
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  const pairs = found.data.pages.flatMap((page) => page.pairs);
  if (pairs.length === 0)
    return state === "judged" && (settled.data?.length ?? 0) > 0 ? null : (
      <p className="note">{none}</p>
    );
  return (
    <>
      <ul className="pairs">
        {pairs.map((pair) => (
          <PairCard key={pair.key} pair={pair} />
        ))}
      </ul>
      {found.hasNextPage ? (
        <Button isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {words.judging.more}
        </Button>
      ) : null}
    </>
  );
}
