/** Statements kept as texts, and packages whose epoch nobody told. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  judgePackage,
  packStatement,
  productKey,
  type Statement,
  unpackStatement,
  versionSchemes,
} from "../../index.ts";

const text = fc.string({ maxLength: 8 });
const name = text.map((one) => `n${one.replaceAll("\n", "")}`);
const status = fc.constantFrom("affected", "unaffected", "unknown");
const statement: fc.Arbitrary<Statement> = fc.record({
  product: fc.oneof(
    fc.record({ kind: fc.constant("package"), ecosystem: name, release: text, name }),
    fc.record({ kind: fc.constant("named"), vendor: name, product: name, cpe: text }),
  ),
  scheme: fc.option(fc.constantFrom(...versionSchemes)),
  listed: fc.array(text, { maxLength: 4 }),
  spans: fc.array(
    fc.record({
      from: fc.option(text),
      includesFrom: fc.boolean(),
      to: fc.option(text),
      includesTo: fc.boolean(),
      status,
    }),
    { maxLength: 4 },
  ),
  otherwise: status,
  gap: fc.option(fc.constantFrom("bad", "git", "none", "platform")),
});

test("[A8] a statement comes back from its text and the key of its product", () => {
  fc.assert(
    fc.property(statement, (one) => {
      expect(unpackStatement(productKey(one.product), packStatement(one))).toEqual(one);
    }),
  );
});

test("[A8] any other text is refused", () => {
  const any = fc.oneof(fc.string(), fc.json());
  fc.assert(
    fc.property(statement, any, fc.nat(), ({ product }, other, at) => {
      expect(() => unpackStatement(productKey(product), other.slice(at % 9))).not.toThrow();
    }),
  );
  const key = "package\nnpm\nx";
  for (const wrong of ["", "{}", "[]", '["",null,[],[[1,1,null,0,0]],1,null]', '["","x",[],[],1]'])
    expect(unpackStatement(key, wrong)).toBeNull();
});

test("[A9] without the installed epoch those of the advisory do not count", () => {
  const made: Statement = {
    product: { kind: "package", ecosystem: "AlmaLinux", release: "9", name: "openssl" },
    scheme: "rpm",
    listed: [],
    spans: [
      {
        from: null,
        includesFrom: true,
        to: "1:3.0.7-27.el9",
        includesTo: false,
        status: "affected",
      },
    ],
    otherwise: "unaffected",
    gap: null,
  };
  const ask = (version: string, isEpochTold: boolean): string | undefined => {
    const installed = { ecosystem: "AlmaLinux", release: "9.4", name: "openssl", version };
    return judgePackage([made], { ...installed, isEpochTold })?.status;
  };
  expect(ask("3.0.7-28.el9", true)).toBe("affected");
  expect(ask("3.0.7-28.el9", false)).toBe("unaffected");
  expect(ask("3.0.7-26.el9", false)).toBe("affected");
  expect(ask("1:3.0.7-28.el9", true)).toBe("unaffected");
});
