/** Several services in one process, beside or apart from the local cloud. This is what `npm start` does. */
import path from "node:path";
import { cloudClient } from "./cloud/client.ts";
import type { CloudAccess } from "./cloud/outputs.ts";
import { LocalError } from "./errors.ts";
import { complaintsOf } from "./local-service.ts";
import { type StartedService, startService } from "./start-service.ts";

export interface HostOptions {
  /** The workspace. */
  readonly root: string;
  /** Folders of the services, each after those it needs; a bare name is a folder of `services/`. */
  readonly services: readonly string[];
  readonly cloud: CloudAccess;
  /** Takes every line about the services, while they start and later. */
  readonly onProgress?: (line: string) => void;
}

export interface HostedServices {
  readonly services: readonly { readonly name: string; readonly apiUrl: string }[];
  close(): Promise<void>;
}

/**
 * Provisions services, hosts their functions and serves their APIs. Files are watched until `close()`.
 *
 * @throws {LocalError} one line per thing that is wrong; what was begun is undone
 *
 * @example
 * const hosted = await hostServices({ root, services: ["users", "todos"], cloud: cloud.access });
 * // hosted.services: [{ name: "users", apiUrl: "http://127.0.0.1:4110" }, ...]
 */
export const hostServices = async ({
  root,
  services,
  cloud,
  onProgress = () => {},
}: HostOptions): Promise<HostedServices> => {
  const client = cloudClient(cloud);
  const started: StartedService[] = [];
  const close = async () => {
    for (const service of started.toReversed()) await service.close();
    client.close();
  };
  try {
    for (const service of services) {
      const serviceDir = path.isAbsolute(service) ? service : path.join(root, "services", service);
      const write = onProgress;
      started.push(
        await startService({ root, serviceDir, options: {}, write, cloudFor: async () => client }),
      );
      onProgress(`${started.at(-1)?.name} | ready at ${started.at(-1)?.apiUrl}`);
    }
  } catch (error) {
    await close();
    throw new LocalError(complaintsOf(error).join("\n"), { cause: error });
  }
  return { services: started.map(({ name, apiUrl }) => ({ name, apiUrl })), close };
};
