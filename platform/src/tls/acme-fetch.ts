/** Asks an authority of certificates over HTTPS: no redirect, and no more than an answer may be. */
import { request } from "node:https";
import { rootCertificates } from "node:tls";
import type { AcmePorts } from "./acme.ts";
import { tlsLeast } from "./suites.ts";

/** Bytes and milliseconds of one answer at most. */
const limits = { bytes: 262_144, ms: 20_000 } as const;

/** @param authorities PEM of whom to trust besides the system's; null: nobody */
export function acmeFetch(authorities: string | null): AcmePorts["ask"] {
  const ca = authorities === null ? {} : { ca: [authorities, ...rootCertificates] };
  return (url, method, body) =>
    new Promise((resolve, reject) => {
      const headers = {
        "user-agent": "Vallgrav",
        ...(body === undefined
          ? {}
          : { "content-type": "application/jose+json", "content-length": Buffer.byteLength(body) }),
      };
      const signal = AbortSignal.timeout(limits.ms);
      const asked = request(
        url,
        { ...tlsLeast, ...ca, method, headers, agent: false, signal },
        (answer) => {
          const pieces: Buffer[] = [];
          let size = 0;
          answer.on("data", (piece: Buffer) => {
            size += piece.length;
            if (size > limits.bytes) answer.destroy(new Error("the answer is too large"));
            else pieces.push(piece);
          });
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: Object.fromEntries(
                Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
              ),
              body: Buffer.concat(pieces).toString(),
            }),
          );
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });
}
