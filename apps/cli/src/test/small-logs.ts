/** Small logs for tests: an EVTX file of two processes, and archives. */
import { crc32, gunzipSync } from "node:zlib";

/** Packed: one chunk is 64 KiB, nearly all zeros. Written by the tests of the engine eventlogs. */
const packed =
  "H4sIAAAAAAACA+3YvYscZRzA8e8zO3s5k+yZIyJipYlYBO/2jAbk0EI2JwSNGl8Q4Zrlds7duG/sbnIRm4CNhZDG" +
  "QmwtbEQC4j9gaW9nIVj6D9hF5tmZ2b0zLwgRQb6fZplnnmee38szU+xOf/+1Xj/jXm4CgRqcCjxsv9Q/+xFJkiRJ" +
  "kvSv2+nvt7rDjx8472bxe+UYfHH29K2Hsfd3X//wsx34b507B9+k+X88c4999e3sy09/DY+GwMlwBng2md85c2Tl" +
  "Hwnks169cye/vJyUN+rscJ2MIbNiZOXq0s0bDOgzZJpfhQt0mTFjzDZNmkzZo0vGgDZTNhnQY48JI6aM2GfGJnuM" +
  "GNDkgB5Dmpxniy1epMkWL9Ekq7afHrpKwjzUP6toVniXT5gyiztCUiTzZK2cscrbcffr9OiQMSlXvlJNSXmTNgOy" +
  "mNATXP5byBt8EEPtMOKAKRvFtgNGDKkVm96qnnhsqYKXuFhuebuacJwrXKNNnx779GJceT3XaoSkASEtnvl7teQE" +
  "79GLUbaYkNGOSXfKZ59MF89erkm5CBqBUCsquF3NbiyF+g5Z7M2EThF20kgIabFolC7ya9GlzZAhGf18Yj08848L" +
  "1+QtxjH3PJleHMtrUm74W7roYiuemTHXYl6T+ZbrjNljg+fZJONG7OKYPhmbcVpehDRtpISUer6EFVZZZ5Xj8bGv" +
  "h6cJ1StTvkLzV2cdaNfnI+tHXp2fillFnJ/XyxuPLFXzYsyqvXQqb9cXR25xtzqN9VDnUnxxPiIjWVs6BuXKYt6J" +
  "ohyD2IMOb8QiZyR5j++xJuV9prF0yVre1DT/U5iXCTxefDxabLN7pGG7hw7TC5xnlwO6jGKte0Xds0NjT9GMbczP" +
  "Rf5pyj9R38fq3+8Tdbf+fMhyf5K79ifP4jkCa/fNYsgo5jCmTaeK+vDoPEpJkiRJkiRJkiRJkiRJkiRJkiRJkiRJ" +
  "kiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJkiRJ" +
  "kiRJkv4H/gIkXy3nABABAA==";

/** Records 1 (whoami.exe) and 2 (notepad.exe), as Sysmon writes them, 2026-01-02. */
export function smallEvtx(): Buffer {
  return gunzipSync(Buffer.from(packed, "base64"));
}

/** A zip archive that holds its members as they are. */
export function storedZip(members: Readonly<Record<string, Uint8Array>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of Object.entries(members)) {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04_03_4b_50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02_01_4b_50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    parts.push(head, Buffer.from(name), Buffer.from(bytes));
    directory.push(entry, Buffer.from(name));
    at += head.length + name.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
