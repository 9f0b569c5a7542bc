/** Uploads: honest archives are read whole, hostile ones refused whole. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { decodeName, judgeName } from "./entry-name.ts";
import { defaultUploadLimits, openUpload } from "./index.ts";
import type { UploadLimits } from "./index.ts";
import { packedZeros, zipOf } from "./test/zip-writer.ts";
import type { ZipEntry } from "./test/zip-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-collect-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function saved(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Code and place of the refusal, or names and texts of the files, or of an exception its name. */
async function outcome(
  source: string | Uint8Array,
  name = "export.zip",
  limits: Partial<UploadLimits> = {},
): Promise<unknown> {
  const opened = await openUpload(source, name, { ...defaultUploadLimits, ...limits });
  if (!opened.ok) return `${opened.problem.code} ${opened.problem.at?.file}`;
  const files: Record<string, string> = {};
  for await (const file of opened.value.files)
    files[file.name] = Buffer.from(file.bytes).toString();
  expect(Object.keys(files).length).toBe(opened.value.count);
  const skipped = opened.value.problems.map(({ code, at }) => `${code} ${at?.file}`);
  return skipped.length === 0 ? files : [files, ...skipped];
}

function refusal(entries: readonly ZipEntry[], limits: Partial<UploadLimits> = {}) {
  return outcome(zipOf(entries), "export.zip", limits);
}

test("[CO1] a plain file is itself, from memory and from disk", async () => {
  const bytes = Buffer.from("åäö");
  expect(await outcome(bytes, "list.csv")).toEqual({ "list.csv": "åäö" });
  expect(await outcome(saved("list.csv", bytes), "list.csv")).toEqual({ "list.csv": "åäö" });
  expect(await outcome(new Uint8Array(), "empty.csv")).toEqual({ "empty.csv": "" });
  expect(await outcome(bytes, "list.csv", { fileBytes: 5 })).toBe("collect/too-large list.csv");
  expect(await outcome(bytes, "list.csv", { fileBytes: 6 })).toEqual({ "list.csv": "åäö" });
  await expect(openUpload(join(folder, "none"), "none")).rejects.toMatchObject({ code: "ENOENT" });
});

test("[CO2] an archive is its files, packed or not, without its folders", async () => {
  const zip = zipOf([
    { name: "a/", content: "" },
    { name: "a/users.json", content: "[]".repeat(5_000) },
    { name: "stored.txt", content: "as it is", method: 0 },
    { name: "empty.txt", content: "" },
  ]);
  const wanted = {
    "export.zip/a/users.json": "[]".repeat(5_000),
    "export.zip/stored.txt": "as it is",
    "export.zip/empty.txt": "",
  };
  expect(await outcome(zip)).toEqual(wanted);
  expect(await outcome(saved("export.zip", zip))).toEqual(wanted);
  expect(await outcome(zipOf([]))).toEqual({});
});

test("[CO3] an archive is known by name or first bytes; a document is one file", async () => {
  const zip = zipOf([{ name: "x", content: "y" }]);
  expect(await outcome(zip, "upload.bin")).toEqual({ "upload.bin/x": "y" });
  expect(Object.keys((await outcome(zip, "register.xlsx")) as object)).toEqual(["register.xlsx"]);
  expect(await outcome(Buffer.from("text"), "UPLOAD.ZIP")).toBe("collect/not-a-zip UPLOAD.ZIP");
  expect(await outcome(new Uint8Array(), "empty.zip")).toBe("collect/not-a-zip empty.zip");
});

test("[CO4] names are UTF-8, whatever the archive says of them", async () => {
  const zip = zipOf([
    { name: "A\u030Angström.json", content: "1", flags: 0 },
    { name: new Uint8Array([0xe5, 0x2e, 0x74]), content: "2" },
  ]);
  expect(await outcome(zip)).toEqual({
    "export.zip/Ångström.json": "1",
    "export.zip/\uFFFD.t": "2",
  });
});

