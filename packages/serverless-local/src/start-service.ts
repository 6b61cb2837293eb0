import path from "node:path";
import { configOf } from "@skein/local-cloud/config";
import { startApiServer } from "./api/api-server.ts";
import type { CloudClient } from "./cloud/client.ts";
import { packagedService } from "./framework/packaged-service.ts";
import type { CommandLineOptions } from "./framework/serverless.ts";
import { type LocalService, startLocalService } from "./local-service.ts";
import { type Log, serviceLog } from "./log.ts";
import { placeOf } from "./service-place.ts";
import { refuseUnsupportedEvents } from "./supported-events.ts";
import { watchService } from "./watch/watch-service.ts";

export interface StartedService extends LocalService {
  readonly log: Log;
}

export interface ServiceStart {
  readonly root: string;
  readonly serviceDir: string;
  readonly options: CommandLineOptions;
  readonly write: (line: string) => void;
  /** Called when the service's place is known and its ports are its own. */
  readonly cloudFor: () => Promise<CloudClient>;
}

/**
 * Brings one service up and keeps it as its files are.
 *
 * @throws {LocalError} after everything that it had begun is undone
 */
export const startService = async (start: ServiceStart): Promise<StartedService> => {
  const serviceDir = path.resolve(start.serviceDir);
  const packaged = await packagedService(serviceDir, start.options);
  refuseUnsupportedEvents(packaged);
  const place = placeOf(packaged.name, packaged.offlineOptions, start.options);
  const { accountId, stateDir } = configOf(start.root);
  const log = serviceLog({ name: place.name, stateDir, write: start.write });
  const api = await startApiServer({ host: place.host, port: place.httpPort }, log);
  const cloud = await start.cloudFor().catch(async (error: unknown) => {
    await api.close();
    throw error;
  });
  const service = await startLocalService(
    { serviceDir, options: start.options, packaged, place, api, accountId, log },
    cloud,
  );
  const watch = watchService(service, log);
  return {
    ...service,
    log,
    close: async () => {
      watch.close();
      await service.close();
      log.close();
    },
  };
};
