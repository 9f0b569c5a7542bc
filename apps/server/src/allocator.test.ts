/** What every way of starting says to the allocator of the system. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Every file that starts a server on Linux, and what of it says so. */
const ways = {
  vallgrav: /^MALLOC_MMAP_THRESHOLD_=\$\{MALLOC_MMAP_THRESHOLD_-131072\}\nexport MALLOC_MMAP/m,
  "package.json": /"start": "MALLOC_MMAP_THRESHOLD_=131072 exec node /,
  "tools/src/bundle.ts":
    /^MALLOC_MMAP_THRESHOLD_=\\\$\{MALLOC_MMAP_THRESHOLD_-131072\}\nexport MALLOC_MMAP/m,
  "docs/operations/vallgrav.service": /^Environment=MALLOC_MMAP_THRESHOLD_=131072$/m,
  "docs/operations/Containerfile": /^ENV MALLOC_MMAP_THRESHOLD_=131072$/m,
  "apps/server/bench/people.ts": /MALLOC_MMAP_THRESHOLD_: "131072"/,
};

test("[SV1092] glibc gives what ended threads took back to the system, however we start", () => {
  const silent = Object.entries(ways).filter(
    ([file, says]) =>
      !says.test(readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8")),
  );
  expect(silent.map(([file]) => file)).toEqual([]);
  expect(Object.keys(ways)).toHaveLength(6);
});
