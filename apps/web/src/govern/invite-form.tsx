/** The form by which somebody is invited. */
import type { Invitation, Role, Unit } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useInvite } from "../api/people-queries.ts";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { RoleAndUnitFields, useFirstPlace } from "./role-and-unit.tsx";

/** @param onLink told the invitation that was made. */
export function InviteForm({
  units,
  onLink,
}: {
  readonly units: readonly Unit[];
  readonly onLink: (invitation: Invitation) => void;
}): ReactNode {
  const { words } = useSpeech();
  const firstPlace = useFirstPlace(units);
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("employee");
  const [chosen, setChosen] = useState<string | null>(null);
  const [hasTried, setTried] = useState(false);
  const invite = useInvite();
  const unit = chosen ?? firstPlace;
  const submit = (): void => {
    setTried(true);
    if (name.trim() === "") return;
    invite.mutate(
      { name: name.trim(), role, unit: unit === "" ? null : unit },
      {
        onSuccess: (made) => {
          setName("");
          setTried(false);
          onLink(made);
        },
      },
    );
  };
  return (
    <AccountForm
      button={words.people.accounts.invite}
      isPending={invite.isPending}
      onSubmit={submit}
    >
      <Field
        label={words.account.name}
        hint={words.account.nameHint}
        error={hasTried && name.trim() === "" ? words.account.needName : null}
        value={name}
        onChange={setName}
        autoComplete="off"
      />
      <RoleAndUnitFields
        units={units}
        value={{ role, unit }}
        onChange={(value) => {
          setRole(value.role);
          setChosen(value.unit);
        }}
      />
      {invite.isError ? <Failure error={invite.error} /> : null}
    </AccountForm>
  );
}
