/** A short free text that may be left empty. */
import type { ReactNode } from "react";
import { HintedField, useHinted } from "../parts/hinted-field.tsx";

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
  const bears = useHinted(null);
  return (
    <HintedField bears={bears} label={label} hint={hint} error={null}>
      <input
        {...bears}
        value={value}
        maxLength={noteMost}
        onChange={(event) => onChange(event.target.value)}
      />
    </HintedField>
  );
}
