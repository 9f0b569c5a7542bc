/** TLS to PostgreSQL: what an address asks for, and what is refused at the socket. */
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext, TLSSocket } from "node:tls";
import { afterEach, expect, test } from "vitest";
import { type Certified, selfSigned } from "../tls/index.ts";
import { openStore } from "./open-store.ts";
import { postgresAddress } from "./postgres-tls.ts";
import { onPostgres } from "./test/contract.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const fromMs = Date.now() - 60_000;
const made = selfSigned({ names: ["localhost", "127.0.0.1"], fromMs, days: 2 });

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-ca-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "ca.pem"), text);
  return join(folder, "ca.pem");
}

type Front = { readonly port: number; readonly heard: { secure: number; plain: number } };

/**
 * Stands before a PostgreSQL: takes a connection into TLS as the server would, and passes it on.
 * @param target socket of the real one; null where nobody should come that far
 */
async function front(certified: Certified | null, target: string | null): Promise<Front> {
  const heard = { secure: 0, plain: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", (asked: Buffer) => {
      const isRequest = asked.length === 8 && asked.readUInt32BE(4) === 80_877_103;
      if (!isRequest || certified === null) {
        heard.plain += isRequest ? 0 : 1;
        socket.end("N");
        return;
      }
      socket.write("S");
      const { certificate: cert, key } = certified;
      const secureContext = createSecureContext({ cert, key });
      const inside = new TLSSocket(socket, { isServer: true, secureContext });
      inside.on("error", () => undefined);
      inside.once("secure", () => {
        heard.secure += 1;
        if (target === null) {
          inside.end();
          return;
        }
        const behind = connect(target);
        behind.on("error", () => inside.destroy());
        inside.pipe(behind).pipe(inside);
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, heard };
}

/** Codes of everything beneath a failure. */
async function whyNot(address: string): Promise<readonly string[]> {
  try {
    await (await openStore(address)).close();
    return [];
  } catch (error) {
    const codes: string[] = [];
    for (let at: unknown = error; at instanceof Error; at = at.cause)
      codes.push(String(Reflect.get(at, "code") ?? at.message));
    return codes;
  }
}

test("[ST280] elsewhere means TLS, whatever weaker word the address has", () => {
  const secure = (address: string): boolean => postgresAddress(address).ssl !== false;
  for (const address of [
    "postgres://a:b@db.example.se/vallgrav",
    "postgresql://db.example.se:5433/vallgrav?application_name=x",
    "postgres://192.0.2.7/vallgrav",
    "postgres:///vallgrav?host=db.example.se",
    ...["require", "prefer", "allow", "no-verify", "verify-ca", "verify-full"].map(
      (mode) => `postgres://db.example.se/v?sslmode=${mode}&uselibpqcompat=true`,
    ),
    "postgres://localhost/v?sslmode=verify-full",
  ]) {
    const { ssl } = postgresAddress(address);
    expect([address, ssl !== false && ssl.rejectUnauthorized]).toEqual([address, true]);
    expect(ssl !== false && ssl.minVersion).toBe("TLSv1.2");
  }
  for (const address of [
    "postgres://localhost/v",
    "postgres://[::1]:5432/v",
    "postgres://postgres@localhost/v?host=/run/postgresql",
    "postgres://db.example.se/v?sslmode=disable",
  ])
    expect([address, secure(address)]).toEqual([address, false]);
  const { address } = postgresAddress("postgres://db.example.se/v?sslmode=require&a=b&ssl=0");
  expect(address).toBe("postgres://db.example.se/v?a=b");
});

test("[ST281] a certificate that does not hold, or is another machine's, is refused", async () => {
  const good = fileOf(made.certificate);
  const another = selfSigned({ names: ["db.example.se"], fromMs, days: 2 });
  const old = selfSigned({ names: ["localhost"], fromMs: fromMs - 9 * 86_400_000, days: 2 });
  const cases: readonly [Certified, string, string][] = [
    [made, fileOf(another.certificate), "DEPTH_ZERO_SELF_SIGNED_CERT"],
    [another, fileOf(another.certificate), "ERR_TLS_CERT_ALTNAME_INVALID"],
    [old, fileOf(old.certificate), "CERT_HAS_EXPIRED"],
  ];
  for (const [certified, ca, code] of cases)
    for (const host of ["localhost", "127.0.0.1"]) {
      const { port } = await front(certified, null);
      const why = await whyNot(
        `postgres://x:y@${host}:${port}/v?sslmode=require&sslrootcert=${ca}`,
      );
      expect([host, code, why]).toEqual([host, code, ["storage/unavailable", code]]);
    }
  const plain = await front(null, null);
  const why = await whyNot(`postgres://x:y@localhost:${plain.port}/v?sslrootcert=${good}`);
  expect(why).toEqual(["storage/unavailable", "The server does not support SSL connections"]);
  // Nothing, not even a name, was sent outside TLS.
  expect(plain.heard).toEqual({ secure: 0, plain: 0 });
  expect(await whyNot("postgres://localhost/v?sslrootcert=/no/such/file")).toEqual([
    "storage/needs-ca",
    "ENOENT",
  ]);
});

onPostgres((stores) => {
  test("[ST281] a database whose certificate holds is worked with inside TLS", async () => {
    const address = new URL(await stores.newAddress());
    const folder = address.searchParams.get("host") ?? "";
    const { port, heard } = await front(made, join(folder, ".s.PGSQL.5432"));
    const ca = fileOf(made.certificate);
    for (const host of ["localhost", "127.0.0.1"]) {
      const place = `postgres://postgres@${host}:${port}${address.pathname}`;
      const store = await openStore(`${place}?sslmode=verify-full&sslrootcert=${ca}`);
      closing.unshift(() => store.close());
      const before = await store.settings.load(`of ${host}`);
      expect(before?.version ?? (await store.settings.save(`of ${host}`, "x", 0))).toBe(1);
    }
    expect([heard.secure > 1, heard.plain]).toEqual([true, 0]);
  });
});
