/** A button: one look for the main thing, one for the rest. */
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import { useCountedPress } from "./pressing.ts";

/**
 * @param look `main` at most once on a page; `plain` looks like a link.
 * @param isPending true while an answer is awaited: the button keeps its focus and does nothing,
 *   then and in the half second after it.
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
  const { isCounted } = useCountedPress(isPending);
  const names = ["button", `button-${look}`, ...(className === undefined ? [] : [className])];
  if (isPending) names.push("pending");
  return (
    <AriaButton
      className={names.join(" ")}
      {...rest}
      {...(onPress === undefined
        ? {}
        : {
            onPress: (event) => {
              if (isCounted()) onPress(event);
            },
          })}
    >
      {children}
    </AriaButton>
  );
}
