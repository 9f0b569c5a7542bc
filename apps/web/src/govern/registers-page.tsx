/** Nämnder och bolag: the wall, the clocks and the register of processing of each. */
import type { RegisterView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useRegisters, useWall } from "../api/register-queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { Clocks } from "./register-clocks.tsx";
import { RegisterTable } from "./register-table.tsx";

/** The page. */
export function RegistersPage(): ReactNode {
  const { words } = useSpeech();
  const registers = useRegisters();
  const said = words.registers;
  const all = registers.data ?? [];
  const states = all.flatMap(({ cases }) =>
    cases.flatMap(({ duties }) => duties.map(({ state }) => state)),
  );
  const [late, open] = [
    states.filter((state) => state === "late").length,
    states.filter((state) => state === "open").length,
  ];
  return (
    <Page name={said.title} heading={said.heading(late, open)} lead={said.lead}>
      {registers.isPending ? <Loading /> : null}
      {registers.isError ? (
        <Failure error={registers.error} onAgain={() => void registers.refetch()} />
      ) : null}
      {registers.data?.length === 0 ? (
        <p className="note">
          {said.none} <Link to={paths.accounts}>{words.nav.accounts}</Link>
        </p>
      ) : null}
      {all.map((one) => (
        <section key={one.unit.id} className="section">
          <h2>{visible(one.unit.name)}</h2>
          <Wall unit={one.unit} />
          <Clocks register={one} />
          <RegisterTable register={one} />
        </section>
      ))}
    </Page>
  );
}

function Wall({ unit }: { readonly unit: RegisterView["unit"] }): ReactNode {
  const { words } = useSpeech();
  const mayChange = useMay("walls/change");
  const said = words.registers;
  return (
    <>
      <p className="note">{said.wallNow[unit.authority ?? "none"]}</p>
      {mayChange ? (
        <details>
          <summary>{said.wall}</summary>
          <WallForm unit={unit} />
        </details>
      ) : null}
    </>
  );
}

function WallForm({ unit }: { readonly unit: RegisterView["unit"] }): ReactNode {
  const { words } = useSpeech();
  const [kind, setKind] = useState<"none" | "committee" | "company">(unit.authority ?? "none");
  const [also, setAlso] = useState(unit.also.join("; "));
  const wall = useWall();
  const said = words.registers;
  const submit = (): void => {
    const names = also
      .split(";")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    wall.mutate({ unit: unit.id, authority: kind === "none" ? null : kind, also: names });
  };
  return (
    <AccountForm button={said.wallSave} isMain={false} isPending={wall.isPending} onSubmit={submit}>
      <Choice
        label={said.wallKind}
        options={(["none", "committee", "company"] as const).map(
          (one) => [one, said.kinds[one]] as const,
        )}
        value={kind}
        onChange={setKind}
      />
      <Field
        label={said.also}
        hint={said.alsoHint}
        isOptional
        error={null}
        value={also}
        onChange={setAlso}
        autoComplete="off"
      />
      {wall.isError ? <Failure error={wall.error} /> : null}
    </AccountForm>
  );
}
