/** Bytes that come in pieces, gathered up to a ceiling; what is beyond it is only counted. */

/** A growing run of bytes. */
export type ByteStore = {
  /** Adds `bytes[from, to)`. */
  readonly add: (bytes: Uint8Array, from: number, to: number) => void;
  /** Bytes that were added since the last `take`, those beyond the ceiling too. */
  readonly length: () => number;
  /** Whether more came than the ceiling allows. */
  readonly isOver: () => boolean;
  /** A copy of what was kept; the store is empty afterwards. */
  readonly take: () => Uint8Array;
};

const firstBytes = 1_024;

/** An empty store that keeps at most `limit` bytes. Cost: amortised linear in what is added. */
export function newByteStore(limit: number): ByteStore {
  let kept = new Uint8Array(Math.min(firstBytes, limit));
  let used = 0;
  let seen = 0;
  return {
    add: (bytes, from, to) => {
      seen += to - from;
      const end = Math.min(to, from + limit - used);
      if (end <= from) return;
      if (used + end - from > kept.length) {
        const size = Math.min(limit, Math.max(kept.length * 2, used + end - from));
        const grown = new Uint8Array(size);
        grown.set(kept.subarray(0, used));
        kept = grown;
      }
      kept.set(bytes.subarray(from, end), used);
      used += end - from;
    },
    length: () => seen,
    isOver: () => seen > limit,
    take: () => {
      const taken = kept.slice(0, used);
      // One large message must not keep its room for as long as the connection lives.
      if (kept.length > firstBytes * 64) kept = new Uint8Array(Math.min(firstBytes, limit));
      used = 0;
      seen = 0;
      return taken;
    },
  };
}
