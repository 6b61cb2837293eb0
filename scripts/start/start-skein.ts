import { rmSync } from "node:fs";
import path from "node:path";
import { type RunningCloud, startCloud } from "@skein/local-cloud";
import { configOf } from "@skein/local-cloud/config";
import { portOf } from "@skein/local-cloud/ports";
import { runningCloud } from "@skein/serverless-local/cloud/join-cloud";
import { type HostedServices, hostServices } from "@skein/serverless-local/host";
import { seedDemo } from "./demo.ts";
import { publishStartedSite } from "./publish-site.ts";
import { servicesToStart } from "./services.ts";
import { summary } from "./summary.ts";

export interface StartOptions {
  readonly root: string;
  /** Names; empty for all. */
  readonly services: readonly string[];
  /** Wipe the state of earlier starts first. */
  readonly fresh: boolean;
  readonly cloudOnly: boolean;
}

/** What runs, in the order in which it was started. */
type Started = { close(): Promise<void> }[];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** One line per thing that is wrong; the stack trace only for whoever works on Skein itself. */
const explain = (error: unknown): string => {
  if (process.env.SKEIN_DEBUG) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split("\n")
    .map((line) => `skein: ${line}`)
    .join("\n");
};

/** The signal to stop: Ctrl-C, a kill, or the end of the process that started this one. */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    if (process.channel) process.on("disconnect", () => resolve());
  });

const seed = async (cloud: RunningCloud): Promise<Parameters<typeof summary>[1]> => {
  const { users, todos, blog } = cloud.outputs();
  if (!users?.UserPoolId || !users.UserPoolClientId) return [];
  const demoUsers = await seedDemo({
    stateDir: cloud.config.stateDir,
    endpoint: cloud.endpoint,
    region: cloud.config.region,
    credentials: cloud.credentials,
    userPoolId: users.UserPoolId,
    userPoolClientId: users.UserPoolClientId,
    todosUrl: todos?.ApiUrl,
    blogUrl: blog?.ApiUrl,
  });
  cloud.publish("demo", { users: demoUsers });
  return demoUsers;
};

const siteUrls = (cloud: RunningCloud) => {
  const url = cloud.outputs().blog?.SiteUrl;
  return url === undefined ? [] : [{ name: "site", url }];
};

const start = async ({ root, services, fresh, cloudOnly }: StartOptions, started: Started): Promise<void> => {
  const config = configOf(root);
  const wanted = cloudOnly ? [] : servicesToStart(root, services);
  const running = await runningCloud(root);
  if (running) {
    const endpoint = running.access.Endpoint;
    running.close();
    throw new Error(`Skein is already running at ${endpoint} with ${config.stateDir}: stop it first`);
  }
  if (fresh) rmSync(config.stateDir, { recursive: true, force: true });

  say("Starting the local AWS ...");
  const cloud = await startCloud(config);
  started.push(cloud);
  let hosted: HostedServices | undefined;
  if (wanted.length > 0) {
    // Where PORT_BASE moved the site to, so that the APIs let its pages call them.
    process.env.SITE_ORIGIN ??= `http://127.0.0.1:${portOf("siteEdge")}`;
    hosted = await hostServices({
      root,
      services: wanted.map(({ folder }) => folder),
      cloud: cloud.access,
      onProgress: say,
    });
    started.push(hosted);
  }
  // Before the demo's posts: their pages are made of the site's templates.
  await publishStartedSite(cloud);
  const demoUsers = await seed(cloud);
  const urls = [
    { name: "AWS endpoint", url: cloud.endpoint },
    { name: "mailbox", url: `${cloud.endpoint}/_local/mail` },
    { name: "journal of calls", url: `${cloud.endpoint}/_local/journal` },
    ...siteUrls(cloud),
    ...(hosted?.services ?? []).map(({ name, apiUrl }) => ({ name, url: apiUrl })),
  ];
  say(summary(urls, demoUsers, path.relative(process.cwd(), path.join(config.stateDir, "outputs.json"))));
  say("Skein is ready");
};

/** Starts everything and runs until it is stopped. Ends the process: 0 after an orderly stop, 1 when it cannot start. */
export const startSkein = async (options: StartOptions): Promise<never> => {
  const started: Started = [];
  const stopped = stopSignal();
  let code = 0;
  try {
    // Ctrl-C during the start: what runs by then is stopped below, the rest ends with the process.
    await Promise.race([start(options, started), stopped]);
    await stopped;
    say("\nStopping ...");
  } catch (error) {
    console.error(explain(error));
    code = 1;
  }
  for (const part of started.toReversed()) await part.close();
  process.exit(code);
};
