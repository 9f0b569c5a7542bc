/** A form with one button; the fields are its children. */
import type { ReactNode } from "react";
import { Button } from "../parts/button.tsx";
import { useCountedPress } from "../parts/pressing.ts";

/** @param isPending true while the server thinks; the button then waits. */
export function AccountForm({
  button,
  isPending,
  isMain = true,
  onSubmit,
  children,
}: {
  readonly button: string;
  readonly isPending: boolean;
  /** Whether its button is the main thing of the page. */
  readonly isMain?: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const isCounted = useCountedPress(isPending);
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isCounted()) onSubmit();
      }}
    >
      {children}
      <Button look={isMain ? "main" : "side"} type="submit" isPending={isPending}>
        {button}
      </Button>
    </form>
  );
}
