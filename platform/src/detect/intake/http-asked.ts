/** What the HTTP doors are asked, and what they answer. */
import type { RequestMark } from "./requests.ts";

/** What is answered. */
export type HttpAnswer = {
  readonly status: number;
  readonly body: object;
  /** Of the request whose lines were kept. */
  readonly mark?: RequestMark;
};

/** A line to keep, with its key where its sender gave it a name. */
export type KeptLine = { readonly bytes: Uint8Array; readonly key: Uint8Array | null };

/** A request as the doors see it. */
export type HttpAsked = {
  readonly method: string;
  readonly path: string;
};
