/** One own domain: what failed and how it is mended, what breaks, and how it has been. */
import type { DomainReport, DomainView, OwnDomain } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useCheckDomains, useDomain, useDomains } from "../api/domain-queries.ts";
import { isActive } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Progress } from "../parts/progress.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { formatWhole, type Language, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { ExpiryForm } from "./domain-forms.tsx";
import { DomainHistory } from "./domain-history.tsx";
import { DomainItems } from "./domain-items.tsx";
import { breakText, changeText, scoreText, shownProfiles } from "./domain-text.ts";

/** @param domain as it stands in the address */
export function DomainPage({ domain }: { readonly domain: string }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.domains;
  const all = useDomains();
  const listed = all.data?.domains.find((one) => one.domain === domain);
  const found = useDomain(domain, listed?.latest?.at ?? null);
  const { data } = found;
  return (
    <Page
      name={visible(domain)}
      heading={headingOf(domain, data, words, language)}
      lead={<Link to={paths.domains}>{said.back}</Link>}
    >
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : null}
      {data === undefined ? null : <Known view={data} job={all.data?.job ?? null} />}
    </Page>
  );
}

function headingOf(
  domain: string,
  view: DomainView | undefined,
  words: Words,
  language: Language,
): string {
  const [said, shown] = [words.domains, visible(domain)];
  if (view === undefined) return shown;
  if (view.report === null) return said.headingUnseen(shown);
  const { failed } = view.report.counts;
  return failed === 0
    ? said.headingGood(shown)
    : said.headingOne(shown, formatWhole(failed, language));
}

function Known({
  view: { own, report, history },
  job,
}: {
  readonly view: DomainView;
  readonly job: Parameters<typeof Progress>[0]["job"] | null;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.domains;
  const mayTell = useMay("model/change");
  return (
    <>
      <Looking own={own} job={job} />
      {report === null ? null : (
        <>
          <Scores own={own} report={report} />
          <Breaks report={report} />
          <DomainItems report={report} />
          <Left report={report} />
          <DomainHistory history={history} />
        </>
      )}
      <section className="section">
        <p className="note">{said.clearedBy(visible(own.by), own.until)}</p>
        {mayTell ? (
          <div className="screen-only">
            <h2>{said.expiryTitle}</h2>
            <ExpiryForm key={own.expires} own={own} />
          </div>
        ) : null}
      </section>
    </>
  );
}

function Looking({
  own,
  job,
}: {
  readonly own: OwnDomain;
  readonly job: Parameters<typeof Progress>[0]["job"] | null;
}): ReactNode {
  const { words } = useSpeech();
  const mayLook = useMay("model/change");
  const check = useCheckDomains();
  const isBusy = job !== null && isActive(job);
  return (
    <section className="section">
      {job === null ? null : <Progress job={job} />}
      <p className="row-actions">
        {mayLook && !own.isOver && !isBusy ? (
          <Button
            look="main"
            isPending={check.isPending}
            onPress={() => check.mutate([own.domain])}
          >
            {words.domains.checkOne}
          </Button>
        ) : null}
        <Button onPress={() => print()}>{words.domains.print}</Button>
      </p>
      {check.isError ? <Failure error={check.error} /> : null}
    </section>
  );
}

function Scores({
  own,
  report,
}: {
  readonly own: OwnDomain;
  readonly report: DomainReport;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.domains;
  return (
    <section className="section">
      <dl className="pair-facts">
        {shownProfiles.map((profile) => {
          const score = report.scores[profile];
          const change = changeText(score, own.before?.[profile], words, language);
          return (
            <div key={profile} className="domain-score">
              <dt>{said.profiles[profile]}</dt>
              <dd>
                <strong className="figure">{scoreText(score, words, language)}</strong>
                {change === null ? null : <span className="small"> {change}</span>}
                <span className="note domain-parts">
                  {report.categories[profile]
                    .map(({ category, score: part }) => {
                      const name = said.categories[category] ?? category;
                      return `${name} ${scoreText(part, words, language)}`;
                    })
                    .join(" · ")}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="note">{said.scoreNote}</p>
    </section>
  );
}

function Breaks({ report: { breaks } }: { readonly report: DomainReport }): ReactNode {
  const { words } = useSpeech();
  const said = words.domains;
  return (
    <section className="section">
      <h2>{said.breaksTitle}</h2>
      {breaks.length === 0 ? <p className="note">{said.breaksNone}</p> : null}
      <ul>
        {breaks.map((one) => (
          <li key={`${one.what} ${one.where} ${one.host} ${one.at}`}>
            {sentenceCase(breakText(one, words))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was left unasked, and who was asked. */
function Left({ report }: { readonly report: DomainReport }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.domains;
  const { dnssec, notCleared, notOpen, resolver } = report;
  return (
    <section className="section">
      {notCleared.map((host) => (
        <p key={host}>{said.notCleared(visible(host))}</p>
      ))}
      {notOpen.map((host) => (
        <p key={host}>{said.notOpen(visible(host))}</p>
      ))}
      {dnssec.reason === null ? null : (
        <p className="note">{said.dnssec(dnssec.reason[language])}</p>
      )}
      <p className="note">{said.asked(visible(resolver))}</p>
    </section>
  );
}
