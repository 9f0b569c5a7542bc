/** Hantera: what to do first in an incident, what Vallgrav answers now, and who must be told. */
import { type ReactNode, use } from "react";
import { useDuty } from "../api/duty-queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay, UserContext } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { PlaceList } from "../parts/place-list.tsx";
import { visible } from "../parts/shown-name.ts";
import { useSpeech } from "../words/language.tsx";
import { ClockSheet } from "./clock-sheet.tsx";
import { SeenSomething } from "./seen-something.tsx";

/** Its own words for those who see nothing of the municipality: what to do with what is odd. */
export function RespondPage(): ReactNode {
  const { words } = useSpeech();
  const said = words.firstHelp;
  const mayLead = useMay("position/view");
  if (!mayLead)
    return (
      <Page name={words.nav.respond} heading={said.oddTitle}>
        <SeenSomething isTitled={false} />
      </Page>
    );
  return (
    <Page
      name={words.nav.respond}
      heading={said.heading}
      lead={said.lead}
      aside={
        <div className="top-line">
          <span />
          <Button onPress={() => print()}>{said.print}</Button>
        </div>
      }
    >
      <FirstHour />
      <Answers />
      <ClockSheet />
      <section className="section screen-only">
        <p className="note">{said.unbuilt.respond}</p>
      </section>
    </Page>
  );
}

function FirstHour(): ReactNode {
  const { words } = useSpeech();
  const said = words.firstHelp;
  const [time, call, ...rest] = said.steps;
  return (
    <section className="section">
      <h2>{said.stepsTitle}</h2>
      <ol className="steps">
        <li>{time}</li>
        <li>
          {call} <Whom />
        </li>
        {rest.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="small">{said.stepsNote}</p>
    </section>
  );
}

/** Whom to call: who has been named, or that nobody has. */
function Whom(): ReactNode {
  const { words } = useSpeech();
  const said = words.firstHelp;
  // Who acts is of the whole municipality, which is not told behind a wall.
  const isWalled = use(UserContext)?.isWalled === true;
  const mayView = useMay("watch/view") && !isWalled;
  const mayAnswer = useMay("watch/change");
  const { data, isError } = useDuty(mayView);
  if (!mayView || isError) return said.callAnyway;
  if (data === undefined) return null;
  const { duty } = data;
  if (duty !== null && duty.who !== null)
    return <strong>{said.call(visible(duty.who), visible(duty.reach))}</strong>;
  return (
    <>
      {duty === null ? said.nobody : said.nobodyActs}{" "}
      {mayAnswer ? (
        <span className="screen-only">
          <Link to={paths.detect}>{said.nobodyLink}</Link>
        </span>
      ) : null}
    </>
  );
}

function Answers(): ReactNode {
  const { words } = useSpeech();
  const said = words.firstHelp;
  const isWalled = use(UserContext)?.isWalled === true;
  const may = {
    affected: useMay("ways/view"),
    alerts: useMay("watch/view"),
    search: useMay("model/view"),
    position: useMay("position/view"),
    accounts: useMay("access/change") && !isWalled,
  };
  const order = ["alerts", "affected", "search", "position", "accounts"] as const;
  const at = { ...paths, alerts: paths.detect };
  return (
    <section className="section screen-only">
      <h2>{said.answersTitle}</h2>
      <PlaceList
        places={order.map((name) => ({
          path: at[name],
          name: words.nav[name],
          text: said.answers[name],
          isShown: may[name],
        }))}
      />
    </section>
  );
}
