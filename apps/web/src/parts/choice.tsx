/** A labelled choice of one among few, as the browser draws it. */
import { type ReactNode, useId } from "react";
import { visible } from "./shown-name.ts";

/** @param options values with the words they are shown as, in order. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly (readonly [value: Value, word: string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}): ReactNode {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {options.map(([one, word]) => (
          <option key={one} value={one}>
            {visible(word)}
          </option>
        ))}
      </select>
    </p>
  );
}
