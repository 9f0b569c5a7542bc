/** Organisation units: the tree, a new one, and taking away an empty one. */
import type { Unit } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useAddUnit, useRemoveUnit } from "../api/people-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** The units within reach. */
export function UnitsSection({ units }: { readonly units: readonly Unit[] }): ReactNode {
  const { words } = useSpeech();
  const mayChange = useMay("units/change");
  const said = words.people.units;
  return (
    <section className="section">
      <h2>{said.title}</h2>
      <p className="note">{units.length === 0 ? said.none : said.lead}</p>
      <Branch units={units} parent={null} />
      {mayChange ? <AddUnit units={units} /> : null}
    </section>
  );
}

/** Units under one; a unit whose upper one is out of reach stands at the top. */
function Branch({
  units,
  parent,
}: {
  readonly units: readonly Unit[];
  readonly parent: string | null;
}): ReactNode {
  const isTop = (unit: Unit): boolean => !units.some(({ id }) => id === unit.parent);
  const here = units.filter((unit) => (parent === null ? isTop(unit) : unit.parent === parent));
  if (here.length === 0) return null;
  return (
    <ul className="units">
      {here.map((unit) => (
        <li key={unit.id}>
          {visible(unit.name)}{" "}
          <RemoveUnit unit={unit} isEmpty={!units.some((one) => one.parent === unit.id)} />
          <Branch units={units} parent={unit.id} />
        </li>
      ))}
    </ul>
  );
}

function RemoveUnit({
  unit,
  isEmpty,
}: {
  readonly unit: Unit;
  readonly isEmpty: boolean;
}): ReactNode {
  const { words } = useSpeech();
  const remove = useRemoveUnit();
  if (!useMay("units/change") || !isEmpty) return null;
  return (
    <>
      <Button
        look="plain"
        aria-label={`${words.people.units.remove}: ${visible(unit.name)}`}
        isPending={remove.isPending}
        onPress={() => remove.mutate(unit.id)}
      >
        {words.people.units.remove}
      </Button>
      {remove.isError ? <Failure error={remove.error} /> : null}
    </>
  );
}

function AddUnit({ units }: { readonly units: readonly Unit[] }): ReactNode {
  const { words } = useSpeech();
  const [name, setName] = useState("");
  const [parent, setParent] = useState("");
  const [hasTried, setTried] = useState(false);
  const add = useAddUnit();
  const said = words.people.units;
  const submit = (): void => {
    setTried(true);
    if (name.trim() === "") return;
    add.mutate(
      { name: name.trim(), parent: parent === "" ? null : parent },
      {
        onSuccess: () => {
          setName("");
          setTried(false);
        },
      },
    );
  };
  return (
    <AccountForm button={said.add} isMain={false} isPending={add.isPending} onSubmit={submit}>
      <Field
        label={said.name}
        error={hasTried && name.trim() === "" ? words.account.needName : null}
        value={name}
        onChange={setName}
        autoComplete="off"
      />
      <Choice
        label={said.parent}
        value={parent}
        onChange={setParent}
        options={[
          ["", said.top] as const,
          ...units.map((unit) => [unit.id, visible(unit.name)] as const),
        ]}
      />
      {add.isError ? <Failure error={add.error} /> : null}
    </AccountForm>
  );
}
