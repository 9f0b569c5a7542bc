/**
 * Pieces of the program that come when they are first needed: who opens one page does not wait for
 * all the others to be read. A piece that does not come is said, and can be asked for again.
 *
 * They do without React's own `lazy`: whatever has shown that it waits is held back by React until
 * 300 ms after that, also when the piece came at once, and what the page asks the server is held
 * back with it.
 */
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { ApiError } from "../api/client.ts";
import { Loading } from "../parts/loading.tsx";

/** A piece of the program that is fetched once. */
export type Piece<T> = {
  /**
   * Brings it; asked for again it is the same one, unless it did not come.
   * @throws {ApiError} with status 0 where it does not come
   */
  readonly bring: () => Promise<T>;
  /** The piece where it has come, else null. */
  readonly here: () => T | null;
};

/** A piece, by what loads it. */
export function piece<T>(load: () => Promise<T>): Piece<T> {
  let coming: Promise<T> | null = null;
  let come: T | null = null;
  const bringNow = async (): Promise<T> => {
    try {
      come = await load();
      return come;
    } catch (cause) {
      coming = null;
      throw new ApiError(0, "web/no-answer", [], cause);
    }
  };
  return { bring: () => (coming ??= bringNow()), here: () => come };
}

type Coming<T> = { readonly come: T | null; readonly lost: Error | null };

/** A component of a piece: drawn at once where the piece has come, else as soon as it has. */
export function partOf<T, P extends object>(
  { bring, here }: Piece<T>,
  pick: (piece: T) => ComponentType<P>,
): ComponentType<P> {
  return function Part(props: P): ReactNode {
    const [{ come, lost }, setComing] = useState<Coming<T>>(() => ({ come: here(), lost: null }));
    const isAwaited = come === null;
    useEffect(() => {
      if (!isAwaited) return;
      bring().then(
        (found) => setComing({ come: found, lost: null }),
        (error: unknown) => setComing({ come: null, lost: asError(error) }),
      );
    }, [isAwaited]);
    if (lost !== null) throw lost;
    if (come === null) return <Loading />;
    const Picked = pick(come);
    return <Picked {...props} />;
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
