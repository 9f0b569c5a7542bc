/** Reading rows by the texts that repeat gives what each row gives by itself. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { EvidenceId, Observation, Statement, Subject } from "@vallgrav/kernel";
import { observationOf as plainOf, rowOf } from "./observation-row.ts";
import { observationReader } from "./observation-text.ts";
import { evidenceOf, observationOf } from "./test/samples.ts";

const evidence = evidenceOf("read").id;

/** Texts that look like what stands between the parts of a row, beside any. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom('","subject":{"', ',"validFrom":', ',"says":', '","to":{', "\\", '\\"', '"}}'),
);
const subject: fc.Arbitrary<Subject> = fc
  .tuple(fc.constantFrom("computer" as const, "group" as const), text, text)
  .map(([kind, value, within]) => ({ kind, claims: [{ space: "host", value, within }] }));
const says: fc.Arbitrary<Statement> = fc.oneof(
  fc.constantFrom({ is: "present" as const }, { is: "absent" as const }),
  fc.record({ property: text, value: fc.oneof(text, fc.boolean(), fc.array(text)) }),
  fc.record({ relation: fc.constantFrom("member-of" as const, "runs-on" as const), to: subject }),
  fc.record({ relation: text, to: subject }).map((one) => one as Statement),
  fc.record({ sameAs: subject, holds: fc.constantFrom(true, false, null) }),
  fc.record({ trust: text, source: fc.option(text) }),
);

function jsonOf(observation: Observation): string {
  return String(rowOf(1, observation).at(-1));
}

test("[ST1200] rows read by the texts that repeat are what each is by itself", () => {
  const one = fc.record({ place: text, subject, says });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.boolean(), (all, hasPlaces) => {
      const read = observationReader(hasPlaces);
      const rows = [...all, ...all].map((given, ordinal) => {
        const { place, ...rest } = given;
        const observation = observationOf(evidence, ordinal, { at: { evidence, place }, ...rest });
        return { ordinal, json: jsonOf(observation) };
      });
      const plain = rows.map((row) => plainOf(evidence, row));
      const expected = hasPlaces
        ? plain
        : plain.map((row) => ({ ...row, at: { evidence, place: "" } }));
      expect(rows.map((row) => read(evidence, row))).toEqual(expected);
    }),
  );
});

test("[ST1200] rows written otherwise are read whole", () => {
  const read = observationReader();
  const usual = JSON.parse(jsonOf(observationOf(evidence, 0))) as Record<string, unknown>;
  const { says: said, subject: about, ...rest } = usual;
  const others = [
    { says: said, ...rest, subject: about },
    { ...usual, more: { says: 1 } },
    { ...usual, says: { relation: "member-of", to: about, more: [about] } },
    { ...usual, subject: { validFrom: "x", ...(about as object) } },
    { ...usual, subject: { kind: "group", validFrom: "x", says: 1, claims: [] } },
  ];
  for (const json of [JSON.stringify(usual), ...others.map((one) => JSON.stringify(one))])
    expect(read(evidence, { ordinal: 3, json })).toEqual(plainOf(evidence, { ordinal: 3, json }));
  expect(() => read("e" as EvidenceId, { ordinal: 3, json: '{"place":"' })).toThrow(SyntaxError);
});
