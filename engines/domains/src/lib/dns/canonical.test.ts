/** The form and order of RFC 4034. */
import { expect, test } from "vitest";
import {
  canonicalSet,
  compareNames,
  dataOctets,
  type DnsRecord,
  domainNameText,
  isSameName,
  isWithin,
  type RecordData,
  recordTypes,
  type RecordTypeName,
  signedOctets,
} from "../../index.ts";
import { hexOf } from "./octets.ts";

function record(one: RecordData, rdata = dataOctets(one)): DnsRecord {
  const type = recordTypes[one.kind as RecordTypeName];
  return { name: ["a", "se"], type, class: 1, ttlSeconds: 5, rdata, data: one };
}
const target = (kind: "NS" | "DNAME", label: string) => record({ kind, target: [label, "se"] });

test("[N4] names stand in the order of RFC 4034 §6.1", () => {
  const inOrder = [
    ["example"],
    ["a", "example"],
    ["yljkjljk", "a", "example"],
    ["z", "a", "example"],
    ["zabc", "a", "example"],
    ["z", "example"],
    ["\u0001", "z", "example"],
    ["*", "z", "example"],
    ["\u00c8", "z", "example"],
  ];
  const mixed = [3, 8, 0, 5, 2, 7, 1, 6, 4].map((index) => inOrder[index] ?? []);
  expect(mixed.toSorted(compareNames).map(domainNameText)).toEqual(inOrder.map(domainNameText));
  expect(isWithin(["a", "example"], ["example"])).toBe(true);
  expect(isWithin(["example"], ["a", "example"])).toBe(false);
  expect(isWithin(["a", "example"], [])).toBe(true);
  expect(isSameName(["a", "se"], ["b", "se"])).toBe(false);
});

test("[W6] data is folded, ordered and each once", () => {
  const set = [target("NS", "B"), target("NS", "a"), target("NS", "b")];
  expect(canonicalSet(set).map(hexOf)).toEqual(["016102736500", "016202736500"]);
  expect(canonicalSet([target("DNAME", "B")]).map(hexOf)).toEqual(["016202736500"]);
  const nsec = record({ kind: "NSEC", next: ["B"], types: [1] });
  expect(hexOf(canonicalSet([nsec])[0] ?? new Uint8Array())).toBe("014200000140");
  const broken = record({ kind: "NS", target: [] }, Uint8Array.of(9, 0x42));
  expect(canonicalSet([broken]).map(hexOf)).toEqual(["0942"]);
});

test("[W6] a set that grew from a wildcard is signed under it", () => {
  const head = { covered: 2, algorithm: 13, originalTtl: 9, expiration: 2, inception: 1 };
  const signature = { ...head, labels: 1, keyTag: 7, signer: ["se"] };
  const octets = hexOf(signedOctets(signature, ["a", "se"], [target("NS", "b")]));
  expect(octets).toBe(
    "00020d010000000900000002000000010007" +
      "02736500" +
      "012a02736500" +
      "0002000100000009" +
      "0006016202736500",
  );
});
