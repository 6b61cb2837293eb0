import path from "node:path";
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
export const runUntilStopped = async (serverless: Serverless): Promise<never> => {
  const stopped = stopSignal();
  const abandoned = new AbortController();
  const started: Started = {};
  let code = 0;
  try {
    await Promise.race([start(serverless, started, abandoned.signal), stopped]);
    await stopped;
  } catch (error) {
    code = 1;
    for (const complaint of complaintsOf(error)) process.stderr.write(`skein: ${complaint}\n`);
  }
  abandoned.abort();
  await started.service?.close();
  const joined = await started.joining?.catch(() => undefined);
  await joined?.leave();
  process.exit(code);
};

/** What has to be undone at the end, however far the start got. */
interface Started {
  joining?: Promise<JoinedCloud>;
  service?: StartedService;
}

const start = async (
  { serviceDir, processedInput }: Serverless,
  started: Started,
  abandoned: AbortSignal,
): Promise<void> => {
  const root = workspaceRootOf(serviceDir);
  const { name, needs } = composedService(root, serviceDir) ?? { name: path.basename(serviceDir), needs: [] };
  // A cloud takes seconds to start; meanwhile the service is packaged.
  const note = (line: string) => toStandardOutput(`${name} | ${line}`);
  const joining = joinCloud(root, needs, { note }, abandoned);
  started.joining = joining;
  joining.catch(() => {});
  const service = await startService({
    root,
    serviceDir,
    options: processedInput.options,
    write: toStandardOutput,
    cloudFor: async () => (await joining).client,
  });
  started.service = service;
  watchCloud(root, (await joining).client, service.rejoin, service.log);
  service.log.note(`ready at ${service.apiUrl} (Ctrl-C to stop)`);
};

/** How often it is looked whether `npx` is still there. */
const parentLookMs = 500;

/**
 * Ctrl-C or its like. A signal to `npx` alone ends the shell between it and this process, and nothing else: then the
 * end of that shell is the signal.
 */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
    if (process.env.npm_lifecycle_event === undefined) return;
    const shell = process.ppid;
    setInterval(() => process.ppid !== shell && resolve(), parentLookMs).unref();
  });
