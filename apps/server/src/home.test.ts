/** Opening a home where the disk gives no more. */
import { StoreError } from "@vallgrav/platform/storage";
import { expect, test } from "vitest";
import { toldFull } from "./home.ts";

test("[SV1386] a full disk is told as what it is, everything else as it was", () => {
  const full = [{ code: "ENOSPC" }, { code: "EDQUOT" }, { code: "ERR_SQLITE_ERROR", errcode: 13 }];
  for (const of of full) {
    const cause = Object.assign(new Error("no room"), of);
    expect(toldFull(cause)).toEqual(new StoreError("storage/unavailable", cause));
  }
  for (const other of [Object.assign(new Error("denied"), { code: "EACCES" }), null, "text"])
    expect(toldFull(other)).toBe(other);
});
