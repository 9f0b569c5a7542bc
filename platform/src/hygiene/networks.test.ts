/** Which addresses may be met. */
import { expect, test } from "vitest";
import { mayMeet, parseNetwork } from "./networks.ts";

test("[HY83] a network is an address and how many bits of it count", () => {
  expect(["10.1.0.0/16", " 192.0.2.7 ", "FD00::/8", "::1"].map(parseNetwork)).toEqual([
    "10.1.0.0/16",
    "192.0.2.7/32",
    "fd00::/8",
    "::1/128",
  ]);
  for (const text of ["", "10.1.0.0/33", "fd00::/129", "example.se", "10.1/16", "10.1.0.0/-1"])
    expect(parseNetwork(text)).toBeNull();
});

test("[HY83] what is not out in the open is met only where the clearance names its network", () => {
  const open = ["198.35.26.96", "2620:0:861::1"];
  const inner = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1", "fd00::1"];
  const hidden = ["::ffff:127.0.0.1", "::ffff:7f00:1", "fe80::1", "0.0.0.0", "64:ff9b::a00:1"];
  const own = ["198.35.26.97"];
  expect(open.map((one) => mayMeet(one, [], own))).toEqual([true, true]);
  for (const one of [...inner, ...hidden, ...own, "fe80::1%eth0", "example.se", ""])
    expect([one, mayMeet(one, [], own)]).toEqual([one, false]);
  expect(mayMeet("10.1.2.3", ["10.1.0.0/16"], own)).toBe(true);
  expect(mayMeet("10.2.2.3", ["10.1.0.0/16"], own)).toBe(false);
  expect(mayMeet("198.35.26.97", ["198.35.26.97/32"], own)).toBe(true);
  expect(mayMeet("fd00::1", ["10.1.0.0/16", "fd00::/8"], own)).toBe(true);
});
