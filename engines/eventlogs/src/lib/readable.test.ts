/** Which sources can be read. */
import { expect, test } from "vitest";
import { isReadable } from "./readable.ts";

function asked(product: string | null, service: string | null, category: string | null): boolean {
  return isReadable({ product, service, category });
}

test("[V4] a source can be read where some reader makes events of it", () => {
  expect(asked("windows", null, "process_creation")).toBe(true);
  expect(asked("windows", "security", null)).toBe(true);
  expect(asked("windows", null, null)).toBe(true);
  expect(asked("windows", null, "file_access")).toBe(true);
  expect(asked("windows", null, "file_rename")).toBe(false);
  expect(asked("windows", "nobody", null)).toBe(false);
  expect(asked("linux", null, "process_creation")).toBe(true);
  expect(asked("linux", null, "image_load")).toBe(false);
  expect(asked("zeek", "smb_files", null)).toBe(true);
  expect(asked(null, null, "antivirus")).toBe(true);
  expect(asked(null, null, "webserver")).toBe(true);
  expect(asked(null, null, "file_rename")).toBe(false);
  expect(asked("okta", "okta", null)).toBe(true);
  expect(asked("gcp", "google_workspace.admin", null)).toBe(true);
  expect(asked("nobody", "knows", null)).toBe(false);
});
