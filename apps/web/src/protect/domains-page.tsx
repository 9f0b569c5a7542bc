/** Domäner: what the municipality's own domains look like from outside, beside each other. */
import type { DomainsView, OwnDomain } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useCheckDomains, useDomains, useEndClearance } from "../api/domain-queries.ts";
import { isActive } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Moment } from "../parts/moment.tsx";
import { Progress } from "../parts/progress.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatDay, formatWhole, type Language, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { AddDomain, ScheduleForm } from "./domain-forms.tsx";
import { DomainLink } from "./domain-link.tsx";
import { breakText, scoreText, shownProfiles } from "./domain-text.ts";

/** The page. */
export function DomainsPage(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.domains;
  const found = useDomains();
  const { data } = found;
  const mayClear = useMay("clearances/change");
  return (
    <Page name={said.title} heading={headingOf(data, words, language)} lead={said.lead}>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          <Looking view={data} />
          {data.domains.length === 0 ? null : <Comparison view={data} />}
          {mayClear ? (
            <section className="section screen-only">
              <h2>{said.addTitle}</h2>
              <AddDomain />
            </section>
          ) : null}
          {mayClear ? (
            <section className="section screen-only">
              <h2>{said.scheduleTitle}</h2>
              <ScheduleForm schedule={data.schedule} />
            </section>
          ) : null}
        </>
      )}
    </Page>
  );
}

function soonest(domains: readonly OwnDomain[]): readonly OwnDomain[] {
  const atOf = ({ nextBreak }: OwnDomain): string => nextBreak?.at ?? "";
  return domains
    .filter(({ nextBreak }) => nextBreak !== null)
    .toSorted((a, b) => (atOf(a) < atOf(b) ? -1 : atOf(a) > atOf(b) ? 1 : 0));
}

function headingOf(view: DomainsView | undefined, words: Words, language: Language): string {
  const said = words.domains;
  if (view === undefined) return said.title;
  if (view.domains.length === 0) return said.headingNone;
  const failing = view.domains.filter(({ latest }) => (latest?.counts.failed ?? 0) > 0).length;
  const count = formatWhole(view.domains.length, language);
  const [first] = soonest(view.domains);
  const lead = said.heading(count, formatWhole(failing, language));
  if (first === undefined || first.nextBreak === null) return lead;
  return `${lead} ${said.first(breakText(first.nextBreak, words))}`;
}

function Looking({ view: { domains, job } }: { readonly view: DomainsView }): ReactNode {
  const { words } = useSpeech();
  const mayLook = useMay("model/change");
  const check = useCheckDomains();
  const isBusy = job !== null && isActive(job);
  return (
    <section className="section">
      {job === null ? null : <Progress job={job} />}
      <p className="row-actions">
        {mayLook && domains.length > 0 && !isBusy ? (
          <Button look="main" isPending={check.isPending} onPress={() => check.mutate([])}>
            {words.domains.checkAll}
          </Button>
        ) : null}
        <Button onPress={() => print()}>{words.domains.print}</Button>
      </p>
      {check.isError ? <Failure error={check.error} /> : null}
    </section>
  );
}

function Comparison({ view }: { readonly view: DomainsView }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.domains;
  const mayClear = useMay("clearances/change");
  const breaks = soonest(view.domains).flatMap(({ nextBreak }) => nextBreak ?? []);
  return (
    <>
      <section className="section">
        <Table
          caption={said.compare}
          rows={view.domains}
          keyOf={({ domain }) => domain}
          columns={columnsOf(words, language, mayClear)}
        />
        <p className="note">{said.scoreNote}</p>
        <ul className="plain-list small">
          {shownProfiles.map((profile) => (
            <li key={profile}>
              {said.profiles[profile]}: {said.profileNotes[profile]}.
            </li>
          ))}
        </ul>
      </section>
      <section className="section">
        <h2>{said.breaksTitle}</h2>
        {breaks.length === 0 ? <p className="note">{said.breaksNone}</p> : null}
        <ul>
          {breaks.map((one) => (
            <li key={`${one.what} ${one.where} ${one.host}`}>
              {sentenceCase(breakText(one, words))}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function columnsOf(
  words: Words,
  language: Language,
  mayClear: boolean,
): readonly Column<OwnDomain>[] {
  const said = words.domains;
  const scores = shownProfiles.map((profile): Column<OwnDomain> => {
    const text = ({ latest }: OwnDomain): string =>
      latest === null ? "" : scoreText(latest.scores[profile], words, language);
    return {
      id: profile,
      heading: said.profiles[profile],
      hint: said.profileNotes[profile],
      isNumber: true,
      value: ({ latest }) => latest?.scores[profile]?.least ?? -1,
      show: text,
      copied: text,
    };
  });
  const count = (of: "failed" | "unknown"): Column<OwnDomain> => ({
    id: of,
    heading: said[of],
    isNumber: true,
    value: ({ latest }) => latest?.counts[of] ?? -1,
    show: ({ latest }) => (latest === null ? "" : formatWhole(latest.counts[of], language)),
  });
  const seen: Column<OwnDomain> = {
    id: "seen",
    heading: said.seen,
    value: ({ latest }) => latest?.at ?? "",
    show: ({ latest, isOver, until }) =>
      latest === null ? (
        <span className="small">{isOver ? said.over(until) : said.never}</span>
      ) : (
        <Moment instant={latest.at} />
      ),
  };
  const next: Column<OwnDomain> = {
    id: "next",
    heading: said.next,
    value: ({ nextBreak }) => nextBreak?.at ?? "",
    show: ({ nextBreak }) => (nextBreak === null ? "" : formatDay(nextBreak.at)),
  };
  const end: Column<OwnDomain> = {
    id: "end",
    heading: said.end,
    isScreenOnly: true,
    value: ({ until }) => until,
    show: (own) => <EndClearance own={own} />,
  };
  const name: Column<OwnDomain> = {
    id: "domain",
    heading: said.domain,
    value: ({ domain }) => visible(domain),
    show: ({ domain }) => <DomainLink domain={domain} />,
    isHeading: true,
  };
  const all = [name, ...scores, count("failed"), count("unknown"), next, seen];
  return mayClear ? [...all, end] : all;
}

function EndClearance({ own: { domain } }: { readonly own: OwnDomain }): ReactNode {
  const { words } = useSpeech();
  const end = useEndClearance();
  return (
    <Button
      look="plain"
      aria-label={`${words.domains.end}: ${visible(domain)}`}
      isPending={end.isPending}
      onPress={() => end.mutate(domain)}
    >
      {words.domains.end}
    </Button>
  );
}
