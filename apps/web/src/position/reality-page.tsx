/** Verkligheten: what was tried or happened here, what the model would have said, and cases. */
import type { RealityView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useReality } from "../api/reality-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { formatRough } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { RealityCases } from "./reality-cases.tsx";
import { RealityRow } from "./reality-check.tsx";
import { RealityForm } from "./reality-form.tsx";

/** How many entries the model would have been wrong about. */
export function missesIn({ checks }: Pick<RealityView, "checks">): number {
  return checks.filter(({ said }) => said.isMiss).length;
}

function headingOf({ checks }: RealityView, { reality: said }: Words): string {
  const misses = missesIn({ checks });
  if (checks.length === 0) return said.headingNone;
  return misses === 0
    ? said.headingAgrees(checks.length)
    : said.headingMisses(misses, checks.length);
}

/** The page. */
export function RealityPage(): ReactNode {
  const { words } = useSpeech();
  const reality = useReality();
  const { data } = reality;
  const said = words.reality;
  return (
    <Page
      name={said.title}
      heading={data === undefined ? said.title : headingOf(data, words)}
      lead={said.lead}
    >
      {reality.isPending ? <Loading /> : null}
      {reality.isError ? (
        <Failure error={reality.error} onAgain={() => void reality.refetch()} />
      ) : null}
      {data === undefined ? null : <Body view={data} />}
    </Page>
  );
}

function Body({ view }: { readonly view: RealityView }): ReactNode {
  const { words, language } = useSpeech();
  const mayChange = useMay("model/change");
  const said = words.reality;
  return (
    <>
      <section className="section">
        <h2>{said.checksTitle}</h2>
        {view.attacks === 0 ? null : (
          <p className="note">
            {view.widening > 1
              ? said.widened(formatRough(view.widening, language))
              : said.notWidened}
          </p>
        )}
        {view.checks.length === 0 ? (
          <p className="note">{said.checksNone}</p>
        ) : (
          <ul className="reality-checks">
            {view.checks.map((check) => (
              <RealityRow key={check.id} check={check} />
            ))}
          </ul>
        )}
      </section>
      {mayChange ? (
        <section className="section">
          <h2>{said.add}</h2>
          <RealityForm />
        </section>
      ) : null}
      <RealityCases cases={view.cases} />
    </>
  );
}
