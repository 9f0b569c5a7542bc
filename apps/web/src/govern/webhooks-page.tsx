/** Webbkrokar: which other systems are told when something has happened, and what was told. */
import { own } from "@vallgrav/kernel";
import type { DeliveryView, WebhooksView, WebhookView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useAddWebhook, useWebhooks, useWebhookStep } from "../api/webhook-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Announce } from "../parts/announce.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { Boxes, flipped } from "../parts/boxes.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { actionWord } from "../words/actions.ts";
import { formatMinute, type Language, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** An event as the log calls it, or by a name of its own where the log has none. */
function eventWord(event: string, said: Words["webhooks"], language: Language): string {
  return own(said.own, event) ?? sentenceCase(actionWord(event, language) ?? event);
}

/** The page. */
export function WebhooksPage(): ReactNode {
  const { words, language } = useSpeech();
  const webhooks = useWebhooks();
  const mayChange = useMay("access/change");
  const said = words.webhooks;
  const view = webhooks.data;
  return (
    <Page
      name={said.title}
      heading={view === undefined ? said.title : said.heading(view.hooks.length)}
      lead={said.lead}
    >
      {webhooks.isPending ? <Loading /> : null}
      {webhooks.isError ? (
        <Failure error={webhooks.error} onAgain={() => void webhooks.refetch()} />
      ) : null}
      {view === undefined ? null : (
        <>
          <p className="note">
            {view.hosts.length === 0 ? said.noHosts : said.hosts(view.hosts.join(", "))}
          </p>
          {view.hooks.map((hook) => (
            <OneHook key={hook.id} hook={hook} />
          ))}
          {mayChange && view.hosts.length > 0 ? (
            <section className="section">
              <details>
                <summary>{said.add}</summary>
                <AddForm events={view.events} />
              </details>
            </section>
          ) : null}
          <section className="section">
            <h2>{said.deliveries}</h2>
            <Table
              caption={said.deliveries}
              isCaptionUnseen
              columns={deliveryColumns(view, said, language)}
              rows={view.deliveries}
              keyOf={({ id }) => id}
            />
          </section>
        </>
      )}
    </Page>
  );
}

function deliveryColumns(
  { hooks }: WebhooksView,
  said: Words["webhooks"],
  language: Language,
): readonly Column<DeliveryView>[] {
  return [
    { id: "at", heading: said.at, value: ({ at }) => formatMinute(at), isHeading: true },
    { id: "event", heading: said.event, value: ({ event }) => eventWord(event, said, language) },
    {
      id: "url",
      heading: said.url,
      value: ({ hook }) => hooks.find(({ id }) => id === hook)?.url ?? "–",
    },
    {
      id: "state",
      heading: said.state,
      value: ({ state, last }) => [said.states[state], last].filter((one) => one !== "").join(", "),
    },
    { id: "attempts", heading: said.attempts, value: ({ attempts }) => attempts, isNumber: true },
  ];
}

function OneHook({ hook }: { readonly hook: WebhookView }): ReactNode {
  const { words, language } = useSpeech();
  const mayChange = useMay("access/change");
  const step = useWebhookStep();
  const said = words.webhooks;
  const isTested = step.isSuccess && step.variables.step === "test";
  return (
    <section className="section">
      <h2>{hook.url}</h2>
      <p>{hook.events.map((event) => eventWord(event, said, language)).join(", ")}</p>
      <p className="note">
        {said.by} {hook.by}, {formatMinute(hook.createdAt)}
      </p>
      {mayChange ? (
        <div className="actions">
          <Button
            aria-label={`${said.test}: ${hook.url}`}
            isPending={step.isPending}
            onPress={() => step.mutate({ id: hook.id, step: "test" })}
          >
            {said.test}
          </Button>
          <Button
            look="plain"
            aria-label={`${said.remove}: ${hook.url}`}
            isPending={step.isPending}
            onPress={() => step.mutate({ id: hook.id, step: "remove" })}
          >
            {said.remove}
          </Button>
          <Announce>{isTested ? said.tested : ""}</Announce>
        </div>
      ) : null}
      {step.isError ? <Failure error={step.error} /> : null}
    </section>
  );
}

function AddForm({ events }: { readonly events: readonly string[] }): ReactNode {
  const { words, language } = useSpeech();
  const [url, setUrl] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [hasTried, setTried] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = useAddWebhook();
  const said = words.webhooks;
  const submit = (): void => {
    setTried(true);
    if (url.trim() === "" || chosen.length === 0) return;
    add.mutate(
      { url: url.trim(), events: chosen },
      {
        onSuccess: (made) => {
          setSecret(made.secret);
          setUrl("");
          setChosen([]);
          setTried(false);
        },
      },
    );
  };
  return (
    <AccountForm button={said.add} isMain={false} isPending={add.isPending} onSubmit={submit}>
      <Field
        label={said.url}
        hint={said.urlHint}
        error={hasTried && url.trim() === "" ? said.needUrl : null}
        value={url}
        onChange={setUrl}
        autoComplete="off"
      />
      <fieldset className="field">
        <legend>{said.events}</legend>
        <Boxes
          all={events.filter((event) => event !== "test")}
          chosen={chosen}
          wordOf={(event) => eventWord(event, said, language)}
          onFlip={(event) => setChosen(flipped(chosen, event))}
        />
        {hasTried && chosen.length === 0 ? (
          <p className="field-error" role="alert">
            {said.needEvents}
          </p>
        ) : null}
      </fieldset>
      {add.isError ? <Failure error={add.error} /> : null}
      <Secret secret={secret} onClose={() => setSecret(null)} />
    </AccountForm>
  );
}

function Secret({
  secret,
  onClose,
}: {
  readonly secret: string | null;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.webhooks;
  return (
    <Dialog title={said.made} isOpen={secret !== null} onClose={onClose}>
      <p>{said.madeText}</p>
      <p className="one-time-link">{secret}</p>
      <div className="actions">
        <CopyButton text={secret ?? ""} label={said.copy} copied={said.copied} look="main">
          <Button onPress={onClose}>{words.app.close}</Button>
        </CopyButton>
      </div>
    </Dialog>
  );
}
