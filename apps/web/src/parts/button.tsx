/** A button: one look for the main thing, one for the rest. */
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";

/**
 * @param look `main` at most once on a page; `plain` looks like a link.
 * @param isPending true while an answer is awaited: the button keeps its focus and does nothing.
 */
export function Button({
  look = "side",
  className,
  children,
  isPending = false,
  onPress,
  ...rest
}: Omit<ButtonProps, "className" | "children" | "isPending"> & {
  readonly look?: "main" | "side" | "plain";
  readonly className?: string;
  readonly isPending?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const names = ["button", `button-${look}`, ...(className === undefined ? [] : [className])];
  if (isPending) names.push("pending");
  return (
    <AriaButton
      className={names.join(" ")}
      {...rest}
      {...(onPress === undefined || isPending ? {} : { onPress })}
    >
      {children}
    </AriaButton>
  );
}
