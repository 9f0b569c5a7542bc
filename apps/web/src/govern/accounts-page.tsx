/** Konton: who may sign in, in which role, and the way of each account. */
import type { AccountView, Invitation, Unit } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import {
  type Step,
  useAccounts,
  useRemoveOthersFactor,
  useReset,
  useStep,
  useUnits,
} from "../api/people-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { RowButton } from "../parts/row-button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatWhole, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { DemandsSection } from "./demands-section.tsx";
import { IdentityDialog } from "./identity-dialog.tsx";
import { IncidentSection } from "./incident-section.tsx";
import { InviteForm } from "./invite-form.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { UnitsSection } from "./units-section.tsx";

/** The page of accounts and units. */
export function AccountsPage(): ReactNode {
  const { words, language } = useSpeech();
  const accounts = useAccounts();
  const units = useUnits().data ?? [];
  const mayChange = useMay("accounts/change");
  const maySee = useMay("access/view");
  const [link, setLink] = useState<Invitation | null>(null);
  const said = words.people.accounts;
  const active = accounts.data?.filter(({ state }) => state === "active").length ?? 0;
  return (
    <Page
      name={said.title}
      heading={
        accounts.data === undefined ? said.title : said.heading(formatWhole(active, language))
      }
      lead={said.lead}
    >
      {accounts.isPending ? <Loading /> : null}
      {accounts.isError ? (
        <Failure error={accounts.error} onAgain={() => void accounts.refetch()} />
      ) : null}
      {accounts.data === undefined ? null : (
        <section className="section" aria-label={said.title}>
          <AccountTable accounts={accounts.data} units={units} onLink={setLink} />
        </section>
      )}
      {mayChange ? (
        <section className="section">
          <h2>{said.inviteTitle}</h2>
          <InviteForm units={units} onLink={setLink} />
        </section>
      ) : null}
      <UnitsSection units={units} />
      {maySee ? <DemandsSection /> : null}
      {maySee ? <IncidentSection accounts={accounts.data ?? []} /> : null}
      <LinkDialog invitation={link} onClose={() => setLink(null)} />
    </Page>
  );
}

type Asked = { readonly account: AccountView; readonly step: Step["step"] | "reset" | "factor" };

function AccountTable({
  accounts,
  units,
  onLink,
}: {
  readonly accounts: readonly AccountView[];
  readonly units: readonly Unit[];
  readonly onLink: (invitation: Invitation) => void;
}): ReactNode {
  const { words } = useSpeech();
  const mayChange = useMay("accounts/change");
  const [asked, setAsked] = useState<Asked | null>(null);
  const [assigned, setAssigned] = useState<AccountView | null>(null);
  const [linked, setLinked] = useState<AccountView | null>(null);
  const step = useStep();
  const reset = useReset();
  const factor = useRemoveOthersFactor();
  const said = words.people.accounts;
  const take = ({ account, step: wanted }: Asked): void => {
    setAsked(null);
    if (wanted === "reset") reset.mutate(account.id, { onSuccess: onLink });
    else if (wanted === "factor") factor.mutate(account.id);
    else step.mutate({ id: account.id, step: wanted });
  };
  const failed = step.error ?? reset.error ?? factor.error;
  return (
    <>
      <Table
        caption={said.title}
        isCaptionUnseen
        rows={accounts}
        keyOf={(row) => row.id}
        columns={columnsOf(
          words,
          units,
          mayChange ? { onAsk: setAsked, onAssign: setAssigned, onLinkIdentity: setLinked } : null,
        )}
      />
      {failed === null ? null : <Failure error={failed} />}
      <IdentityDialog account={linked} onClose={() => setLinked(null)} />
      <AssignDialog account={assigned} units={units} onClose={() => setAssigned(null)} />
      <Dialog
        title={asked === null ? "" : said.ask[asked.step](visible(asked.account.name))}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
      >
        <p>{asked === null ? "" : said.askText[asked.step]}</p>
        <div className="actions">
          <Button look="main" onPress={() => setAsked(null)}>
            {said.leave}
          </Button>
          <Button onPress={() => (asked === null ? undefined : take(asked))}>
            {asked === null ? "" : said.steps[asked.step]}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

/** Steps that an account's state offers; the server keeps the table of them. */
const offered: Readonly<Record<AccountView["state"], readonly Asked["step"][]>> = {
  invited: ["reset", "close"],
  confirmed: ["activate", "reset", "close"],
  active: ["lock", "reset", "factor", "close"],
  locked: ["unlock", "close"],
  closed: [],
};

type Doing = {
  readonly onAsk: (asked: Asked) => void;
  readonly onAssign: (account: AccountView) => void;
  readonly onLinkIdentity: (account: AccountView) => void;
};

function columnsOf(
  words: Words,
  units: readonly Unit[],
  doing: Doing | null,
): readonly Column<AccountView>[] {
  const said = words.people.accounts;
  const unitName = (id: string | null): string =>
    units.find((unit) => unit.id === id)?.name ?? (id === null ? said.noUnit : "–");
  const shown: readonly Column<AccountView>[] = [
    {
      id: "name",
      heading: said.name,
      value: (row) => (row.isBreakGlass ? `${row.name} (${said.worstDay})` : row.name),
      isHeading: true,
    },
    {
      id: "role",
      heading: said.role,
      value: (row) => sentenceCase(words.people.roles[row.role]),
    },
    { id: "unit", heading: said.unit, value: (row) => unitName(row.unit) },
    { id: "state", heading: said.state, value: (row) => said.states[row.state] },
  ];
  if (doing === null) return shown;
  return [
    ...shown,
    {
      id: "steps",
      heading: said.do,
      isScreenOnly: true,
      value: () => "",
      show: (account) => (
        <span className="row-actions">
          {account.state === "closed" ? null : (
            <RowButton
              label={`${said.assign}: ${visible(account.name)}`}
              onPress={() => doing.onAssign(account)}
            >
              {said.assign}
            </RowButton>
          )}
          {account.state === "closed" || account.isBreakGlass ? null : (
            <RowButton
              label={`${words.tokens.link.step}: ${visible(account.name)}`}
              onPress={() => doing.onLinkIdentity(account)}
            >
              {words.tokens.link.step}
            </RowButton>
          )}
          {offered[account.state].map((step) => (
            <RowButton
              key={step}
              label={`${said.steps[step]}: ${visible(account.name)}`}
              onPress={() => doing.onAsk({ account, step })}
            >
              {said.steps[step]}
            </RowButton>
          ))}
        </span>
      ),
    },
  ];
}
