/** A labelled text field with a hint and an error in words, tied together for screen readers. */
import type { ReactNode } from "react";
import { FieldError, Input, Label, Text, TextField } from "react-aria-components";

/** @param error what is wrong, or null; shown under the field and announced with it. */
export function Field({
  label,
  hint,
  error,
  value,
  onChange,
  kind = "text",
  isOptional = false,
  autoComplete,
  most,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `count` is a number that may be left out. */
  readonly kind?: "text" | "password" | "count";
  /** Whether it may be left empty; a count always may. */
  readonly isOptional?: boolean;
  readonly autoComplete: string;
  /** Letters that fit; as many as the server takes where left out. */
  readonly most?: number;
}): ReactNode {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      type={kind === "password" ? kind : "text"}
      inputMode={kind === "count" ? "numeric" : "text"}
      autoComplete={autoComplete}
      isRequired={kind !== "count" && !isOptional}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      {hint === undefined ? null : (
        <Text slot="description" className="note">
          {hint}
        </Text>
      )}
      <Input {...(most === undefined ? {} : { maxLength: most })} />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
