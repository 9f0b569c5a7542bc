/** Whom an address stands for, where attempts are counted. */
import { expect, test } from "vitest";
import { networkOf } from "./network-of.ts";
import { defaultThrottle, throttleOf } from "./throttle.ts";

test("[AC280] of version 6 a network of 64 bits is counted, however it is written", () => {
  const cases: Readonly<Record<string, string>> = {
    "192.0.2.7": "192.0.2.7",
    "::ffff:192.0.2.7": "192.0.2.7",
    "::FFFF:192.0.2.7": "192.0.2.7",
    "2001:db8:1:2::1": "2001:db8:1:2::/64",
    "2001:0DB8:0001:0002:ffff:ffff:ffff:ffff": "2001:db8:1:2::/64",
    "2001:db8::": "2001:db8:0:0::/64",
    "::1": "0:0:0:0::/64",
    "fe80::1%eth0": "fe80:0:0:0::/64",
    "no address": "no address",
    "": "",
  };
  for (const [address, network] of Object.entries(cases))
    expect([address, networkOf(address)]).toEqual([address, network]);
});

test("[AC280] whoever changes address inside the network waits all the same", () => {
  const throttle = throttleOf(defaultThrottle);
  const { free } = defaultThrottle.address;
  for (let at = 0; at < free; at += 1)
    expect(throttle.begin(`name ${at}`, `2001:db8:1:2::${at.toString(16)}`, 0)).toBe(0);
  expect(throttle.begin("another", "2001:db8:1:2:aaaa::1", 0)).toBe(1_000);
  expect(throttle.begin("another", "2001:db8:1:3::1", 0)).toBe(0);
});
