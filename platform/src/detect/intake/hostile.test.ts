/** What comes over the ways in is hostile, broken or too much: counted, bounded, and they stay up. */
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { connect as connectSecure } from "node:tls";
import { expect, test } from "vitest";
import { makeCertificates } from "../test/certificates.ts";
import { temporary } from "../test/lines.ts";
import { anyPort, failed, heard, openFrame, opened, relpFrames } from "../test/ways-in.ts";
import type { Watch } from "../watch.ts";

test("[DT44] what comes while the disk is written to shares the next write", async () => {
  const { server, client, authority } = makeCertificates(temporary());
  const takes: number[] = [];
  let letGo: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow = (watch: Watch): Watch => ({
    ...watch,
    take: async (lines) => {
      takes.push(lines.length);
      await all;
      return watch.take(lines);
    },
  });
  const certificates = { ...server, authority };
  const at = await opened({ relp: anyPort, certificates }, {}, slow);
  const socket = connectSecure({
    port: at.port,
    host: "127.0.0.1",
    ca: readFileSync(authority),
    cert: readFileSync(client.certificate),
    key: readFileSync(client.key),
  });
  const write = (text: string): Promise<void> =>
    new Promise((resolve) => socket.write(text, () => resolve()));
  await write(openFrame);
  await heard(socket, "commands=syslog");
  // One record of TLS each, as rsyslog writes them.
  for (let number = 0; number < 100; number += 1)
    await write(relpFrames(2 + number, [failed(number)]));
  await pause(200);
  letGo();
  await heard(socket, "101 rsp 6 200 OK");
  socket.destroy();
  await at.close();
  expect(takes.length).toBeLessThan(10);
  expect(takes.reduce((sum, one) => sum + one, 0)).toBe(100);
});
