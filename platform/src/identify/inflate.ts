/** The port by which readers unpack the parts of workbooks. */
import { inflateRawSync } from "node:zlib";
import type { Inflate } from "@vallgrav/readers";

/** Unpacks the parts of workbooks, and stops where they become larger than they say. */
export const inflate: Inflate = (packed, most) => {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    return error instanceof RangeError ? "too-large" : "damaged";
  }
};
