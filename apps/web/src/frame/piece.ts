/**
 * Pieces of the program that come when they are first needed: who opens one page does not wait for
 * all the others to be read. A piece that does not come is said, and can be asked for again.
 */
import { type ComponentType, lazy, type LazyExoticComponent } from "react";
import { ApiError } from "../api/client.ts";

/** Brings a piece; asked for again it is the same one, unless it did not come. */
export type Piece<T> = () => Promise<T>;

/** A piece that is fetched once. @throws {ApiError} with status 0 where it does not come */
export function piece<T>(load: () => Promise<T>): Piece<T> {
  let coming: Promise<T> | null = null;
  return () => {
    coming ??= load().catch((cause: unknown) => {
      coming = null;
      throw new ApiError(0, "web/no-answer", [], cause);
    });
    return coming;
  };
}

/** A component of a piece, which suspends until the piece has come. */
export function partOf<T, P extends object>(
  bring: Piece<T>,
  pick: (piece: T) => ComponentType<P>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: pick(await bring()) }));
}
