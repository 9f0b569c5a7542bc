/** Languages and archives that mean harm, from disk. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findLanguage } from "./mal-files.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vallgrav-mal-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A zip archive of one member, which may say that it is smaller than it is. */
function archive(name: string, content: Buffer, saysBytes = content.length): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const file = Buffer.from(name);
  const both = Buffer.alloc(26);
  both.writeUInt16LE(20, 0);
  both.writeUInt16LE(8, 4);
  both.writeUInt32LE(crc32(content), 10);
  both.writeUInt32LE(packed.length, 14);
  both.writeUInt32LE(saysBytes, 18);
  both.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), both, file, packed]);
  const central = Buffer.concat([
    Buffer.from("PK\u0001\u0002"),
    Buffer.from([20, 0]),
    both,
    Buffer.alloc(14),
    file,
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from("PK\u0005\u0006"), end]);
}

async function problemsOf(name: string, bytes: Buffer | string): Promise<readonly unknown[]> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const found = await findLanguage(path, null);
  return found.problems.map(({ code, at }) => [code, at?.file, at?.place]);
}

test("[CL65] a .mar that holds far more than it weighs, or than it says, is refused", async () => {
  const member = (size: number, says = size): Promise<readonly unknown[]> =>
    problemsOf("bomb.mar", archive("langspec.json", Buffer.alloc(size), says));
  const at = ["bomb.mar/langspec.json", ""];
  expect(await member(300_000_000)).toEqual([["collect/too-large", ...at]]);
  expect(await member(200_000_000)).toEqual([["collect/zip-bomb", ...at]]);
  expect(await member(200_000_000, 1_000)).toEqual([["collect/zip-bomb", ...at]]);
  const small = await problemsOf("small.mar", archive("langspec.json", Buffer.from("{}")));
  expect(small[0]).toEqual(["mal/document-missing", "small.mar/langspec.json", "1:1"]);
});

test("[CL65] included files are read below the main folder, wherever links lead", async () => {
  const inside = join(folder, "language");
  mkdirSync(inside);
  writeFileSync(join(folder, "secret.mal"), "category Secret {}");
  symlinkSync(join(folder, "secret.mal"), join(inside, "link.mal"));
  const head = '#id: "se.example.t" #version: "1.0.0"\n';
  const including = (path: string): Promise<readonly unknown[]> =>
    problemsOf("language/main.mal", `${head}include "${path}"\n`);
  expect(await including("../secret.mal")).toEqual([["mal/include-outside", "main.mal", "2:9"]]);
  expect(await including(join(folder, "secret.mal"))).toEqual([
    ["mal/include-outside", "main.mal", "2:9"],
  ]);
  expect(await including("link.mal")).toEqual([["mal/file-missing", "main.mal", "2:9"]]);
});
