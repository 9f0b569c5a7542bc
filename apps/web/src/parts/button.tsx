/**
 * A button: one look for the main thing, one for the rest. It is the browser's own: a
 * library's was fetched, read and set up by every page before anything could be drawn.
 */
import type { ButtonHTMLAttributes, KeyboardEvent, ReactNode } from "react";

/** A key that is held down is pressed once, as a finger is. */
function onceOnly(event: KeyboardEvent): void {
  if (event.repeat && event.key === "Enter") event.preventDefault();
}

/**
 * @param look `main` at most once on a page; `plain` looks like a link.
 * @param isPending true while an answer is awaited: the button keeps its focus and does nothing.
 */
export function Button({
  look = "side",
  className,
  children,
  type = "button",
  isPending = false,
  isDisabled = false,
  onPress,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick" | "disabled" | "onKeyDown"> & {
  readonly look?: "main" | "side" | "plain";
  readonly isPending?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress?: () => void;
}): ReactNode {
  const names = ["button", `button-${look}`, ...(className === undefined ? [] : [className])];
  if (isPending) names.push("pending");
  return (
    <button
      {...rest}
      type={type}
      className={names.join(" ")}
      disabled={isDisabled}
      onKeyDown={onceOnly}
      onClick={onPress === undefined || isPending ? undefined : () => onPress()}
    >
      {children}
    </button>
  );
}
