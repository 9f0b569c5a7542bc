/** Ask the owners: which questions matter most, forms to those who know, and what answers moved. */
import type { AskBoard, AskCandidate, AskForm, AskMade } from "@vallgrav/platform/api";
import { type ReactNode, useEffect, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useAskBoard, useMakeAsk } from "../api/asking-queries.ts";
import { usePosition } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { Field } from "../parts/field.tsx";
import { Progress } from "../parts/progress.tsx";
import { visible } from "../parts/shown-name.ts";
import { Fold } from "../parts/fold.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { formatDay, formatRough, formatShare, formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { AskForms } from "./ask-forms.tsx";
import { AskParameters } from "./ask-parameters.tsx";
import { AskPaper } from "./ask-paper.tsx";

const mostChosen = 3;

function leadThere(element: HTMLElement | null): void {
  element?.focus();
}

function keyOf({ asset, question }: AskCandidate): string {
  return `${asset.id} ${question}`;
}

/** The page. */
export function AskPage(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.asking;
  const board = useAskBoard();
  const position = usePosition().data;
  // The questions are ranked by what is computed: until then they cannot be told.
  const work = position?.state === "computing" ? position.job : null;
  const mayChange = useMay("model/change");
  const [paper, setPaper] = useState<AskForm | null>(null);
  useEffect(() => {
    if (paper === null) return undefined;
    const done = (): void => setPaper(null);
    addEventListener("afterprint", done);
    print();
    return () => removeEventListener("afterprint", done);
  }, [paper]);
  const total = board.data === undefined ? null : formatWhole(board.data.total, language);
  return (
    <Page
      name={said.title}
      heading={total === null ? said.title : said.heading(total)}
      lead={said.lead}
    >
      {board.isPending ? <Loading /> : null}
      {board.isError ? <Failure error={board.error} onAgain={() => void board.refetch()} /> : null}
      {mayChange ? null : <p className="note">{words.app.readerOnly}</p>}
      {work === null ? null : (
        <section className="section">
          <p>{said.computing}</p>
          <Progress job={work} />
        </section>
      )}
      {board.data === undefined ? null : (
        <>
          {board.data.total === 0 ? (
            work !== null ? null : (
              <p>
                <Link to={paths.sources}>{words.map.toSources}</Link>
              </p>
            )
          ) : (
            <section className="section">
              <h2>{said.listTitle}</h2>
              <Candidates board={board.data} />
            </section>
          )}
          <AskParameters parameters={board.data.parameters} />
          <section className="section">
            <h2>{said.formsTitle}</h2>
            <AskForms forms={board.data.forms} onPrint={setPaper} />
          </section>
        </>
      )}
      {paper === null ? null : <AskPaper form={paper} />}
    </Page>
  );
}

