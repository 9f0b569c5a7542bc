/** A button: one look for the main thing, one for the rest. */
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";

/** @param look `main` at most once on a page; `plain` looks like a link. */
export function Button({
  look = "side",
  className,
  children,
  ...rest
}: Omit<ButtonProps, "className" | "children"> & {
  readonly look?: "main" | "side" | "plain";
  readonly className?: string;
  readonly children: ReactNode;
}): ReactNode {
  const names = ["button", `button-${look}`, ...(className === undefined ? [] : [className])];
  return (
    <AriaButton className={names.join(" ")} {...rest}>
      {children}
    </AriaButton>
  );
}
