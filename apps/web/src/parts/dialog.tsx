/**
 * A question that must be answered before going on. The browser's own dialog element keeps focus
 * inside, closes on Escape and gives focus back, without any style of its own in the document.
 */
import { type ReactNode, useEffect, useId, useRef } from "react";

/** @param onClose called when it is closed by Escape or by a button inside. */
export function Dialog({
  title,
  children,
  isOpen,
  onClose,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (isOpen && !dialog.open) dialog.showModal();
    if (!isOpen && dialog.open) dialog.close();
  }, [isOpen]);
  return (
    <dialog ref={element} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{title}</h2>
      {isOpen ? children : null}
    </dialog>
  );
}
