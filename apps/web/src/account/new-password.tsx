/** The two fields in which a new password is chosen, and what is wrong with it. */
import type { ReactNode } from "react";
import { Field } from "../parts/field.tsx";
import { useSpeech } from "../words/language.tsx";
import type { AccountErrors } from "./password.ts";

/** A password typed twice. */
export type TypedTwice = { readonly password: string; readonly again: string };

/** @param errors shown under the fields. */
export function NewPassword({
  typed,
  errors,
  label,
  onChange,
}: {
  readonly typed: TypedTwice;
  readonly errors: AccountErrors;
  readonly label: string;
  readonly onChange: (typed: TypedTwice) => void;
}): ReactNode {
  const { words } = useSpeech();
  return (
    <>
      <Field
        label={label}
        hint={words.account.passwordHint}
        error={errors.password}
        value={typed.password}
        onChange={(password) => onChange({ ...typed, password })}
        kind="password"
        autoComplete="new-password"
      />
      <Field
        label={words.account.again}
        error={errors.again}
        value={typed.again}
        onChange={(again) => onChange({ ...typed, again })}
        kind="password"
        autoComplete="new-password"
      />
    </>
  );
}
