/** Places of the product with what is done there, for those who may go there. */
import type { ReactNode } from "react";
import { Link } from "../frame/router.tsx";

/** A place that may be shown. */
export type Place = {
  readonly path: string;
  readonly name: string;
  /** What is done there, in a sentence. */
  readonly text: string;
  readonly isShown: boolean;
};

/** The list; nothing where no place is shown. */
export function PlaceList({ places }: { readonly places: readonly Place[] }): ReactNode {
  const shown = places.filter(({ isShown }) => isShown);
  if (shown.length === 0) return null;
  return (
    <dl className="places">
      {shown.map(({ path, name, text }) => (
        <div key={path}>
          <dt>
            <Link to={path}>{name}</Link>
          </dt>
          <dd className="note">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
