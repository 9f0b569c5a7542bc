/** Own prices of a measure and own values of a factor, entered in a dialog. */
import type { SheetChange, SheetFactor, SheetMeasure } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useChangeCosts } from "../api/cost-queries.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { fieldText, numberIn, priceIn } from "./cost-text.ts";
import { type Role, roles } from "./plan-limits.ts";

/** What is being changed. */
export type Editing =
  | { readonly kind: "measure"; readonly row: SheetMeasure }
  | { readonly kind: "factor"; readonly row: SheetFactor };

type PriceField = "eachOnceSek" | "eachYearlySek" | "onceSek" | "value" | "yearlySek";
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
  const each = row.lines.some(({ of }) => of !== null);
  return {
    onceSek: fieldText(priceIn(row, "once")),
    yearlySek: fieldText(priceIn(row, "yearly")),
    ...(each
      ? {
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

/** The change; null while a field has something else than a number. */
function changeOf(
  editing: Editing,
  drafts: Drafts,
  { source, isLeftOut }: { readonly source: string; readonly isLeftOut: boolean },
): SheetChange | null {
  if (!Object.values(drafts).every((text) => isUsable(editing, text))) return null;
  const of = (name: FieldName): number => numberIn(drafts[name] ?? "0") ?? 0;
  const { id } = editing.row;
  if (editing.kind === "factor") {
    const value = editing.row.unit === "share" ? of("value") / 100 : of("value");
    return { kind: "factor", id, own: { value, source } };
  }
  const { row } = editing;
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
      source,
      ...(hoursByRole === undefined ? {} : { hoursByRole }),
      ...(isLeftOut ? { isLeftOut } : {}),
    },
  };
}

/** Whether plans leave it out as it stands. */
function isOutOfPlans(editing: Editing): boolean {
  return editing.kind === "measure" && editing.row.own?.isLeftOut === true;
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
  const [source, setSource] = useState(row.own?.source ?? "");
  const [isLeftOut, setLeftOut] = useState(() => isOutOfPlans(editing));
  const [isTried, setTried] = useState(false);
  const change = useChangeCosts(revision);
  const save = (): void => {
    setTried(true);
    const made = changeOf(editing, drafts, { source: source.trim(), isLeftOut });
    if (made !== null) change.mutate(made, { onSuccess: onClose });
  };
  const restore = (): void => {
    change.mutate({ kind: editing.kind, id: row.id, own: null }, { onSuccess: onClose });
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
          value={source}
          onChange={setSource}
          isOptional
          autoComplete="off"
        />
        {editing.kind === "factor" ? null : <LeaveOut isOn={isLeftOut} onChange={setLeftOut} />}
        {change.isError ? <Failure error={change.error} /> : null}
        <div className="actions">
          <Button look="main" type="submit" isPending={change.isPending}>
            {words.costs.save}
          </Button>
          {row.own === null ? null : <Button onPress={restore}>{words.costs.restore}</Button>}
          <Button look="plain" onPress={onClose}>
            {words.costs.keep}
          </Button>
        </div>
      </form>
    </Dialog>
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
