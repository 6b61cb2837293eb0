/** What the bench runs besides Node, from the packages of the system. */
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { CommandFailure } from "../../scripts/command/run-command.ts";

export interface Programs {
  readonly nginx: string;
  readonly wrk: string;
}

/** Debian's package of each. */
const packages = { nginx: "nginx-light", wrk: "wrk" } as const;

const find = (name: string): string | undefined => {
  // Where servers are, which is not on the path of those who are not root.
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
};

/** @throws {CommandFailure} saying what to install */
export const findPrograms = (): Programs => {
  const nginx = find("nginx");
  const wrk = find("wrk");
  if (nginx !== undefined && wrk !== undefined) return { nginx, wrk };
  const missing = [...(nginx === undefined ? ["nginx"] : []), ...(wrk === undefined ? ["wrk"] : [])];
  throw new CommandFailure(
    `${missing.join(" and ")} cannot be found. Install with \`sudo apt-get install -y ` +
      `${Object.values(packages).join(" ")}\`, or as your system does it, and run the same command again; ` +
      "nginx need not be running.",
  );
};
