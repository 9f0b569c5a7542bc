/** What an authority of certificates finds at the server, and what it is started with. */
import { get } from "node:http";
import { newProofs } from "@vallgrav/platform/tls";
import { afterEach, expect, test } from "vitest";
import { checkListening, type ListenOptions } from "./listening.ts";
import { StartFailed } from "./start-failed.ts";
import { redirectServer } from "./redirect.ts";

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const names = ["vallgrav.example.test"];
const choice = {
  directory: "https://ca.example.test/directory",
  contact: null,
  binding: null,
  authorities: null,
  hasAgreed: true,
};

function asked(port: number, path: string, host: string): Promise<readonly [number, string]> {
  return new Promise((resolve, reject) => {
    get({ port, path, host: "127.0.0.1", headers: { host }, agent: false }, (answer) => {
      let text = "";
      answer.on("data", (piece: Buffer) => (text += String(piece)));
      answer.on("end", () => resolve([answer.statusCode ?? 0, text]));
    }).on("error", reject);
  });
}

test("[SV705] the proof lies at its path, under our name, while the authority looks", async () => {
  const proofs = newProofs();
  const server = redirectServer(new Set(names), 443, proofs).listen(0, "127.0.0.1");
  closing.push(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const [host = ""] = names;
  const path = "/.well-known/acme-challenge/abcdefghijklmnop";
  const end = proofs.lay("abcdefghijklmnop", "abcdefghijklmnop.print");
  expect(await asked(port, path, host)).toEqual([200, "abcdefghijklmnop.print"]);
  expect(await asked(port, path, "other.example.test")).toEqual([421, ""]);
  expect((await asked(port, `${path}x`, host))[0]).toBe(308);
  end();
  expect((await asked(port, path, host))[0]).toBe(308);
});

test("[SV706] without a port for the proof, agreed terms, TLS and names nothing is started", () => {
  const listen: ListenOptions = {
    host: "127.0.0.1",
    port: 0,
    mayMove: false,
    isBehindProxy: false,
    tls: { acme: choice },
    redirectPort: 8_080,
  };
  expect(checkListening(listen, names)).toBeUndefined();
  const cases: readonly (readonly [Partial<ListenOptions>, readonly string[]])[] = [
    [{ redirectPort: undefined }, names],
    [{ tls: { acme: { ...choice, hasAgreed: false } } }, names],
    [{ tls: { acme: { ...choice, directory: "http://ca.example.test/" } } }, names],
    [{}, []],
    [{}, ["192.0.2.7"]],
  ];
  for (const [change, some] of cases) {
    const failure = ((): unknown => {
      try {
        return checkListening({ ...listen, ...change }, some);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(StartFailed);
    expect(failure).toMatchObject({ code: "server/bad-acme" });
  }
});
