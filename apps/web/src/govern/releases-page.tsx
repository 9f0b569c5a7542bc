/** Utlämnanden: who asked for what may be secret, and the harm test of each. */
import type { ReleasesView, ReleaseView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useReleases, useSendRelease } from "../api/release-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Boxes, flipped } from "../parts/boxes.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { momentOf } from "../parts/moment-of.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { DecisionForm } from "./release-decision.tsx";

/** Stands in paths for the municipality as a whole, as the server has it. */
const whole = "municipality";

/** The page. */
export function ReleasesPage(): ReactNode {
  const { words } = useSpeech();
  const releases = useReleases();
  const mayChange = useMay("releases/change");
  const said = words.releases;
  const view = releases.data;
  const all = view?.releases ?? [];
  const open = all.filter(({ decisions }) => decisions.length === 0).length;
  return (
    <Page
      name={said.title}
      heading={view === undefined ? said.title : said.heading(open)}
      lead={said.lead}
    >
      {releases.isPending ? <Loading /> : null}
      {releases.isError ? (
        <Failure error={releases.error} onAgain={() => void releases.refetch()} />
      ) : null}
      {view !== undefined && all.length === 0 ? <p className="note">{said.none}</p> : null}
      {view === undefined
        ? null
        : all.map((one) => <Release key={one.id} release={one} view={view} />)}
      {view !== undefined && mayChange ? (
        <section className="section screen-only">
          <details>
            <summary>{said.enter}</summary>
            <RequestForm view={view} />
          </details>
        </section>
      ) : null}
      {view === undefined ? null : <Files view={view} />}
    </Page>
  );
}

/** Authorities one may see, the municipality as a whole among them. */
function useAuthorities(view: ReleasesView): readonly (readonly [id: string, name: string])[] {
  const { words } = useSpeech();
  return [
    ...(view.isWhole ? [[whole, words.releases.whole] as const] : []),
    ...view.units.map(({ id, name }) => [id, name] as const),
  ];
}

function Files({ view }: { readonly view: ReleasesView }): ReactNode {
  const { words, language } = useSpeech();
  const asked = new Set(view.releases.map(({ unit }) => unit?.id ?? whole));
  const some = useAuthorities(view).filter(([id]) => asked.has(id));
  if (some.length === 0) return null;
  return (
    <p className="actions screen-only">
      {some.map(([id, name]) => (
        <a
          key={id}
          className="button button-plain"
          href={`/api/releases/${encodeURIComponent(id)}/csv?language=${language}`}
          download={`releases-${name}.csv`}
        >
          {words.releases.csv}: {name}
        </a>
      ))}
    </p>
  );
}

function Release({
  release,
  view,
}: {
  readonly release: ReleaseView;
  readonly view: ReleasesView;
}): ReactNode {
  const { words, language } = useSpeech();
  const mayChange = useMay("releases/change");
  const said = words.releases;
  const { unit, asker, what, askedAt, by, decisions } = release;
  const names = view.materials.filter(({ id }) => release.materials.includes(id));
  const standing = decisions.at(-1);
  return (
    <section className="section">
      <h2>{what}</h2>
      <p>
        <strong>{standing === undefined ? said.undecided : said.outcomes[standing.outcome]}</strong>
        {`: ${names.map(({ name }) => name[language]).join(", ")}`}
      </p>
      <p className="note">
        {unit?.name ?? said.whole}, {asker === "" ? said.unknown : asker}.{" "}
        {said.asked(formatMinute(askedAt), by)}
      </p>
      {decisions.map((one, at) => (
        <div key={`${one.at} ${at}`}>
          <p>
            {said.outcomes[one.outcome]}: {one.reason}
          </p>
          <ul>
            {view.grounds
              .filter(({ id }) => one.grounds.includes(id))
              .map(({ id, law, isChecked }) => (
                <li key={id}>
                  {law[language]}
                  {isChecked ? "" : ` (${said.unchecked})`}
                </li>
              ))}
          </ul>
          <p className="note">{said.decided(one.decidedBy, formatMinute(one.at))}</p>
        </div>
      ))}
      {mayChange ? (
        <details>
          <summary>{said.decide}</summary>
          <DecisionForm release={release} view={view} unit={unit?.id ?? whole} />
        </details>
      ) : null}
    </section>
  );
}

function RequestForm({ view }: { readonly view: ReleasesView }): ReactNode {
  const { words, language } = useSpeech();
  const authorities = useAuthorities(view);
  const [unit, setUnit] = useState(authorities[0]?.[0] ?? whole);
  const [asker, setAsker] = useState("");
  const [what, setWhat] = useState("");
  const [of, setOf] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState("");
  const [hasTried, setTried] = useState(false);
  const send = useSendRelease();
  const said = words.releases;
  const askedAt = momentOf(asked);
  const submit = (): void => {
    setTried(true);
    if (askedAt === null || of.length === 0) return;
    const body = { asker, what, materials: of, askedAt };
    send.mutate(
      { unit, request: null, body },
      {
        onSuccess: () => {
          setWhat("");
          setAsker("");
          setTried(false);
        },
      },
    );
  };
  return (
    <AccountForm button={said.save} isMain={false} isPending={send.isPending} onSubmit={submit}>
      <p className="note">{said.warning}</p>
      <Choice label={said.unit} options={authorities} value={unit} onChange={setUnit} />
      <Field
        label={said.what}
        hint={said.whatHint}
        error={null}
        value={what}
        onChange={setWhat}
        autoComplete="off"
      />
      <fieldset className="field">
        <legend>{said.materials}</legend>
        <Boxes
          all={view.materials.map(({ id }): string => id)}
          chosen={of}
          wordOf={(id) => view.materials.find((one) => one.id === id)?.name[language] ?? id}
          onFlip={(id) => setOf(flipped(of, id))}
        />
        {hasTried && of.length === 0 ? <p className="field-error">{said.noMaterial}</p> : null}
      </fieldset>
      <Field
        label={said.asker}
        hint={said.askerHint}
        isOptional
        error={null}
        value={asker}
        onChange={setAsker}
        autoComplete="off"
      />
      <Field
        label={said.askedAt}
        hint={said.askedAtHint}
        error={hasTried && askedAt === null ? said.badMoment : null}
        value={asked}
        onChange={setAsked}
        autoComplete="off"
      />
      {send.isError ? <Failure error={send.error} /> : null}
    </AccountForm>
  );
}
