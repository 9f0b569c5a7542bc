/** A page: its title in the window, its one heading, and focus on that heading after a move. */
import { type ReactNode, useEffect, useRef } from "react";
import { useSpeech } from "../words/language.tsx";
import { movesSoFar } from "./router.tsx";

/** The last move whose heading was focused: a page redrawn in place keeps its focus. */
let movesFocused = 0;

/** @param name the page's short name, for the window; `heading` is its first line. */
export function Page({
  name,
  heading,
  lead,
  aside,
  children,
}: {
  readonly name: string;
  readonly heading: ReactNode;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  const { words } = useSpeech();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = words.app.title(name);
  }, [name, words]);
  useEffect(() => {
    if (movesSoFar() === movesFocused) return;
    movesFocused = movesSoFar();
    title.current?.focus();
  }, []);
  return (
    <>
      {aside}
      <header className="page-head">
        <h1 ref={title} tabIndex={-1}>
          {heading}
        </h1>
        {lead === undefined ? null : <div className="lead">{lead}</div>}
      </header>
      {children}
    </>
  );
}
