/** One rival in a process of its own: `node rival.ts <name> <folder of the packages> <folder of its data>`. */
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startBareServer } from "./bare-http.ts";

const [name, packages = "", data] = process.argv.slice(2);
const { resolve } = createRequire(path.join(packages, "package.json"));

const startFauxqs = async (options: object): Promise<number> => {
  const app = path.join(packages, "node_modules/fauxqs/dist/app.js");
  const { startFauxqs: start } = await import(pathToFileURL(app).href);
  const { port } = await start({ port: 0, logger: false, ...options });
  return port;
};

/** @returns the port */
const rivals: Readonly<Record<string, () => Promise<number>>> = {
  s3rver: async () => {
    const { default: S3rver } = await import(pathToFileURL(resolve("s3rver")).href);
    const { port } = await new S3rver({ port: 0, silent: true, directory: data }).run();
    return port;
  },
  fauxqs: () => startFauxqs({}),
  "fauxqs on disk": () => startFauxqs({ s3StorageDir: data }),
  "bare HTTP": startBareServer,
};

const start = name === undefined ? undefined : rivals[name];
if (!start) throw new Error(`Name one of ${Object.keys(rivals).join(", ")}`);
process.send?.(await start());
// Whoever started it ended without a word.
process.on("disconnect", () => process.exit());
