/** The log: searched by who, what and when. */
import type { AuditEntry } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useAudit } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { Button } from "../parts/button.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { actionWord } from "../words/actions.ts";
import { formatMinute, formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

type Search = {
  readonly who: string;
  readonly what: string;
  readonly from: string;
  readonly until: string;
};

const nothing: Search = { who: "", what: "", from: "", until: "" };

/** The query of a search, with its question mark; empty where nothing is asked. */
function queryOf(search: Search, before: number | null): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value !== "") query.set(name, value);
  if (before !== null) query.set("before", String(before));
  return query.size === 0 ? "" : `?${query.toString()}`;
}

/** One row per entry, newest first. */
export function AuditPage(): ReactNode {
  const { words, language } = useSpeech();
  const [search, setSearch] = useState(nothing);
  const [before, setBefore] = useState<number | null>(null);
  const page = useAudit(queryOf(search, before));
  const { data } = page;
  const change = (part: Partial<Search>): void => {
    setSearch({ ...search, ...part });
    setBefore(null);
  };
  return (
    <Page
      name={words.audit.title}
      heading={
        data === undefined
          ? words.audit.title
          : words.audit.heading(formatWhole(data.total, language))
      }
      lead={words.audit.lead}
    >
      <SearchForm search={search} onChange={change} />
      {page.isPending ? <Loading /> : null}
      {page.isError ? <Failure error={page.error} onAgain={() => void page.refetch()} /> : null}
      {data === undefined ? null : (
        <section className="section" aria-label={words.audit.title}>
          <Table
            caption={words.audit.title}
            isCaptionUnseen
            rows={data.entries}
            keyOf={(row) => String(row.number)}
            columns={columnsOf(words, language)}
          />
          {before === null ? null : (
            <Button onPress={() => setBefore(null)}>{words.audit.newest}</Button>
          )}
          {data.next === null ? null : (
            <Button onPress={() => setBefore(data.next)}>{words.audit.older}</Button>
          )}
        </section>
      )}
    </Page>
  );
}

function SearchForm({
  search,
  onChange,
}: {
  readonly search: Search;
  readonly onChange: (part: Partial<Search>) => void;
}): ReactNode {
  const { words } = useSpeech();
  const hints = { who: words.audit.whoHint, what: words.audit.whatHint };
  return (
    <search className="section fields" aria-label={words.audit.search}>
      {(["who", "what"] as const).map((name) => (
        <p key={name} className="field">
          <label htmlFor={`audit-${name}`}>{words.audit[name]}</label>
          <span id={`audit-${name}-hint`} className="note">
            {hints[name]}
          </span>
          <input
            id={`audit-${name}`}
            aria-describedby={`audit-${name}-hint`}
            value={search[name]}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        </p>
      ))}
      {(["from", "until"] as const).map((name) => (
        <p key={name} className="field">
          <label htmlFor={`audit-${name}`}>{words.audit[name]}</label>
          <input
            id={`audit-${name}`}
            type="date"
            value={search[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        </p>
      ))}
    </search>
  );
}

function actorOf({ actor, name }: AuditEntry, words: Words): string {
  if (name !== null) return name;
  if (actor === "system") return words.audit.system;
  return actor === "nobody" ? words.audit.nobody : actor;
}

function detailOf({ detail }: AuditEntry, words: Words): string {
  if (detail === null) return words.audit.erased;
  return Object.values(detail).join(", ");
}

function columnsOf(words: Words, language: Language): readonly Column<AuditEntry>[] {
  return [
    {
      id: "number",
      heading: words.audit.number,
      value: (row) => row.number,
      isNumber: true,
    },
    {
      id: "when",
      heading: words.audit.when,
      value: (row) => row.at,
      show: (row) => <time dateTime={row.at}>{formatMinute(row.at)}</time>,
    },
    { id: "who", heading: words.audit.who, value: (row) => actorOf(row, words) },
    {
      id: "what",
      heading: words.audit.what,
      value: (row) => row.action,
      show: ({ action }) => {
        const said = actionWord(action, language);
        return (
          <>
            {said === null ? null : <>{said} </>}
            <span className="small mono unbroken">{action}</span>
          </>
        );
      },
      isHeading: true,
    },
    {
      id: "outcome",
      heading: words.audit.outcome,
      value: (row) => words.audit.outcomes[row.outcome],
    },
    { id: "object", heading: words.audit.object, value: (row) => row.object },
    { id: "detail", heading: words.audit.detail, value: (row) => detailOf(row, words) },
  ];
}
