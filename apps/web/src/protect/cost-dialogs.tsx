/** Own prices of a measure and own values of a factor, entered in a dialog. */
import type { SheetChange, SheetFactor, SheetMeasure } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useChangeCosts } from "../api/cost-queries.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { effectDrafts, type EffectDrafts, EffectFields, ownEffects } from "./cost-effects.tsx";
import { fieldText, numberIn, priceIn } from "./cost-text.ts";
import { type Role, roles } from "./plan-limits.ts";

/** What is being changed. */
export type Editing =
  | { readonly kind: "measure"; readonly row: SheetMeasure }
  | { readonly kind: "factor"; readonly row: SheetFactor };

type PriceField = "eachOnceSek" | "eachYearlySek" | "many" | "onceSek" | "value" | "yearlySek";
type FieldName = PriceField | Role;
type Drafts = Readonly<Partial<Record<FieldName, string>>>;

/** Roles whose hours are asked about: those that have some, or operations where none has. */
function rolesOf({ hoursByRole }: SheetMeasure): readonly Role[] {
  const found = roles.filter((role) => (hoursByRole[role] ?? 0) > 0);
  return found.length === 0 ? ["operations"] : found;
}

/** The fields of what is changed, with what stands in them now. */
function draftsOf(editing: Editing): Drafts {
  if (editing.kind === "factor") {
    const { value, unit } = editing.row;
    return { value: fieldText(unit === "share" ? value * 100 : value) };
  }
  const { row } = editing;
  const counted = row.lines.find(({ of }) => of !== null);
  return {
    onceSek: fieldText(priceIn(row, "once")),
    yearlySek: fieldText(priceIn(row, "yearly")),
    ...(counted !== undefined
      ? {
          many: fieldText(counted.volume),
          eachOnceSek: fieldText(priceIn(row, "each-once")),
          eachYearlySek: fieldText(priceIn(row, "each-yearly")),
        }
      : {}),
    ...Object.fromEntries(
      rolesOf(row).map((role) => [role, fieldText(row.hoursByRole[role] ?? 0)]),
    ),
  };
}

/** Whether what stands in a field can be used. */
function isUsable(editing: Editing, text: string): boolean {
  const value = numberIn(text);
  if (value === null) return false;
  return editing.kind === "measure" || editing.row.unit === "SEK" || value <= 100;
}

/** What is said beside the fields. */
type Said = {
  readonly source: string;
  readonly isLeftOut: boolean;
  readonly effects: EffectDrafts;
  readonly effectSource: string;
};

/** What is said beside the fields now. */
function saidOf(editing: Editing): Said {
  const source = editing.row.own?.source ?? "";
  if (editing.kind === "factor") return { source, isLeftOut: false, effects: {}, effectSource: "" };
  const { row } = editing;
  return {
    source,
    isLeftOut: row.own?.isLeftOut === true,
    effects: effectDrafts(row),
    effectSource: row.own?.effectSource ?? "",
  };
}

/** How many there are, where somebody said another number than is counted; nothing otherwise. */
function manyOf(row: SheetMeasure, text: string | undefined): { readonly many?: number } {
  const volume = row.lines.find(({ of }) => of !== null)?.volume;
  const many = numberIn(text ?? "");
  if (many === null || volume === undefined) return {};
  if (many !== volume) return { many };
  return row.own?.many === undefined ? {} : { many: row.own.many };
}

/** Own figures of what a measure does, and their source; nothing where there are none. */
function effectsOf(
  own: Readonly<Record<string, number>>,
  effectSource: string,
): { readonly effects?: Readonly<Record<string, number>>; readonly effectSource?: string } {
  return Object.keys(own).length === 0 ? {} : { effects: own, effectSource };
}

/** The change; null while a field has something else than a number. */
function changeOf(
  editing: Editing,
  drafts: Drafts,
  { source, isLeftOut, effects, effectSource }: Said,
): SheetChange | null {
  if (!Object.values(drafts).every((text) => isUsable(editing, text))) return null;
  const of = (name: FieldName): number => numberIn(drafts[name] ?? "0") ?? 0;
  const { id } = editing.row;
  if (editing.kind === "factor") {
    const value = editing.row.unit === "share" ? of("value") / 100 : of("value");
    return { kind: "factor", id, own: { value, source: source.trim() } };
  }
  const { row } = editing;
  const acting = ownEffects(row, effects);
  if (acting === null) return null;
  const hours = rolesOf(row).map((role) => [role, of(role)] as const);
  const areOwn = hours.some(([role, value]) => value !== (row.hoursByRole[role] ?? 0));
  const hoursByRole = areOwn ? Object.fromEntries(hours) : row.own?.hoursByRole;
  return {
    kind: "measure",
    id,
    own: {
      onceSek: of("onceSek"),
      yearlySek: of("yearlySek"),
      eachOnceSek: of("eachOnceSek"),
      eachYearlySek: of("eachYearlySek"),
      source: source.trim(),
      ...(hoursByRole === undefined ? {} : { hoursByRole }),
      ...(isLeftOut ? { isLeftOut } : {}),
      ...manyOf(row, drafts.many),
      ...effectsOf(acting, effectSource.trim()),
    },
  };
}

