import { spawnSync } from "node:child_process";
import path from "node:path";

/** No account may be needed: credentials that happen to be on this machine are kept from the framework. */
const withoutCredentials = (): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(kept),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
};

/**
 * `serverless package` at the root, through `serverless-compose.yml`.
 *
 * @throws {Error} when a service does not package; the framework has printed why
 */
export const packageAll = (root: string): void => {
  const serverless = path.join(root, "node_modules", ".bin", "serverless");
  const { status } = spawnSync(serverless, ["package"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: withoutCredentials(),
  });
  if (status !== 0)
    throw new Error("serverless package failed: see above, and try it in the service's folder");
};
