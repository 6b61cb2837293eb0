import { composedService } from "./cloud/compose.ts";
import { type JoinedCloud, joinCloud } from "./cloud/join-cloud.ts";
import { workspaceRootOf } from "./cloud/outputs.ts";
import { watchCloud } from "./cloud/watch-cloud.ts";
import type { Serverless } from "./framework/serverless.ts";
import { complaintsOf } from "./local-service.ts";
import { toStandardOutput } from "./log.ts";
import { type StartedService, startService } from "./start-service.ts";

/**
 * `serverless offline`: runs one service until Ctrl-C or SIGTERM, joining the local cloud or starting one. Ends
 * the process, so that nothing of the framework's own command runs; exit code 1 when the service cannot start.
 */
export const runUntilStopped = async ({ serviceDir, processedInput }: Serverless): Promise<never> => {
  const stopped = stopSignal();
  let joined: JoinedCloud | undefined;
  let service: StartedService | undefined;
  let code = 0;
  const starting = (async () => {
    const root = workspaceRootOf(serviceDir);
    const needs = composedService(root, serviceDir)?.needs ?? [];
    service = await startService({
      root,
      serviceDir,
      options: processedInput.options,
      write: toStandardOutput,
      cloudFor: async (_, log) => {
        joined = await joinCloud(root, needs, log);
        return joined.client;
      },
    });
    const { log, rejoin, apiUrl } = service;
    if (joined) watchCloud(root, joined.client, rejoin, log);
    log.note(`ready at ${apiUrl} (Ctrl-C to stop)`);
  })();
  try {
    await Promise.race([starting, stopped]);
    await stopped;
  } catch (error) {
    code = 1;
    for (const complaint of complaintsOf(error)) process.stderr.write(`skein: ${complaint}\n`);
  }
  await service?.close();
  await joined?.leave();
  process.exit(code);
};

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
