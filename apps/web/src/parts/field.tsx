/** A labelled text field with a hint and an error in words, tied together for screen readers. */
import { type ReactNode, useId } from "react";

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
  const id = useId();
  const told = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(error === null ? [] : [`${id}-error`]),
  ];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="note">
          {hint}
        </span>
      )}
      <input
        id={id}
        type={kind === "password" ? kind : "text"}
        inputMode={kind === "count" ? "numeric" : "text"}
        autoComplete={autoComplete}
        aria-required={kind !== "count" && !isOptional}
        aria-invalid={error !== null}
        aria-describedby={told.length === 0 ? undefined : told.join(" ")}
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {error === null ? null : (
        <span id={`${id}-error`} className="field-error">
          {error}
        </span>
      )}
    </div>
  );
}
