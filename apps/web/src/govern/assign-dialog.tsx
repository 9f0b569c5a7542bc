/** Another role and unit for an account. */
import type { AccountView, Unit } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useAssign } from "../api/people-queries.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { RoleAndUnitFields } from "./role-and-unit.tsx";

/** @param account whose; shown while it is not null. */
export function AssignDialog({
  account,
  units,
  onClose,
}: {
  readonly account: AccountView | null;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.people.accounts;
  return (
    <Dialog
      title={account === null ? "" : said.assignTitle(visible(account.name))}
      isOpen={account !== null}
      onClose={onClose}
    >
      {account === null ? null : <Assign account={account} units={units} onClose={onClose} />}
    </Dialog>
  );
}

function Assign({
  account,
  units,
  onClose,
}: {
  readonly account: AccountView;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.people.accounts;
  const [value, setValue] = useState({ role: account.role, unit: account.unit ?? "" });
  const assign = useAssign();
  const save = (): void => {
    const unit = value.unit === "" ? null : value.unit;
    assign.mutate({ id: account.id, role: value.role, unit }, { onSuccess: onClose });
  };
  return (
    <>
      <RoleAndUnitFields units={units} value={value} onChange={setValue} />
      {assign.isError ? <Failure error={assign.error} /> : null}
      <div className="actions">
        <Button look="main" isPending={assign.isPending} onPress={save}>
          {said.save}
        </Button>
        <Button onPress={onClose}>{said.leave}</Button>
      </div>
    </>
  );
}
