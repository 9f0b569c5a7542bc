/** Secrets as they are typed. */
import { expect, test } from "vitest";
import { takeTyped } from "./ask-secret.ts";

test("[CL19] what is typed is taken until Enter, corrections and all", () => {
  expect(takeTyped("", "ab")).toEqual({ secret: "ab", isDone: false });
  expect(takeTyped("ab", "c\u007f\u0008å\r")).toEqual({ secret: "aå", isDone: true });
  expect(takeTyped("ab", "\u001b\n")).toEqual({ secret: "ab", isDone: true });
  expect(() => takeTyped("ab", "\u0003")).toThrow("interrupted");
});
