/** What is told of own domains: that they are own, how often to look, when registrations end. */
import type { DomainSchedule, OwnDomain } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useClear, useSchedule, useTellExpiry } from "../api/domain-queries.ts";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

const everyDays = ["", "1", "7", "30"] as const;

/** Names a domain as own. */
export function AddDomain(): ReactNode {
  const { words } = useSpeech();
  const said = words.domains;
  const [domain, setDomain] = useState("");
  const [until, setUntil] = useState("");
  const [networks, setNetworks] = useState("");
  const clear = useClear();
  const submit = (): void => {
    const named = networks.split(/[\s,]+/u).filter((one) => one !== "");
    const done = { onSuccess: () => [setDomain, setNetworks].forEach((set) => set("")) };
    clear.mutate({ domain: domain.trim(), until: until.trim(), networks: named }, done);
  };
  return (
    <AccountForm button={said.add} isPending={clear.isPending} isMain={false} onSubmit={submit}>
      <Field
        label={said.addDomain}
        error={null}
        value={domain}
        onChange={setDomain}
        autoComplete="off"
      />
      <Field
        label={said.addUntil}
        hint={said.addUntilHint}
        error={null}
        value={until}
        onChange={setUntil}
        autoComplete="off"
      />
      <Field
        label={said.addNetworks}
        hint={said.addNetworksHint}
        isOptional
        error={null}
        value={networks}
        onChange={setNetworks}
        autoComplete="off"
      />
      {clear.isError ? <Failure error={clear.error} /> : null}
    </AccountForm>
  );
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** Says how often domains are looked at, how, and who tells which routes are signed. */
export function ScheduleForm({ schedule }: { readonly schedule: DomainSchedule }): ReactNode {
  const { words } = useSpeech();
  const said = words.domains;
  const known = everyDays.find((one) => one === String(schedule.everyDays ?? ""));
  const [every, setEvery] = useState<(typeof everyDays)[number]>(known ?? "7");
  const [resolver, setResolver] = useState(schedule.resolver ?? "");
  const [pace, setPace] = useState(String(schedule.perSecond ?? ""));
  const [validator, setValidator] = useState(schedule.validator ?? "");
  const save = useSchedule();
  const submit = (): void => {
    save.mutate({
      everyDays: every === "" ? null : Number(every),
      resolver: orNull(resolver),
      perSecond: pace.trim() === "" ? null : Number(pace),
      validator: orNull(validator),
    });
  };
  return (
    <AccountForm button={said.save} isPending={save.isPending} isMain={false} onSubmit={submit}>
      <Choice
        label={said.scheduleEvery}
        options={everyDays.map((one) => [one, said.scheduleDays[one]] as const)}
        value={every}
        onChange={setEvery}
      />
      <Field
        label={said.resolver}
        hint={said.resolverHint}
        isOptional
        error={null}
        value={resolver}
        onChange={setResolver}
        autoComplete="off"
      />
      <Field
        label={said.pace}
        hint={said.paceHint}
        kind="count"
        error={null}
        value={pace}
        onChange={setPace}
        autoComplete="off"
      />
      <Field
        label={said.validator}
        hint={said.validatorHint}
        isOptional
        error={null}
        value={validator}
        onChange={setValidator}
        autoComplete="off"
      />
      {save.isError ? <Failure error={save.error} /> : null}
    </AccountForm>
  );
}

/** Tells when a domain's registration runs out. */
export function ExpiryForm({ own }: { readonly own: OwnDomain }): ReactNode {
  const { words } = useSpeech();
  const said = words.domains;
  const [day, setDay] = useState<string>(own.expires ?? "");
  const tell = useTellExpiry();
  const submit = (): void => {
    const told = day.trim();
    tell.mutate({ domain: own.domain, day: told === "" ? null : told });
  };
  return (
    <AccountForm button={said.save} isPending={tell.isPending} isMain={false} onSubmit={submit}>
      <Field
        label={said.expiry}
        hint={said.expiryHint}
        isOptional
        error={null}
        value={day}
        onChange={setDay}
        autoComplete="off"
      />
      {tell.isError ? <Failure error={tell.error} /> : null}
    </AccountForm>
  );
}