/** Whether it is a measure of the municipality's own, which can be taken away. */
function isOwnMeasure(editing: Editing): boolean {
  return editing.kind === "measure" && editing.row.like !== null;
}

/** @param onClose called when it is done or left alone */
export function CostDialog({
  editing,
  revision,
  onClose,
}: {
  readonly editing: Editing;
  readonly revision: number;
  readonly onClose: () => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const { row } = editing;
  const [drafts, setDrafts] = useState<Drafts>(() => draftsOf(editing));
  const [said, setSaid] = useState<Said>(() => saidOf(editing));
  const [isTried, setTried] = useState(false);
  const change = useChangeCosts(revision);
  const save = (): void => {
    setTried(true);
    const made = changeOf(editing, drafts, said);
    if (made !== null) change.mutate(made, { onSuccess: onClose });
  };
  return (
    <Dialog title={row.name[language]} isOpen onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {(Object.keys(drafts) as FieldName[]).map((name) => (
          <NumberField
            key={name}
            name={name}
            editing={editing}
            text={drafts[name] ?? ""}
            isTried={isTried}
            onChange={(text) => setDrafts({ ...drafts, [name]: text })}
          />
        ))}
        <Field
          label={words.costs.field.source}
          hint={words.costs.field.sourceHint}
          error={null}
          value={said.source}
          onChange={(source) => setSaid({ ...said, source })}
          isOptional
          autoComplete="off"
        />
        {editing.kind === "factor" ? null : (
          <MeasureParts row={editing.row} said={said} isTried={isTried} onSay={setSaid} />
        )}
        {change.isError ? <Failure error={change.error} /> : null}
        <Actions
          editing={editing}
          isPending={change.isPending}
          onChange={(made) => change.mutate(made, { onSuccess: onClose })}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

/** What only measures have: what they do, and whether plans take them. */
function MeasureParts({
  row,
  said,
  isTried,
  onSay,
}: {
  readonly row: SheetMeasure;
  readonly said: Said;
  readonly isTried: boolean;
  readonly onSay: (said: Said) => void;
}): ReactNode {
  return (
    <>
      <EffectFields
        row={row}
        drafts={said.effects}
        isTried={isTried}
        source={said.effectSource}
        onChange={(effects) => onSay({ ...said, effects })}
        onSource={(effectSource) => onSay({ ...said, effectSource })}
      />
      <LeaveOut isOn={said.isLeftOut} onChange={(isLeftOut) => onSay({ ...said, isLeftOut })} />
    </>
  );
}

/** Keep, put back, take away, or leave it. */
function Actions({
  editing,
  isPending,
  onChange,
  onClose,
}: {
  readonly editing: Editing;
  readonly isPending: boolean;
  readonly onChange: (change: SheetChange) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const { id, own } = editing.row;
  return (
    <div className="actions">
      <Button look="main" type="submit" isPending={isPending}>
        {words.costs.save}
      </Button>
      {own === null ? null : (
        <Button onPress={() => onChange({ kind: editing.kind, id, own: null })}>
          {words.costs.restore}
        </Button>
      )}
      {isOwnMeasure(editing) ? (
        <Button onPress={() => onChange({ kind: "added", id, own: null })}>
          {words.costs.remove}
        </Button>
      ) : null}
      <Button look="plain" onPress={onClose}>
        {words.costs.keep}
      </Button>
    </div>
  );
}

function LeaveOut({
  isOn,
  onChange,
}: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): ReactNode {
  const { words } = useSpeech();
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={() => onChange(!isOn)} />{" "}
      {words.costs.leaveOut}
    </label>
  );
}

function NumberField({
  name,
  editing,
  text,
  isTried,
  onChange,
}: {
  readonly name: FieldName;
  readonly editing: Editing;
  readonly text: string;
  readonly isTried: boolean;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.costs.field;
  const isShare = editing.kind === "factor" && editing.row.unit === "share";
  const counted =
    editing.kind === "measure" ? editing.row.lines.find(({ of }) => of !== null)?.of : null;
  const of = counted === undefined || counted === null ? "" : words.costs.of[counted];
  const hoursOf = (role: Role): string => said.hours(words.planTerms.roles[role]);
  const labels: Readonly<Record<FieldName, string>> = {
    communication: hoursOf("communication"),
    leadership: hoursOf("leadership"),
    operations: hoursOf("operations"),
    personnel: hoursOf("personnel"),
    services: hoursOf("services"),
    many: words.costs.many(of),
    onceSek: said.onceSek,
    yearlySek: said.yearlySek,
    eachOnceSek: said.eachOnceSek(of),
    eachYearlySek: said.eachYearlySek(of),
    value: isShare ? said.share : said.sek,
  };
  const wrong = isShare ? words.costs.notShare : words.costs.notNumber;
  return (
    <Field
      label={labels[name]}
      error={isTried && !isUsable(editing, text) ? wrong : null}
      value={text}
      onChange={onChange}
      kind="count"
      autoComplete="off"
    />
  );
}
