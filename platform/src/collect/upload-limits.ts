/** How much an upload may be and become. */

/** Limits of one upload; sizes in bytes. */
export type UploadLimits = {
  /** Entries of an archive, folders too. */
  readonly entries: number;
  /** One file, inflated: also the most memory that reading takes. */
  readonly fileBytes: number;
  /** All files together, inflated. */
  readonly totalBytes: number;
  /** Inflated size over packed size of one entry, and of all. Directory exports reach 50. */
  readonly ratio: number;
  /** Below this size a ratio says nothing: a short file of spaces packs well. */
  readonly ratioFromBytes: number;
  /** Name of an entry. */
  readonly nameBytes: number;
};

/** For exports of a municipality's directory: the largest known are some hundred megabytes. */
export const defaultUploadLimits: UploadLimits = {
  entries: 10_000,
  fileBytes: 1_073_741_824,
  totalBytes: 4_294_967_296,
  ratio: 200,
  ratioFromBytes: 8_388_608,
  nameBytes: 1_024,
};
