/** The register of processing of one committee or company: seen, changed, taken as a file. */
import type { RegisterEntry, RegisterView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useChangeRegister } from "../api/register-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import type { Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { type ProcessingField, processingFields } from "../words/registers.ts";
import type { Words } from "../words/sv.ts";

function columnsOf(said: Words["registers"], language: Language): readonly Column<RegisterEntry>[] {
  return processingFields.map((field) => ({
    id: field,
    heading: said.columns[field],
    value: ({ fields }) => fields[field][language],
    ...(field === "name"
      ? {
          isHeading: true,
          show: ({ fields, origin, leftOut }: RegisterEntry) => (
            <>
              {fields.name[language]}{" "}
              <span className="note">
                ({leftOut === null ? said.origin[origin] : said.leftOut(leftOut)})
              </span>
            </>
          ),
        }
      : {}),
  }));
}

/** The table, with ways to take it along. */
export function RegisterTable({ register }: { readonly register: RegisterView }): ReactNode {
  const { words, language } = useSpeech();
  const mayChange = useMay("registers/change");
  const said = words.registers;
  const csv = `/api/registers/${encodeURIComponent(register.unit.id)}/csv?language=${language}`;
  return (
    <>
      <h3>
        {said.register}
        <span className="print-only">: {visible(register.unit.name)}</span>
      </h3>
      <p className="note">{said.registerNote}</p>
      <Table
        caption={`${said.register}: ${visible(register.unit.name)}`}
        isCaptionUnseen
        isStackedOnPaper
        columns={columnsOf(said, language)}
        rows={register.entries}
        keyOf={({ id }) => id}
      />
      <p className="actions screen-only">
        <a
          className="button button-plain"
          href={csv}
          download={`register-${register.unit.name}.csv`}
        >
          {said.csv}
        </a>{" "}
        <Button look="plain" onPress={() => print()}>
          {said.print}
        </Button>
      </p>
      {mayChange ? (
        <details>
          <summary>{said.edit}</summary>
          <EntryForm register={register} />
        </details>
      ) : null}
    </>
  );
}

type Texts = Readonly<Record<ProcessingField, string>>;

function textsOf(entry: RegisterEntry | undefined, language: "sv" | "en"): Texts {
  return Object.fromEntries(
    processingFields.map((field) => [field, entry?.fields[field][language] ?? ""]),
  ) as Texts;
}

function EntryForm({ register }: { readonly register: RegisterView }): ReactNode {
  const { words, language } = useSpeech();
  const [id, setId] = useState("");
  const [texts, setTexts] = useState<Texts>(textsOf(undefined, language));
  const [leftOut, setLeftOut] = useState("");
  const change = useChangeRegister();
  const said = words.registers;
  const choose = (chosen: string): void => {
    const entry = register.entries.find((one) => one.id === chosen);
    setId(chosen);
    setTexts(textsOf(entry, language));
    setLeftOut(entry?.leftOut ?? "");
  };
  const submit = (): void => {
    const entry = register.entries.find((one) => one.id === id);
    // What stands from the start and is not changed keeps its words in both languages.
    const isAsGiven =
      entry?.origin === "given" &&
      processingFields.every((field) => entry.fields[field][language] === texts[field]);
    const body = {
      id: id === "" ? null : id,
      fields: isAsGiven ? null : texts,
      leftOut: leftOut.trim() === "" ? null : leftOut,
    };
    change.mutate({ unit: register.unit.id, path: "entries", body });
  };
  return (
    <AccountForm button={said.save} isMain={false} isPending={change.isPending} onSubmit={submit}>
      <p className="note">{said.warning}</p>
      <Choice
        label={said.which}
        options={[
          ["", said.newEntry] as const,
          ...register.entries.map((one) => [one.id, one.fields.name[language]] as const),
        ]}
        value={id}
        onChange={choose}
      />
      {processingFields.map((field) => (
        <Field
          key={field}
          label={said.columns[field]}
          isOptional={field !== "name"}
          error={null}
          value={texts[field]}
          onChange={(text) => setTexts({ ...texts, [field]: text })}
          autoComplete="off"
        />
      ))}
      <Field
        label={said.concerns}
        hint={said.concernsHint}
        isOptional
        error={null}
        value={leftOut}
        onChange={setLeftOut}
        autoComplete="off"
      />
      {change.isError ? <Failure error={change.error} /> : null}
    </AccountForm>
  );
}
