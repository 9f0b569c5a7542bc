/** One's own tokens for programs: those there are, a new one shown once, ending one. */
import type { Right, TokenView } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { ApiError } from "../api/client.ts";
import { useEndToken, useMakeToken, useTokens } from "../api/token-queries.ts";
import { UserContext } from "../frame/session.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { Boxes, flipped } from "../parts/boxes.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { AccountForm } from "./account-form.tsx";

/** The list and the form. */
export function OwnTokens(): ReactNode {
  const { words } = useSpeech();
  const tokens = useTokens();
  const end = useEndToken();
  const said = words.tokens;
  if (tokens.isPending) return <Loading />;
  if (tokens.isError) return <Failure error={tokens.error} onAgain={() => void tokens.refetch()} />;
  return (
    <>
      <p className="note">{said.lead}</p>
      {tokens.data.length === 0 ? null : (
        <Table
          caption={said.title}
          isCaptionUnseen
          rows={tokens.data}
          keyOf={(row) => row.id}
          columns={columnsOf(words, end.mutate)}
        />
      )}
      {end.isError ? <Failure error={end.error} /> : null}
      <details>
        <summary>{said.make}</summary>
        <MakeToken />
      </details>
    </>
  );
}

const untyped = { name: "", days: "90", password: "", code: "" };

function MakeToken(): ReactNode {
  const { words } = useSpeech();
  const may = use(UserContext)?.may ?? [];
  const [typed, setTyped] = useState(untyped);
  const [scopes, setScopes] = useState<readonly Right[]>([]);
  const [hasTried, setTried] = useState(false);
  const [made, setMade] = useState<{ readonly name: string; readonly token: string } | null>(null);
  const make = useMakeToken();
  const said = words.tokens;
  const set = (change: Partial<typeof untyped>): void => setTyped({ ...typed, ...change });
  const days = /^\d{1,3}$/.test(typed.days) ? Number(typed.days) : 0;
  const isHeld = days >= 1 && days <= 365;
  const wantsCode =
    make.error instanceof ApiError &&
    (make.error.code === "accounts/needs-code" || make.error.code === "accounts/wrong-code");
  const submit = (): void => {
    setTried(true);
    const [name, code] = [typed.name.trim(), typed.code.trim()];
    if (name === "" || typed.password === "" || scopes.length === 0 || !isHeld) return;
    const wanted = { name, scopes, days, password: typed.password };
    make.mutate(code === "" ? wanted : { ...wanted, code }, {
      onSuccess: ({ token }) => {
        setMade({ name, token });
        setTyped(untyped);
        setScopes([]);
        setTried(false);
      },
    });
  };
  return (
    <AccountForm button={said.make} isMain={false} isPending={make.isPending} onSubmit={submit}>
      <Field
        label={said.name}
        error={hasTried && typed.name.trim() === "" ? words.account.needName : null}
        value={typed.name}
        onChange={(name) => set({ name })}
        autoComplete="off"
      />
      <Scopes
        may={may}
        scopes={scopes}
        error={hasTried && scopes.length === 0 ? said.needScope : null}
        onChange={setScopes}
      />
      <Field
        label={said.days}
        error={hasTried && !isHeld ? said.needDays : null}
        value={typed.days}
        onChange={(value) => set({ days: value })}
        kind="count"
        autoComplete="off"
      />
      <Proof
        typed={typed}
        hasTried={hasTried}
        wantsCode={wantsCode}
        onChange={(proof) => set(proof)}
      />
      {make.isError ? <Failure error={make.error} /> : null}
      <MadeToken made={made} onClose={() => setMade(null)} />
    </AccountForm>
  );
}

/** What shows that the account is one's own. */
function Proof({
  typed,
  hasTried,
  wantsCode,
  onChange,
}: {
  readonly typed: { readonly password: string; readonly code: string };
  readonly hasTried: boolean;
  readonly wantsCode: boolean;
  readonly onChange: (proof: { readonly password?: string; readonly code?: string }) => void;
}): ReactNode {
  const { words } = useSpeech();
  return (
    <>
      <Field
        label={words.people.own.oldPassword}
        error={hasTried && typed.password === "" ? words.account.needPassword : null}
        value={typed.password}
        onChange={(password) => onChange({ password })}
        kind="password"
        autoComplete="current-password"
      />
      {wantsCode || typed.code !== "" ? (
        <Field
          label={words.people.factor.code}
          hint={words.people.factor.codeHint}
          error={null}
          value={typed.code}
          onChange={(code) => onChange({ code })}
          autoComplete="one-time-code"
        />
      ) : null}
    </>
  );
}

function Scopes({
  may,
  scopes,
  error,
  onChange,
}: {
  readonly may: readonly Right[];
  readonly scopes: readonly Right[];
  readonly error: string | null;
  readonly onChange: (scopes: readonly Right[]) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.tokens;
  return (
    <fieldset className="field">
      <legend>{said.scopes}</legend>
      <Boxes
        all={may}
        chosen={scopes}
        wordOf={(right) => sentenceCase(said.rights[right] ?? right)}
        onFlip={(right) => onChange(flipped(scopes, right))}
      />
      {error === null ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function MadeToken({
  made,
  onClose,
}: {
  readonly made: { readonly name: string; readonly token: string } | null;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.tokens;
  return (
    <Dialog title={said.made(made?.name ?? "")} isOpen={made !== null} onClose={onClose}>
      <p>{said.madeText}</p>
      <p className="one-time-link">{made?.token}</p>
      <div className="actions">
        <CopyButton text={made?.token ?? ""} label={said.copy} copied={said.copied} look="main">
          <Button onPress={onClose}>{words.app.close}</Button>
        </CopyButton>
      </div>
    </Dialog>
  );
}

function columnsOf(words: Words, onEnd: (id: string) => void): readonly Column<TokenView>[] {
  const said = words.tokens;
  return [
    { id: "name", heading: said.name, value: (row) => row.name, isHeading: true },
    {
      id: "scopes",
      heading: said.scopes,
      value: (row) => row.scopes.map((right) => said.rights[right] ?? right).join(", "),
    },
    {
      id: "until",
      heading: said.until,
      value: (row) => row.expiresAt,
      show: (row) => <time dateTime={row.expiresAt}>{formatMinute(row.expiresAt)}</time>,
    },
    {
      id: "used",
      heading: said.used,
      value: (row) => row.usedAt ?? "",
      show: (row) => (row.usedAt === null ? "–" : formatMinute(row.usedAt)),
    },
    {
      id: "end",
      heading: said.end,
      isScreenOnly: true,
      value: () => "",
      show: (row) => (
        <Button look="plain" aria-label={`${said.end}: ${row.name}`} onPress={() => onEnd(row.id)}>
          {said.end}
        </Button>
      ),
    },
  ];
}
