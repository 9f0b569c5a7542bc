/** The form of what really happened. */
import type { RealityGiven, RealityKind } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useRecordReality } from "../api/reality-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { numberIn } from "../protect/cost-text.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** What stands in the fields, as typed. */
type Entered = {
  readonly kind: RealityKind;
  readonly on: string;
  readonly source: string;
  readonly start: "employee" | "outside";
  readonly goal: "directory" | "vital";
  readonly outcome: "fell" | "held";
  readonly triedBefore: "no" | "yes";
  readonly days: string;
  readonly sent: string;
  readonly followed: string;
  readonly tried: string;
  readonly restored: string;
};

const blank: Entered = {
  kind: "penetration-test",
  on: "",
  source: "",
  start: "employee",
  goal: "directory",
  outcome: "fell",
  triedBefore: "no",
  days: "",
  sent: "",
  followed: "",
  tried: "",
  restored: "",
};

const kinds: readonly RealityKind[] = [
  "penetration-test",
  "phishing-exercise",
  "restore-test",
  "incident",
];

/** A whole number as people write it. */
function countIn(text: string): number | null {
  const found = numberIn(text);
  return found !== null && Number.isInteger(found) ? found : null;
}

/** What is sent; null while a field cannot be read. */
function givenIn(entered: Entered): RealityGiven | null {
  const { kind, start, goal, outcome } = entered;
  const dated = { on: entered.on.trim(), source: entered.source.trim() };
  if (!/^\d{4}-\d\d-\d\d$/u.test(dated.on) || dated.source === "") return null;
  if (kind === "phishing-exercise") {
    const [sent, followed] = [countIn(entered.sent), countIn(entered.followed)];
    return sent === null || followed === null ? null : { ...dated, kind, sent, followed };
  }
  if (kind === "restore-test") {
    const [tried, restored] = [countIn(entered.tried), countIn(entered.restored)];
    const triedBefore = entered.triedBefore === "yes";
    return tried === null || restored === null
      ? null
      : { ...dated, kind, tried, restored, triedBefore };
  }
  const days = numberIn(entered.days);
  return days === null ? null : { ...dated, kind, start, goal, outcome, days };
}

/** Entered once and then sent; the fields are cleared when the server has it. */
export function RealityForm(): ReactNode {
  const { words } = useSpeech();
  const said = words.reality;
  const [entered, setEntered] = useState<Entered>(blank);
  const [isTried, setTried] = useState(false);
  const record = useRecordReality();
  const change = (part: Partial<Entered>): void => setEntered({ ...entered, ...part });
  const submit = (): void => {
    setTried(true);
    const given = givenIn(entered);
    if (given === null) return;
    record.mutate(given, {
      onSuccess: () => {
        setTried(false);
        setEntered({ ...blank, kind: entered.kind });
      },
    });
  };
  const isBadDay = isTried && !/^\d{4}-\d\d-\d\d$/u.test(entered.on.trim());
  return (
    <AccountForm button={said.save} isPending={record.isPending} onSubmit={submit}>
      <Choice
        label={said.kind}
        options={kinds.map((kind) => [kind, said.kinds[kind]] as const)}
        value={entered.kind}
        onChange={(kind) => change({ kind })}
      />
      <KindFields entered={entered} isTried={isTried} onChange={change} />
      <Field
        label={said.on}
        hint={said.onHint}
        error={isBadDay ? said.badDay : null}
        value={entered.on}
        onChange={(on) => change({ on })}
        kind="count"
        autoComplete="off"
      />
      <Field
        label={said.source}
        hint={said.sourceHint}
        error={isTried && entered.source.trim() === "" ? said.needSource : null}
        value={entered.source}
        onChange={(source) => change({ source })}
        autoComplete="off"
      />
      {record.isError ? <Failure error={record.error} /> : null}
      <Announce>{record.isPending ? said.saving : record.isSuccess ? said.saved : ""}</Announce>
    </AccountForm>
  );
}

type Fields = {
  readonly entered: Entered;
  readonly isTried: boolean;
  readonly onChange: (part: Partial<Entered>) => void;
};

/** Fields that only some kinds have. */
function KindFields(fields: Fields): ReactNode {
  const { words } = useSpeech();
  const said = words.reality;
  const { entered, onChange } = fields;
  if (entered.kind === "phishing-exercise")
    return (
      <>
        <NumberField {...fields} name="sent" label={said.sent} />
        <NumberField {...fields} name="followed" label={said.followed} hint={said.followedHint} />
      </>
    );
  if (entered.kind === "restore-test")
    return (
      <>
        <NumberField {...fields} name="tried" label={said.tried} />
        <NumberField {...fields} name="restored" label={said.restored} />
        <Choice
          label={said.triedBefore}
          options={optionsOf<"no" | "yes">(said.yesNo, ["no", "yes"])}
          value={entered.triedBefore}
          onChange={(triedBefore) => onChange({ triedBefore })}
        />
      </>
    );
  return <AttackFields {...fields} said={said} />;
}

function optionsOf<Name extends string>(
  words: Readonly<Record<Name, string>>,
  names: readonly Name[],
): readonly (readonly [Name, string])[] {
  return names.map((name) => [name, words[name]] as const);
}

function AttackFields({
  said,
  ...fields
}: Fields & { readonly said: Words["reality"] }): ReactNode {
  const { entered, onChange } = fields;
  return (
    <>
      <Choice
        label={said.start}
        options={optionsOf<"employee" | "outside">(said.starts, ["employee", "outside"])}
        value={entered.start}
        onChange={(start) => onChange({ start })}
      />
      <Choice
        label={said.goal}
        options={optionsOf<"directory" | "vital">(said.goals, ["directory", "vital"])}
        value={entered.goal}
        onChange={(goal) => onChange({ goal })}
      />
      <Choice
        label={said.outcome}
        options={optionsOf<"fell" | "held">(said.outcomes, ["fell", "held"])}
        value={entered.outcome}
        onChange={(outcome) => onChange({ outcome })}
      />
      <NumberField
        {...fields}
        name="days"
        label={entered.outcome === "fell" ? said.daysFell : said.daysHeld}
        hint={said.daysHint}
      />
    </>
  );
}

function NumberField({
  entered,
  isTried,
  onChange,
  name,
  label,
  hint,
}: Fields & {
  readonly name: "days" | "followed" | "restored" | "sent" | "tried";
  readonly label: string;
  readonly hint?: string;
}): ReactNode {
  const { words } = useSpeech();
  const value = entered[name];
  const isBad = (name === "days" ? numberIn(value) : countIn(value)) === null;
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      error={isTried && isBad ? words.reality.badNumber : null}
      value={value}
      onChange={(text) => onChange({ [name]: text })}
      kind="count"
      autoComplete="off"
    />
  );
}
