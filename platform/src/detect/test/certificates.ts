/** Certificates for tests: an authority, a server's and a client's, made anew each time. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Paths of the files. */
export type TestCertificates = {
  readonly authority: string;
  readonly server: { readonly certificate: string; readonly key: string };
  readonly client: { readonly certificate: string; readonly key: string };
};

/** Makes them in a folder by OpenSSL; the client is called `srv-1.example.test`. */
export function makeCertificates(folder: string): TestCertificates {
  const at = (name: string): string => join(folder, name);
  const run = (...words: readonly string[]): void => {
    execFileSync("openssl", words, { stdio: "pipe" });
  };
  const newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes".split(" ");
  const [authorityKey, authority] = [at("ca.key"), at("ca.pem")];
  const named = ["-days", "2", "-subj", "/CN=Test authority"];
  run("req", "-x509", ...newKey, "-keyout", authorityKey, "-out", authority, ...named);
  const issue = (name: string, subject: string): { certificate: string; key: string } => {
    const [key, request, certificate] = [at(`${name}.key`), at(`${name}.csr`), at(`${name}.pem`)];
    const names = at(`${name}.ext`);
    writeFileSync(names, "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
    run("req", ...newKey, "-keyout", key, "-out", request, "-subj", `/CN=${subject}`);
    const by = ["-CA", authority, "-CAkey", authorityKey, "-CAcreateserial"];
    const until = ["-days", "2", "-extfile", names];
    run("x509", "-req", "-in", request, ...by, "-out", certificate, ...until);
    return { certificate, key };
  };
  return {
    authority,
    server: issue("server", "localhost"),
    client: issue("client", "srv-1.example.test"),
  };
}
