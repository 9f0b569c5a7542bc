/** A question with a few answers of which one is chosen. */
import { type ReactNode, useId } from "react";

/** @param chosen null while nothing is chosen. */
export function Radios<T extends string>({
  label,
  hint,
  answers,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly hint: string;
  readonly answers: readonly (readonly [answer: T, text: string])[];
  readonly chosen: T | null;
  readonly onChoose: (answer: T) => void;
}): ReactNode {
  const id = useId();
  return (
    <div
      className="field"
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
    >
      <span id={`${id}-label`} className="label">
        {label}
      </span>
      <span id={`${id}-hint`} className="note">
        {hint}
      </span>
      <div className="radios">
        {answers.map(([answer, text]) => (
          <label key={answer} className="radio">
            <input
              type="radio"
              name={id}
              checked={answer === chosen}
              onChange={() => onChoose(answer)}
            />
            {text}
          </label>
        ))}
      </div>
    </div>
  );
}
