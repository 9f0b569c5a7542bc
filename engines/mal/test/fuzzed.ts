/** What a fuzzer of this engine answers. */
export type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};
