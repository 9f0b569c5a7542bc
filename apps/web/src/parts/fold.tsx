/** Something folded together, which is not drawn before it is opened: most of it never is. */
import { type ReactNode, useState } from "react";

/** @param children draws what lies inside */
export function Fold({
  summary,
  children,
}: {
  readonly summary: ReactNode;
  readonly children: () => ReactNode;
}): ReactNode {
  const [wasOpened, setOpened] = useState(false);
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open) setOpened(true);
      }}
    >
      <summary>{summary}</summary>
      {wasOpened ? children() : null}
    </details>
  );
}
