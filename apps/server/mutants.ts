/** The rules of access change themselves in turn: `npm run mutants -- access` (SPEC, SV31). */

/** Read by `tools/src/mutants.ts`. */
export const mutants = {
  name: "access",
  test: "apps/server/src/access.test.ts",
  rule: "SV31",
  counted: /access: (\d+) mutants, (\d+) survived/,
};
