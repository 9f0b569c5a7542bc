/** The form by which somebody is invited. */
import type { Invitation, Role, Unit } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useInvite } from "../api/people-queries.ts";
import { UserContext } from "../frame/session.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

const selfService: readonly Role[] = ["employee", "pupil", "consultant"];

/** @param onLink told the invitation that was made. */
export function InviteForm({
  units,
  onLink,
}: {
  readonly units: readonly Unit[];
  readonly onLink: (invitation: Invitation) => void;
}): ReactNode {
  const { words } = useSpeech();
  const user = use(UserContext);
  const isAdministrator = user?.role === "administrator";
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("employee");
  const [unit, setUnit] = useState("");
  const [hasTried, setTried] = useState(false);
  const invite = useInvite();
  const said = words.people.accounts;
  const roles = Object.keys(words.people.roles) as Role[];
  const places: readonly (readonly [string, string])[] = [
    ...(isAdministrator ? [["", said.noUnit] as const] : []),
    ...units.map(({ id, name: called }) => [id, called] as const),
  ];
  const place = isAdministrator || unit !== "" ? unit : (units[0]?.id ?? "");
  const submit = (): void => {
    setTried(true);
    if (name.trim() === "") return;
    invite.mutate(
      { name: name.trim(), role, unit: place === "" ? null : place },
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
    <AccountForm button={said.invite} isPending={invite.isPending} onSubmit={submit}>
      <Field
        label={words.account.name}
        hint={words.account.nameHint}
        error={hasTried && name.trim() === "" ? words.account.needName : null}
        value={name}
        onChange={setName}
        autoComplete="off"
      />
      <Choice
        label={said.role}
        value={role}
        onChange={setRole}
        options={(isAdministrator ? roles : selfService).map(
          (one) => [one, sentenceCase(words.people.roles[one])] as const,
        )}
      />
      <Choice label={said.unit} value={place} onChange={setUnit} options={places} />
      {invite.isError ? <Failure error={invite.error} /> : null}
    </AccountForm>
  );
}
