/** A line that is read out when it changes, and stays where it is said. No pop-ups. */
import type { ReactNode } from "react";

/** Says `children` politely; the element is always there so that screen readers notice a change. */
export function Announce({
  children,
  isUnseen = false,
}: {
  readonly children: ReactNode;
  readonly isUnseen?: boolean;
}): ReactNode {
  return <output className={isUnseen ? "unseen" : "note announce"}>{children}</output>;
}
