import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** Thrown when no dynoxide binary can be found for this platform. */
export class NoDynoxideBinary extends Error {
  override readonly name = "NoDynoxideBinary";
}

const platformPackage = (platform: string, arch: string) => `@dynoxide/${platform}-${arch}`;

const installed = (name: string): string | undefined => {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const binary = path.join(
      path.dirname(manifest),
      process.platform === "win32" ? "dynoxide.exe" : "dynoxide",
    );
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Path of the native DynamoDB server: `SKEIN_DYNOXIDE` when set, else the optional npm package of the platform.
 *
 * @throws {NoDynoxideBinary} saying what to do
 */
export const findDynoxide = (
  env: NodeJS.ProcessEnv = process.env,
  { platform, arch }: { readonly platform: string; readonly arch: string } = process,
): string => {
  const given = env.SKEIN_DYNOXIDE;
  if (given) {
    if (existsSync(given)) return given;
    throw new NoDynoxideBinary(`SKEIN_DYNOXIDE names ${given}, but there is no such file.`);
  }
  const name = platformPackage(platform, arch);
  const binary = installed(name);
  if (binary) return binary;
  throw new NoDynoxideBinary(
    `DynamoDB needs the native server dynoxide, and the npm package ${name} is not installed. ` +
      "On linux-x64 install again with optional dependencies (no --omit=optional); on other platforms get the " +
      "binary from https://github.com/nubo-db/dynoxide/releases and set SKEIN_DYNOXIDE to its path.",
  );
};
