import type { ApiServer } from "./api/api-server.ts";
import { describeRestApi } from "./api/describe-rest-api.ts";
import { apiHandler } from "./api/handle-request.ts";
import type { CloudClient, ProvisionedStack } from "./cloud/client.ts";
import { messageOf, ProvisionError } from "./errors.ts";
import { type PackagedService, packagedService } from "./framework/packaged-service.ts";
import { type OfflineFunctions, runOffline } from "./framework/run-offline.ts";
import type { CommandLineOptions } from "./framework/serverless.ts";
import { announceFunctions } from "./functions/announce-functions.ts";
import { createHostedFunctions, registerHostedFunctions } from "./functions/hosted-functions.ts";
import type { Log } from "./log.ts";
import type { ServicePlace } from "./service-place.ts";
import { refuseUnsupportedEvents } from "./supported-events.ts";

export interface LocalServiceSetup {
  readonly serviceDir: string;
  readonly options: CommandLineOptions;
  readonly packaged: PackagedService;
  readonly place: ServicePlace;
  /** Listens already, so that a taken port is told before anything is provisioned. */
  readonly api: ApiServer;
  readonly accountId: string;
  readonly log: Log;
}

/** One service, provisioned in the local cloud, with its functions hosted and its API served by this process. */
export interface LocalService {
  readonly name: string;
  readonly apiUrl: string;
  /** What its configuration was read from. */
  configurationFiles(): ReadonlySet<string>;
  /** What its functions are bundled from. */
  sourceFiles(): ReadonlySet<string>;
  /** Takes over a changed configuration. @throws {LocalError} and leaves everything as it was */
  reconfigure(): Promise<void>;
  /** Takes over changed sources. @throws {LocalError} and leaves everything as it was */
  rebuild(changed: ReadonlySet<string>): Promise<void>;
  /** Provisions and announces everything again, in a cloud that was restarted. */
  rejoin(cloud: CloudClient): Promise<void>;
  close(): Promise<void>;
}

/** @throws {LocalError} after everything that it had begun is undone */
export const startLocalService = async (
  setup: LocalServiceSetup,
  joined: CloudClient,
): Promise<LocalService> => {
  const { serviceDir, options, place, api, accountId, log } = setup;
  const functions = createHostedFunctions(log.fromFunction);
  const unregister = registerHostedFunctions(serviceDir, functions);
  let { packaged } = setup;
  let cloud = joined;
  let offline: OfflineFunctions | undefined;

  const provision = (next: PackagedService): Promise<ProvisionedStack> => {
    refuseUnsupportedEvents(next);
    return cloud.provision(next.stackName, {
      service: place.name,
      template: next.template,
      apiUrls: apiUrlsOf(next, api.url),
    });
  };

  const takeOver = async (next: PackagedService, stack: ProvisionedStack, hosting: OfflineFunctions) => {
    const { stage, region } = next;
    // Described before anything is changed: what cannot be served is refused as a whole.
    const described = describeRestApi(stack, { stage, region, accountId });
    await announceFunctions({ functions: next.functions, stack, region, cloud, hosting, hosted: functions });
    packaged = next;
    api.serve(
      described && { api: described, handle: apiHandler(described, { cloud, invoke: hosting.invoke }) },
    );
  };

  const close = async () => {
    await Promise.allSettled(packaged.functions.map(({ name }) => cloud.withdraw(name)));
    await offline?.close();
    await api.close();
    unregister();
  };

  const [provisioned, hosted] = await Promise.allSettled([
    provision(packaged),
    runOffline(serviceDir, place, options),
  ]);
  if (hosted.status === "fulfilled") offline = hosted.value;
  try {
    if (provisioned.status === "rejected") throw provisioned.reason;
    if (hosted.status === "rejected") throw hosted.reason;
    await takeOver(packaged, provisioned.value, hosted.value);
  } catch (error) {
    await close();
    throw error;
  }

  /** Changes follow one another; a second save waits for the first. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (hosting: OfflineFunctions) => Promise<T>): Promise<T> => {
    const result = turn.then(() => {
      if (!offline) throw new Error(`${place.name} is stopped`);
      return work(offline);
    });
    turn = result.catch(() => {});
    return result;
  };

  return {
    name: place.name,
    apiUrl: api.url,
    configurationFiles: () => packaged.files,
    sourceFiles: () => offline?.bundles.inputs() ?? new Set(),
    reconfigure: () =>
      inTurn(async (hosting) => {
        const next = await packagedService(serviceDir, options);
        const stack = await provision(next);
        if (next.hosting === packaged.hosting) return takeOver(next, stack, hosting);
        log.note("its functions changed: bundling them anew");
        // Beside the old ones, which go on when the new ones do not bundle; their port is still taken.
        const renewed = await runOffline(serviceDir, { ...place, lambdaPort: 0 }, options);
        try {
          await takeOver(next, stack, renewed);
        } catch (error) {
          await renewed.close();
          throw error;
        }
        offline = renewed;
        await hosting.close();
      }),
    rebuild: (changed) =>
      inTurn(async ({ bundles }) => {
        const started = performance.now();
        const renewed = await bundles.rebuild(changed);
        functions.renew(renewed);
        log.note(`reloaded ${renewed.join(", ")} in ${Math.round(performance.now() - started)} ms`);
      }),
    rejoin: (next) =>
      inTurn(async (hosting) => {
        cloud = next;
        await takeOver(packaged, await provision(packaged), hosting);
      }),
    close: async () => {
      await turn;
      await close();
    },
  };
};

const apiUrlsOf = ({ template }: PackagedService, url: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(template.Resources).flatMap(([logicalId, { Type }]) =>
      Type === "AWS::ApiGateway::RestApi" ? [[logicalId, url]] : [],
    ),
  );

/** One line for each thing that is wrong. */
export const complaintsOf = (error: unknown): string[] =>
  error instanceof ProvisionError && error.failures.length > 0
    ? error.failures.map(({ logicalId, type, message }) => `${logicalId} (${type}): ${message}`)
    : [messageOf(error)];
