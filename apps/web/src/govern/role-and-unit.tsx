/** The choice of a role and of the unit it is bound to, as far as the one who chooses may. */
import type { Role, Unit } from "@vallgrav/platform/api";
import { type ReactNode, use } from "react";
import { UserContext } from "../frame/session.tsx";
import { Choice } from "../parts/choice.tsx";
import { sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

const selfService: readonly Role[] = ["employee", "pupil", "consultant"];

/** A role and a unit; the empty text is no unit. */
export type RoleAndUnit = { readonly role: Role; readonly unit: string };

/** Where somebody who is not an administrator starts: in the first unit of their own. */
export function useFirstPlace(units: readonly Unit[]): string {
  return use(UserContext)?.role === "administrator" ? "" : (units[0]?.id ?? "");
}

/** @param units those within reach */
export function RoleAndUnitFields({
  units,
  value,
  onChange,
}: {
  readonly units: readonly Unit[];
  readonly value: RoleAndUnit;
  readonly onChange: (value: RoleAndUnit) => void;
}): ReactNode {
  const { words } = useSpeech();
  const isAdministrator = use(UserContext)?.role === "administrator";
  const said = words.people.accounts;
  const roles = isAdministrator ? (Object.keys(words.people.roles) as Role[]) : selfService;
  return (
    <>
      <Choice
        label={said.role}
        value={value.role}
        onChange={(role) => onChange({ ...value, role })}
        options={roles.map((role) => [role, sentenceCase(words.people.roles[role])] as const)}
      />
      <Choice
        label={said.unit}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit })}
        options={[
          ...(isAdministrator ? [["", said.noUnit] as const] : []),
          ...units.map(({ id, name }) => [id, name] as const),
        ]}
      />
    </>
  );
}
