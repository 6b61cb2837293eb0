import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium, or the one that `CHROMIUM` names; `undefined` where there is none. */
export const chromiumPath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    // Chromium refuses to start its sandbox as root, which is who a build container runs as.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
