/** Servers with good and terrible TLS, of four makes, each on a loopback port of its own. */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";

/** A server to scan. */
export type TestServer = {
  readonly name: string;
  readonly port: number;
  readonly startTls: "smtp" | null;
  readonly program: string;
  readonly args: readonly string[];
};

/** Where the programs of Debian's packages lie. */
export const programs = {
  openssl: "/usr/bin/openssl",
  gnutls: "/usr/bin/gnutls-serv",
  nginx: "/usr/sbin/nginx",
  postfix: "/usr/sbin/postfix",
  sslscan: "/usr/bin/sslscan",
} as const;

/** Makes a key and a certificate of itself for www.example.se. @throws {Error} where that fails */
function makeCertificate(folder: string, name: string, key: readonly string[]): void {
  const files = ["-keyout", join(folder, `${name}.key`), "-out", join(folder, `${name}.crt`)];
  const subject = ["-subj", "/CN=www.example.se", "-addext", "subjectAltName=DNS:www.example.se"];
  const ended = spawnSync(
    programs.openssl,
    ["req", "-x509", "-nodes", "-days", "30", "-newkey", ...key, ...files, ...subject],
    { encoding: "utf8" },
  );
  if (ended.status !== 0) throw new Error(ended.stderr);
}

function nginxSettings(folder: string): string {
  const host = (port: number, protocols: string, ciphers: string, prefer: string): string =>
    `server { listen 127.0.0.1:${port} ssl; ssl_certificate ${folder}/rsa.crt; ` +
    `ssl_certificate_key ${folder}/rsa.key; ssl_protocols ${protocols}; ` +
    `ssl_ciphers ${ciphers}; ssl_prefer_server_ciphers ${prefer}; }`;
  return [
    `pid ${folder}/nginx.pid; daemon off; master_process off; error_log stderr crit;`,
    "events {}",
    `http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;`,
    `fastcgi_temp_path ${folder}/fcgi; uwsgi_temp_path ${folder}/uwsgi;`,
    `scgi_temp_path ${folder}/scgi;`,
    host(24_441, "TLSv1.2 TLSv1.3", "ECDHE+AESGCM:ECDHE+CHACHA20", "on"),
    host(24_442, "TLSv1 TLSv1.1 TLSv1.2", "ALL:@SECLEVEL=0", "off"),
    "}",
  ].join("\n");
}

/** A mail server of its own folder that takes no mail: it is greeted and asked for TLS. */
function writePostfix(folder: string): void {
  for (const part of ["conf", "queue", "data"])
    mkdirSync(join(folder, "postfix", part), { recursive: true });
  const home = join(folder, "postfix");
  spawnSync("chown", ["postfix", join(home, "data")]);
  const main = {
    compatibility_level: "3.6",
    queue_directory: join(home, "queue"),
    data_directory: join(home, "data"),
    command_directory: "/usr/sbin",
    daemon_directory: "/usr/lib/postfix/sbin",
    inet_interfaces: "127.0.0.1",
    inet_protocols: "ipv4",
    myhostname: "mx.example.se",
    mydestination: "",
    local_recipient_maps: "",
    smtpd_tls_cert_file: join(folder, "rsa.crt"),
    smtpd_tls_key_file: join(folder, "rsa.key"),
    smtpd_tls_security_level: "may",
  };
  const lines = Object.entries(main).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(join(home, "conf", "main.cf"), `${lines.join("\n")}\n`);
  const services = [
    "127.0.0.1:24451 inet n - n - - smtpd",
    "rewrite unix - - n - - trivial-rewrite",
    "proxymap unix - - n - - proxymap",
    "anvil unix - - n - 1 anvil",
    "tlsmgr unix - - n 1000? 1 tlsmgr",
  ];
  writeFileSync(join(home, "conf", "master.cf"), `${services.join("\n")}\n`);
}

function openssl(folder: string, name: string, port: number, args: readonly string[]): TestServer {
  const key = name.includes("EC key") ? "ec" : "rsa";
  const files = ["-cert", join(folder, `${key}.crt`), "-key", join(folder, `${key}.key`)];
  const all = ["s_server", "-accept", `127.0.0.1:${port}`, ...files, "-quiet", "-www", ...args];
  return { name, port, startTls: null, program: programs.openssl, args: all };
}

function gnutls(folder: string, name: string, port: number, priority: string): TestServer {
  const key = ["--x509certfile", join(folder, "rsa.crt"), "--x509keyfile", join(folder, "rsa.key")];
  const args = ["--port", String(port), "--http", "--quiet", ...key, "--priority", priority];
  return { name, port, startTls: null, program: programs.gnutls, args };
}

/** Writes what the servers need into `folder` and lists them. */
export function testServers(folder: string): readonly TestServer[] {
  // The mail server's own user must be able to enter.
  chmodSync(folder, 0o755);
  makeCertificate(folder, "rsa", ["rsa:2048"]);
  makeCertificate(folder, "ec", ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]);
  writeFileSync(join(folder, "nginx.conf"), nginxSettings(folder));
  writePostfix(folder);
  const everything = ["-cipher", "ALL:NULL:@SECLEVEL=0"];
  const nginx = (name: string, port: number): TestServer => ({
    name,
    port,
    startTls: null,
    program: programs.nginx,
    args: ["-c", join(folder, "nginx.conf"), "-p", folder],
  });
  return [
    openssl(folder, "openssl: everything", 24_431, everything),
    openssl(folder, "openssl: everything, EC key", 24_432, everything),
    openssl(folder, "openssl: TLS 1.2 alone, its own order", 24_433, [
      "-tls1_2",
      "-serverpref",
      "-cipher",
      "ECDHE+AESGCM:DHE+AESGCM:AES256-SHA",
    ]),
    openssl(folder, "openssl: TLS 1.3 alone, with CCM", 24_434, [
      "-tls1_3",
      "-ciphersuites",
      "TLS_AES_128_CCM_8_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_256_GCM_SHA384",
    ]),
    gnutls(folder, "gnutls: as it comes", 24_435, "NORMAL"),
    gnutls(
      ...([folder, "gnutls: RC4, 3DES and MD5"] as const),
      ...([24_436, "NORMAL:+VERS-ALL:+ARCFOUR-128:+3DES-CBC:+MD5:+SHA1:%COMPAT"] as const),
    ),
    gnutls(folder, "gnutls: nobody proves anything", 24_437, "NORMAL:+ANON-ECDH:+ANON-DH"),
    gnutls(folder, "gnutls: secure 256", 24_438, "SECURE256"),
    nginx("nginx: good", 24_441),
    nginx("nginx: old and in the client's order", 24_442),
    {
      name: "postfix: STARTTLS",
      port: 24_451,
      startTls: "smtp",
      program: programs.postfix,
      args: ["-c", join(folder, "postfix", "conf"), "start-fg"],
    },
  ];
}

/**
 * Waits until something listens on a port. @throws {Error} when nothing listens within ten seconds
 */
export async function waitForPort(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      }).once("error", () => {
        resolve(false);
      });
    });
    if (isOpen) return;
    // oxlint-disable-next-line no-await-in-loop
    await later(100);
  }
  throw new Error(`nothing listens on port ${port}`);
}

/** Starts the servers; those that share a program and its arguments are one process. */
export function startServers(servers: readonly TestServer[]): readonly ChildProcess[] {
  const started = new Map<string, ChildProcess>();
  for (const { program, args } of servers) {
    const key = [program, ...args].join(" ");
    if (!started.has(key)) started.set(key, spawn(program, args, { stdio: "ignore" }));
  }
  return [...started.values()];
}