test("[CO5] a name that leads outside refuses the archive", async () => {
  const names = ["../x", "a/../../x", "/etc/x", "a\\b", "..\\x", "C:x", "c:/x", "a/..", ".."];
  for (const name of names) {
    const opened = await openUpload(zipOf([{ name: "good" }, { name, content: "x" }]), "e.zip");
    expect(opened).toEqual({
      ok: false,
      problem: {
        code: "collect/path-outside",
        severity: "error",
        at: { file: "e.zip", place: "" },
        args: { name },
      },
    });
  }
  for (const name of ["", "a\u0000b", "a\nb", "a\u202Eb", "a\u200Fb", "x".repeat(1_025)])
    expect([name, await refusal([{ name }])]).toEqual([name, "collect/bad-name export.zip"]);
  expect(await refusal([{ name: "a..b/...c", content: "x" }])).toEqual({
    "export.zip/a..b/...c": "x",
  });
});

test("[CO6] two entries of one name refuse the archive", async () => {
  expect(await refusal([{ name: "a" }, { name: "b" }, { name: "a" }])).toBe(
    "collect/duplicate-name export.zip",
  );
  expect(await refusal([{ name: "Å" }, { name: "A\u030A" }])).toBe(
    "collect/duplicate-name export.zip",
  );
});

test("[CO7] encrypted entries refuse the archive, by the old and the strong way", async () => {
  expect(await refusal([{ name: "a", content: "x", flags: 1 }])).toBe(
    "collect/encrypted export.zip/a",
  );
  expect(await refusal([{ name: "a", content: "x", flags: 0x41 }])).toBe(
    "collect/encrypted export.zip",
  );
});

test("[CO8] links, devices and unknown methods refuse the archive", async () => {
  for (const mode of [0o120_777, 0o020_666, 0o010_666, 0o140_777])
    expect(await refusal([{ name: "a", content: "/etc/passwd", mode }])).toBe(
      "collect/special-file export.zip/a",
    );
  expect(await refusal([{ name: "a", content: "x", mode: 0o100_644 }])).toEqual({
    "export.zip/a": "x",
  });
  expect(await refusal([{ name: "a", content: "x", method: 14 }])).toBe(
    "collect/unsupported-method export.zip/a",
  );
});

test("[CO9] too many entries refuse the archive, whatever its end says", async () => {
  const entries = Array.from({ length: 11 }, (_, number) => ({ name: `f${number}` }));
  const zip = zipOf(entries);
  const limits = { entries: 10 };
  expect(await outcome(zip, "e.zip", limits)).toBe("collect/too-many-entries e.zip");
  expect(Object.keys((await outcome(zip, "e.zip", { entries: 11 })) as object).length).toBe(11);
});

test("[CO10] a file or an archive larger than the limits is refused, to the byte", async () => {
  const entries = [
    { name: "a", content: "12345" },
    { name: "b", content: "1234" },
  ];
  expect(await refusal(entries, { fileBytes: 4 })).toBe("collect/too-large export.zip/a");
  const small = { totalBytes: 8 };
  expect(await refusal(entries, small)).toBe("collect/too-large export.zip");
  const zip = zipOf(entries);
  const exact = { fileBytes: 5, totalBytes: zip.length };
  expect(await outcome(zip, "export.zip", exact)).toEqual({
    "export.zip/a": "12345",
    "export.zip/b": "1234",
  });
});

test("[CO11] an entry that says less than it holds stops at what it said", async () => {
  const packed = packedZeros(64 * 1_048_576);
  const lying = { name: "a", packed, claimedBytes: 100, claimedCrc: 0 };
  expect(await refusal([lying])).toBe("collect/zip-bomb export.zip/a");
});

test("[CO11] entries that share their bytes are refused", async () => {
  const content = "x".repeat(100_000);
  const first = { name: "a", content, method: 0 };
  const others = Array.from({ length: 50 }, (_, n) => ({ ...first, name: `b${n}`, sameAs: 0 }));
  expect(await refusal([first, ...others])).toBe("collect/zip-bomb export.zip");
});

