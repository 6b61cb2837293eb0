import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { configOf } from "@skein/local-cloud/config";
import { LocalError } from "../errors.ts";

/** How to reach a local cloud, as its administrator. */
export interface CloudAccess {
  /** `http://127.0.0.1:4566` */
  readonly Endpoint: string;
  readonly Region: string;
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

/** The nearest folder upwards that holds a `pnpm-workspace.yaml`. @throws {LocalError} */
export const workspaceRootOf = (folder: string): string => {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, "pnpm-workspace.yaml"))) return at;
    if (at === path.dirname(at))
      throw new LocalError(
        `${folder} is not inside a workspace: no folder above it has a pnpm-workspace.yaml`,
      );
  }
};

/** What a running (or earlier) local cloud of this checkout wrote about itself. */
export const publishedAccess = (root: string): CloudAccess | undefined => {
  try {
    const outputs = JSON.parse(readFileSync(path.join(configOf(root).stateDir, "outputs.json"), "utf8")) as {
      cloud?: CloudAccess;
    };
    return outputs.cloud;
  } catch {
    return undefined;
  }
};
