/** A labelled field for a text of several lines. */
import type { ReactNode } from "react";
import { HintedField, useHinted } from "./hinted-field.tsx";

/** @param hint what must not be written, said before it is; `error` is announced with the field. */
export function TextArea({
  value,
  onChange,
  most,
  rows,
  ...said
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
  const bears = useHinted(said.error);
  return (
    <HintedField bears={bears} {...said}>
      <textarea
        {...bears}
        value={value}
        maxLength={most}
        rows={rows}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </HintedField>
  );
}
