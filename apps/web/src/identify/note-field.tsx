/** A short free text that may be left empty. */
import { type ReactNode, useId } from "react";

const noteMost = 200;

/** @param hint what must not be written, said before it is. */
export function NoteField({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <span id={`${id}-hint`} className="note">
        {hint}
      </span>
      <input
        id={id}
        aria-describedby={`${id}-hint`}
        value={value}
        maxLength={noteMost}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </p>
  );
}
