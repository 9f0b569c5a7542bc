/**
 * A button that looks like a link, of which there are as many as a table has rows: an ordinary
 * element of the browser's, which costs a tenth of what {@link Button} does.
 */
import type { ReactNode } from "react";

/** @param label what it does and to what, where the word on it does not say. */
export function RowButton({
  label,
  className,
  onPress,
  children,
}: {
  readonly label?: string;
  readonly className?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className={["button button-plain", className].filter((one) => one !== undefined).join(" ")}
      aria-label={label}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
