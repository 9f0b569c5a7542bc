/** A field with its label, and what must not be written in it, said before it is. */
import { type ReactNode, useId } from "react";

/** What of a hinted field its control bears. */
export type HintedControl = {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean | undefined;
  readonly autoComplete: "off";
};

/** What the control of a hinted field bears. @param error what is wrong with it; null: nothing */
export function useHinted(error: string | null): HintedControl {
  const id = useId();
  return {
    id,
    "aria-describedby": error === null ? `${id}-hint` : `${id}-hint ${id}-error`,
    "aria-invalid": error === null ? undefined : true,
    autoComplete: "off",
  };
}

/** @param children the control, with what {@link useHinted} says; the error is announced with it */
export function HintedField({
  bears: { id },
  label,
  hint,
  error,
  children,
}: {
  readonly bears: HintedControl;
  readonly label: string;
  readonly hint: string;
  readonly error: string | null;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <span id={`${id}-hint`} className="note">
        {hint}
      </span>
      {children}
      {error === null ? null : (
        <span id={`${id}-error`} role="alert" className="field-error">
          {error}
        </span>
      )}
    </p>
  );
}
