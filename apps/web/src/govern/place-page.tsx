/** Vallgrav självt: the machine it runs on, where its copies lie, and whom it connects to. */
import type { CopyPlace, OwnPlaceView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { usePlace, useTellCopies } from "../api/place-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

const places: readonly CopyPlace[] = ["offline", "outside", "inside"];

/** The page. */
export function PlacePage(): ReactNode {
  const { words } = useSpeech();
  const place = usePlace();
  const said = words.place;
  const view = place.data;
  return (
    <Page
      name={said.title}
      heading={view === undefined ? said.title : said.heading(view.warnings.length)}
      lead={said.lead}
    >
      {place.isPending ? <Loading /> : null}
      {place.isError ? <Failure error={place.error} onAgain={() => void place.refetch()} /> : null}
      {view === undefined ? null : (
        <>
          {view.warnings.length === 0 ? null : (
            <ul className="section">
              {view.warnings.map((warning) => (
                <li key={warning}>{said.warnings[warning]}</li>
              ))}
            </ul>
          )}
          <Machine view={view} />
          <Copies view={view} />
          <section className="section">
            <h2>{said.connections}</h2>
            {view.connections.length === 0 ? <p>{said.noConnections}</p> : null}
            <ul>
              {view.connections.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            <p className="note">{said.connectionsNote}</p>
          </section>
        </>
      )}
    </Page>
  );
}

function Machine({ view }: { readonly view: OwnPlaceView }): ReactNode {
  const { words } = useSpeech();
  const said = words.place;
  const { host, joined, inDirectory } = view;
  return (
    <section className="section">
      <h2>{said.machine}</h2>
      <p>{said.runsOn(host)}</p>
      {joined === null ? null : <p>{said.joinedBy(joined)}</p>}
      {inDirectory ? <p>{said.inDirectory}</p> : null}
      {joined === null && !inDirectory ? <p>{said.notJoined}</p> : null}
    </section>
  );
}

function Copies({ view }: { readonly view: OwnPlaceView }): ReactNode {
  const { words } = useSpeech();
  const mayChange = useMay("access/change");
  const tell = useTellCopies();
  const [name, setName] = useState("");
  const [where, setWhere] = useState<CopyPlace>("offline");
  const said = words.place;
  const { copies, lastCopyAt, by, at } = view;
  const add = (): void =>
    tell.mutate([...copies, { name, place: where }], { onSuccess: () => setName("") });
  return (
    <section className="section">
      <h2>{said.copies}</h2>
      <p>{said.lastCopy(lastCopyAt === null ? null : formatMinute(lastCopyAt))}</p>
      <ul>
        {copies.map((copy) => (
          <li key={copy.name}>
            {copy.name}: {said.places[copy.place]}{" "}
            {mayChange ? (
              <Button
                look="plain"
                isPending={tell.isPending}
                onPress={() => tell.mutate(copies.filter((one) => one !== copy))}
              >
                {said.remove(copy.name)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {by === null || at === null ? null : (
        <p className="note">{said.told(by, formatMinute(at))}</p>
      )}
      {mayChange ? (
        <details>
          <summary>{said.add}</summary>
          <AccountForm button={said.save} isMain={false} isPending={tell.isPending} onSubmit={add}>
            <Field
              label={said.name}
              hint={said.nameHint}
              error={null}
              value={name}
              onChange={setName}
              autoComplete="off"
            />
            <Choice
              label={said.place}
              options={places.map((one) => [one, said.places[one]] as const)}
              value={where}
              onChange={setWhere}
            />
          </AccountForm>
        </details>
      ) : null}
      {tell.isError ? <Failure error={tell.error} /> : null}
    </section>
  );
}