test("[CO11] ten gigabytes of zeros are refused at once, within 200 MB of memory", async () => {
  const gigabyte = 1_073_741_824;
  const packed = packedZeros(gigabyte);
  const claims = { packed, claimedBytes: gigabyte, claimedCrc: 0 };
  const honest = Array.from({ length: 10 }, (_, n) => ({ name: `z${n}`, ...claims }));
  const modest = honest.map((entry) => ({ ...entry, claimedBytes: 4_000_000 }));
  // Under the ratio by what it says, over it by what it holds.
  const patient = { ratio: 5_000, fileBytes: 300 * 1_048_576, totalBytes: 11 * gigabyte };
  for (const [entries, limits, wanted] of [
    [honest, {}, "collect/zip-bomb"],
    [modest, {}, "collect/zip-bomb"],
    [honest, patient, "collect/too-large"],
  ] as const) {
    const path = saved("bomb.zip", zipOf(entries));
    const before = process.memoryUsage().rss;
    let peak = before;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 1);
    const started = process.cpuUsage();
    const found = await outcome(path, "bomb.zip", limits);
    const used = process.cpuUsage(started);
    clearInterval(timer);
    peak = Math.max(peak, process.memoryUsage().rss);
    expect(found).toBe(`${wanted} bomb.zip/z0`);
    expect(peak - before).toBeLessThan(200 * 1_048_576);
    expect((used.user + used.system) / 1_000).toBeLessThan(2_000);
  }
});

test("[CO12] counting through a large archive keeps memory bounded", async () => {
  const size = 8 * 1_048_576;
  const row = Buffer.from('{"name":"pc1.example.se","enabled":true,"n":');
  const content = Buffer.alloc(size, row);
  const entries = Array.from({ length: 40 }, (_, n) => ({ name: `f${n}`, content }));
  const limits = { ...defaultUploadLimits, ratio: 2_000 };
  const path = saved("large.zip", zipOf(entries));
  const before = process.memoryUsage().rss;
  const opened = await openUpload(path, "large.zip", limits);
  const after = process.memoryUsage().rss;
  expect(opened.ok ? opened.value.count : 0).toBe(40);
  if (opened.ok) await opened.value.close();
  expect(after - before).toBeLessThan(200 * 1_048_576);
});

test("[CO13] an archive cut off at any byte is refused, never half read", async () => {
  const zip = zipOf([
    { name: "a", content: "first" },
    { name: "b", content: "second", method: 0 },
  ]);
  for (let length = 0; length < zip.length; length += 1)
    expect(await outcome(zip.subarray(0, length))).toBe("collect/not-a-zip export.zip");
});

test("[CO13] content that is not what its checksum or size says refuses the archive", async () => {
  const claims = [{ claimedCrc: 1 }, { claimedBytes: 6 }, { packed: Buffer.from([0xff, 1, 2]) }];
  for (const claim of claims) {
    const damaged = { name: "b", content: "hello", ...claim };
    expect(await refusal([{ name: "a", content: "good" }, damaged])).toBe(
      "collect/damaged export.zip/b",
    );
  }
});

test("[CO14] an archive inside the archive is skipped with a warning", async () => {
  const inner = zipOf([{ name: "x", content: "y" }]);
  expect(
    await refusal([
      { name: "inner.zip", content: inner },
      { name: "hidden.txt", content: inner },
      { name: "sheet.xlsx", content: "not looked at" },
    ]),
  ).toEqual([
    { "export.zip/sheet.xlsx": "not looked at" },
    "collect/nested-archive export.zip/inner.zip",
    "collect/nested-archive export.zip/hidden.txt",
  ]);
});

test("[CO15] any bytes are read or refused, never thrown at", async () => {
  const zip = zipOf([
    { name: "a", content: "first" },
    { name: "b/c", content: "second", method: 0 },
  ]);
  const flips = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const changed = zip.slice();
      for (const [at, value] of changes) changed[at] = value;
      const found = await outcome(changed);
      expect(typeof found === "object" ? "collect/" : found).toMatch(/^collect\//);
    }),
    { numRuns: 500 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect(await outcome(bytes)).toBe("collect/not-a-zip export.zip");
    }),
  );
});

test("[CO15] any name is decoded and judged", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (raw) => {
      expect([null, "path-outside", "bad-name"]).toContain(judgeName(decodeName(raw)));
    }),
  );
});
