/** A labelled field for a text of several lines. */
import { type ReactNode, useId } from "react";

/** @param hint what must not be written, said before it is; `error` is announced with the field. */
export function TextArea({
  label,
  hint,
  error,
  value,
  onChange,
  most,
  rows,
}: {
  readonly label: string;
  readonly hint: string;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Letters that fit. */
  readonly most: number;
  readonly rows: number;
}): ReactNode {
  const id = useId();
  const isInvalid = error !== null;
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <span id={`${id}-hint`} className="note">
        {hint}
      </span>
      <textarea
        id={id}
        aria-describedby={isInvalid ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={isInvalid}
        value={value}
        maxLength={most}
        rows={rows}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      {isInvalid ? (
        <span id={`${id}-error`} role="alert" className="field-error">
          {error}
        </span>
      ) : null}
    </p>
  );
}
