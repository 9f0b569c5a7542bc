/** A small router over the browser's history: the path is the page. */
import {
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactNode,
  useSyncExternalStore,
} from "react";
import { pathHere } from "./path-here.ts";

const listeners = new Set<() => void>();
let moves = 0;
let lastPath = location.pathname;

function tell(): void {
  // A jump inside the page is no move: focus then goes where the browser puts it.
  if (location.pathname === lastPath) return;
  lastPath = location.pathname;
  moves += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener("popstate", tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("popstate", tell);
  };
}

/** The current path, without a trailing slash. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, pathHere);
}

/** How many times the page has changed since it was loaded; 0 on arrival. */
export function movesSoFar(): number {
  return moves;
}

/** Goes to another page of the product. */
export function goTo(path: string): void {
  if (path === location.pathname) return;
  history.pushState(null, "", path);
  scrollTo(0, 0);
  tell();
}

/** A link inside the product: an ordinary anchor that does not load the document anew. */
export function Link({
  to,
  children,
  onFollow,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & {
  readonly to: string;
  readonly children: ReactNode;
  readonly onFollow?: () => void;
}): ReactNode {
  const follow = (event: MouseEvent): void => {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.button !== 0 || !isPlain) return;
    event.preventDefault();
    goTo(to);
    onFollow?.();
  };
  return (
    <a href={to} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