function Candidates({ board }: { readonly board: AskBoard }): ReactNode {
  const { words, language } = useSpeech();
  const { candidates, total, speak } = board;
  const said = words.asking;
  const mayChange = useMay("model/change");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [made, setMade] = useState<AskMade | null>(null);
  const picked = candidates.filter((one) => chosen.includes(keyOf(one)));
  const toggle = (key: string): void =>
    setChosen(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  // What moves nothing today would only bury what does.
  const worth = candidates.filter(({ because }) => because !== "none");
  const still = candidates.filter(({ because }) => because === "none");
  const listOf = (of: readonly AskCandidate[]): ReactNode => (
    <ul className="pairs">
      {of.map((candidate) => (
        <Candidate
          key={keyOf(candidate)}
          candidate={candidate}
          speak={speak}
          isChosen={chosen.includes(keyOf(candidate))}
          isFull={picked.length >= mostChosen}
          onToggle={mayChange ? () => toggle(keyOf(candidate)) : null}
        />
      ))}
    </ul>
  );
  return (
    <>
      {made === null ? null : <Letter key={made.form.id} form={made.form} token={made.token} />}
      {candidates.length === total ? null : (
        <p className="note">
          {said.more(formatWhole(candidates.length, language), formatWhole(total, language))}
        </p>
      )}
      {worth.length === 0 ? null : listOf(worth)}
      {still.length === 0 ? null : worth.length === 0 ? (
        listOf(still)
      ) : (
        <Fold summary={said.still(still.length, formatWhole(still.length, language))}>
          {() => listOf(still)}
        </Fold>
      )}
      {mayChange ? (
        <MakeForm
          picked={picked}
          onMade={(one) => {
            setChosen([]);
            setMade(one);
          }}
        />
      ) : null}
    </>
  );
}

function useWhy(speak: AskBoard["speak"]): (candidate: AskCandidate) => string {
  const { words, language } = useSpeech();
  const { why } = words.asking;
  const isInWords = speak === "words";
  return ({ because, holds, onWays, hours }) => {
    if (because === "clear" && isInWords) return why.clearWords;
    if (because === "hours" && isInWords) return why.hoursWords;
    if (because === "clear" && holds !== null)
      return why.clear(formatShare(holds.low, language), formatShare(holds.high, language));
    if (because === "ways") return why.ways(formatShare(onWays ?? 0, language));
    return because === "hours" ? why.hours(formatRough(hours ?? 0, language)) : why.none;
  };
}

function Candidate({
  candidate,
  speak,
  isChosen,
  isFull,
  onToggle,
}: {
  readonly candidate: AskCandidate;
  readonly speak: AskBoard["speak"];
  readonly isChosen: boolean;
  readonly isFull: boolean;
  /** Null where it may not be chosen by this reader. */
  readonly onToggle: (() => void) | null;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.asking;
  const why = useWhy(speak);
  const text = visible(candidate.words.text[language]);
  const isShut = candidate.isAsked || (isFull && !isChosen);
  return (
    <li className="pair">
      <p>
        {onToggle === null || candidate.isAsked ? (
          <strong>{text}</strong>
        ) : (
          <label className="ask-choice">
            <input type="checkbox" checked={isChosen} disabled={isShut} onChange={onToggle} />{" "}
            <strong>{text}</strong>
          </label>
        )}{" "}
        {candidate.isAsked ? <span className="badge">{said.asked}</span> : null}
      </p>
      <p className="small">
        {candidate.owner === null ? said.noOwner : said.owner(visible(candidate.owner))} ·{" "}
        {why(candidate)}
      </p>
    </li>
  );
}

function MakeForm({
  picked,
  onMade,
}: {
  readonly picked: readonly AskCandidate[];
  readonly onMade: (made: AskMade) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.asking;
  const [typed, setTyped] = useState<string | null>(null);
  const [hasTried, setTried] = useState(false);
  const make = useMakeAsk();
  const person = typed ?? picked.find(({ owner }) => owner !== null)?.owner ?? "";
  const submit = (): void => {
    setTried(true);
    if (person.trim() === "" || picked.length === 0) return;
    const items = picked.map(({ asset, question }) => ({ asset: asset.id, question }));
    make.mutate(
      { person: person.trim(), items },
      {
        onSuccess: (one) => {
          setTyped(null);
          setTried(false);
          onMade(one);
        },
      },
    );
  };
  return (
    <>
      {picked.length === 0 ? null : (
        <div className="ask-make">
          <AccountForm button={said.make} isPending={make.isPending} onSubmit={submit}>
            <p className="note">
              {said.chosen(picked.length)} {picked.length >= mostChosen ? said.mostChosen : ""}
            </p>
            <Field
              label={said.person}
              hint={said.personHint}
              error={hasTried && person.trim() === "" ? said.needPerson : null}
              value={person}
              onChange={setTyped}
              autoComplete="off"
            />
          </AccountForm>
        </div>
      )}
      {make.isError ? <Failure error={make.error} /> : null}
    </>
  );
}

/** The text to send, with the link that is shown once: whoever made it is led there. */
function Letter({ form, token }: { readonly form: AskForm; readonly token: string }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.asking;
  const questions = form.items.map(({ words: question }) => visible(question.text[language]));
  const text = said.letter(
    questions,
    formatDay(form.expiresAt),
    `${location.origin}/fraga#${token}`,
  );
  return (
    <div className="pair">
      <h3 ref={leadThere} tabIndex={-1}>
        {said.madeTitle(visible(form.person))}
      </h3>
      <p className="note">{said.madeText}</p>
      <pre className="ask-letter">{text}</pre>
      <p className="row-actions">
        <CopyButton text={text} label={said.copy} copied={said.copied} />
      </p>
    </div>
  );
}
