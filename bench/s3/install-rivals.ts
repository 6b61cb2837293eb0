/** The S3 engines to compare with. They are no dependencies of the project: whoever wants the figures gets them. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const versions = { fauxqs: "2.4.1", s3rver: "3.7.1" };

const pins = Object.entries(versions).map(([name, version]) => `${name}-${version}`);
const folder = path.resolve(import.meta.dirname, "../../node_modules/.cache/skein-bench", pins.join("+"));
/** Written last, so that an install that was cut off is made anew. */
const stamp = path.join(folder, "complete");

const npmInstall = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
    const npm = spawn("npm", [...args, "--loglevel=error"], {
      cwd: folder,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
    const failed = (why: string) =>
      reject(
        new Error(
          `${pins.join(" and ")} could not be installed (${why}). Check that npm reaches its registry (\`npm ping\`) ` +
            `and that the disk has 200 MB free, remove ${folder}, and run the same command again.`,
        ),
      );
    npm.once("error", (error) => failed(error.message));
    npm.once("exit", (code) => (code === 0 ? resolve() : failed(`npm ended with ${code}`)));
  });

/**
 * @returns the folder with their packages
 * @throws {Error} saying what to do, when they cannot be installed
 */
export const installRivals = async (say: (line: string) => void): Promise<string> => {
  if (existsSync(stamp)) return folder;
  say(`installing ${pins.join(" and ")}, to compare with; about 15 s, once`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ private: true, dependencies: versions }, null, 2),
  );
  await npmInstall();
  writeFileSync(stamp, "");
  return folder;
};
