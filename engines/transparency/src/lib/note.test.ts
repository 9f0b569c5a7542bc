/** Notes, keys and checkpoints. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { hash, signerOf, verifyEd25519 } from "../../test/ports.ts";
import {
  checkpointText,
  openCheckpoint,
  openNote,
  parseVerifierKey,
  signNote,
  type VerifierKey,
  verifierKey,
  verifierKeyText,
} from "../index.ts";

const signer = signerOf("log.example.se/audit", 7);
const stranger = signerOf("log.example.se/audit", 8);
const trust = (key: VerifierKey) => [{ key, verify: verifyEd25519 }];
const trusted = trust(signer.key);

const checkpoint = {
  origin: "log.example.se/audit",
  size: 12,
  root: new Uint8Array(32).fill(3),
  extensions: ["made 2026-11-24"],
};

function codeOf(opened: ReturnType<typeof openNote | typeof openCheckpoint>): string {
  return opened.ok ? "opened" : opened.problem.code;
}

test("[T6] the published note opens with its published key", () => {
  const key = parseVerifierKey(
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    hash,
  );
  if (!key.ok) throw new Error(key.problem.code);
  const text =
    "If you think cryptography is the answer to your problem,\n" +
    "then you don't know what your problem is.\n";
  const signature =
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
  const note = `${text}\n\u2014 PeterNeumann ${signature}\n`;
  expect(openNote(note, trust(key.value))).toEqual({ ok: true, value: text });
});

test("[T6, T8] a signed checkpoint comes back as it was", () => {
  const line = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/\p{Cc}/u.test(text));
  const some = fc.record({
    origin: line,
    size: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    extensions: fc.array(line, { maxLength: 5 }),
  });
  fc.assert(
    fc.property(some, (one) => {
      const text = checkpointText(one);
      const opened = openCheckpoint(signNote(text, signer), trusted, one.origin);
      expect(opened).toEqual({ ok: true, value: one });
    }),
  );
});

test("[T7] a changed text, key or signature does not open; other keys are passed over", () => {
  const text = checkpointText(checkpoint);
  const note = signNote(text, signer);
  expect(codeOf(openNote(note.replace("\n12\n", "\n11\n"), trusted))).toBe(
    "transparency/bad-signature",
  );
  expect(codeOf(openNote(signNote(text, stranger), trusted))).toBe("transparency/unknown-key");
  expect(codeOf(openNote(note, []))).toBe("transparency/unknown-key");
  const both = note + (signNote(text, stranger).split("\n\n")[1] ?? "");
  expect(openNote(both, trusted)).toEqual({ ok: true, value: text });
});

test("[T7] no bit of a note can be changed", () => {
  const note = signNote(checkpointText(checkpoint), signer);
  for (let at = 0; at < note.length; at += 1) {
    const other = String.fromCharCode(note.charCodeAt(at) ^ 1);
    const bent = note.slice(0, at) + other + note.slice(at + 1);
    expect([at, openNote(bent, trusted).ok]).toEqual([at, false]);
  }
});

test("[T8] what is no note or checkpoint is refused with the line", () => {
  const at = (text: string) => {
    const opened = openCheckpoint(text, trusted, checkpoint.origin);
    return opened.ok ? null : [opened.problem.code, opened.problem.args];
  };
  expect(at("")).toEqual(["transparency/not-a-note", { line: 1 }]);
  expect(at("a\nb\n")).toEqual(["transparency/not-a-note", { line: 3 }]);
  expect(at("a\n\nno signature\n")).toEqual(["transparency/not-a-note", { line: 3 }]);
  expect(at("a\u0007\n\n\u2014 x AAAA\n")).toEqual(["transparency/not-a-note", { line: 1 }]);
  const signed = (text: string) => at(signNote(text, signer));
  const root = checkpoint.root.toBase64();
  const line = (line: number) => ["transparency/not-a-checkpoint", { line }];
  expect(signed(`\nx\n`)).toEqual(line(1));
  expect(signed(`log\n012\n${root}\n`)).toEqual(line(2));
  expect(signed(`log\n99999999999999999\n${root}\n`)).toEqual(line(2));
  expect(signed(`log\n1\nAAAA\n`)).toEqual(line(3));
  expect(signed(`log\n1\n${root}\n\nx\n`)).toEqual(line(4));
});

test("[T8] any text is read or refused", () => {
  const note = signNote(checkpointText(checkpoint), signer);
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.tuple(fc.nat(note.length), fc.nat(note.length), fc.string()).map(([from, to, put]) => {
      return note.slice(0, from) + put + note.slice(to);
    }),
  );
  fc.assert(
    fc.property(text, (one) => {
      const opened = openCheckpoint(one, trusted, checkpoint.origin);
      expect(opened.ok).toBe(one === note);
    }),
  );
});

test("[T9] a key is written and read; another hash, kind or length is refused", () => {
  const written = verifierKeyText(signer.key);
  expect(parseVerifierKey(written, hash)).toEqual({ ok: true, value: signer.key });
  const [name, , coded] = written.split("+");
  const bad = { ok: false, problem: expect.objectContaining({ code: "transparency/bad-key" }) };
  for (const text of [`${name}+00000000+${coded}`, `${name}+x+${coded}`, "", "a+b+c"])
    expect(parseVerifierKey(text, hash)).toEqual(bad);
  expect(verifierKey("with space", signer.key.key, hash)).toEqual(bad);
  expect(verifierKey("plus+plus", signer.key.key, hash)).toEqual(bad);
  expect(verifierKey("short", new Uint8Array(31), hash)).toEqual(bad);
});

test("[T10] a checkpoint of another log is told", () => {
  const note = signNote(checkpointText({ ...checkpoint, origin: "other" }), signer);
  expect(codeOf(openCheckpoint(note, trusted, checkpoint.origin))).toBe("transparency/other-log");
});

test("[T11] what is too large is refused with its limit", () => {
  const note = signNote(checkpointText(checkpoint), signer);
  const limits = { characters: 65_536, lines: 64, signatures: 16 };
  for (const what of ["characters", "lines", "signatures"] as const)
    expect(openNote(note, trusted, { ...limits, [what]: 0 })).toEqual({
      ok: false,
      problem: {
        code: "transparency/too-large",
        severity: "error",
        at: null,
        args: { what, limit: 0 },
      },
    });
});
