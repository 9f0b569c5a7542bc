/** Finds a browser on this machine and starts it; tests of pages need one. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** The one without windows first: the same pages drawn by the same engine, a quarter sooner. */
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

/** Path of a Chromium-like browser: CHROME_PATH, or a common name on PATH; null for none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const asked = environment["CHROME_PATH"];
  const folders = (environment["PATH"] ?? "").split(delimiter);
  const candidates = [
    ...(asked === undefined || asked === "" ? [] : [asked]),
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
  ];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts the browser without any traffic of its own. */
export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
