/**
 * Runs a handler in a worker thread, in place of serverless-offline's class of the same name
 * (`replace-modules.ts`). What is different:
 *
 * - the environment is the function's own, and nothing of this process;
 * - a handler that crashes, exits or leaks memory ends its worker, not this process;
 * - new code or settings take effect at the next invocation, and running ones end undisturbed;
 * - a time-out is told as Lambda tells it, and its timer does not outlive the call.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { MessageChannel, Worker } from "node:worker_threads";
import { FunctionError, type FunctionFailure, failureOf, runtimeFailure } from "./function-error.ts";
import { type HostedFunction, type HostedFunctions, hostedFunctionsOf } from "./hosted-functions.ts";
import { type Invocation, isInvocation } from "./invocation.ts";
import { forEachLine } from "./lines.ts";

interface FunctionOptions {
  readonly codeDir: string;
  readonly functionKey: string;
  readonly handler: string;
  readonly servicePath: string;
  /** Folder of the service; `servicePath` is that of the bundles. */
  readonly localLayersRoot: string;
}

/** What `worker.js` sends back. */
type Answer = { readonly payload: string } | { readonly failure: FunctionFailure };

interface RunningWorker {
  readonly generation: number;
  readonly thread: Worker;
  /** Rejects when the worker ends. */
  readonly ended: Promise<never>;
}

export default class WorkerThreadRunner {
  readonly #options: FunctionOptions;
  readonly #functions: HostedFunctions;
  readonly #forget: () => void;
  #worker: RunningWorker | undefined;
  #busy = false;

  constructor(options: FunctionOptions) {
    this.#options = options;
    this.#functions = hostedFunctionsOf(options.localLayersRoot);
    this.#forget = this.#functions.onRenewal(() => this.#endOutdated());
  }

  /** @returns the handler's answer as JSON */
  async run(invocation: unknown, context: Readonly<Record<string, unknown>>): Promise<string> {
    if (!isInvocation(invocation)) throw new Error("Functions are invoked through the invoke server only");
    const hosted = this.#functions.find(this.#options.functionKey);
    this.#busy = true;
    try {
      return await this.#runIn(hosted, invocation, context);
    } catch (error) {
      this.#functions.write(this.#options.functionKey, failureLine(invocation.requestId, error), "stderr");
      throw error;
    } finally {
      this.#busy = false;
      this.#endOutdated();
    }
  }

  async cleanup(): Promise<void> {
    this.#forget();
    await this.#end();
  }

  async #runIn(hosted: HostedFunction, invocation: Invocation, context: object): Promise<string> {
    const worker = this.#workerFor(hosted);
    const { arn, environment, memorySizeMb, timeoutMs } = hosted.settings;
    const ownContext = {
      ...context,
      awsRequestId: invocation.requestId,
      invokedFunctionArn: arn,
      logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
      memoryLimitInMB: String(memorySizeMb),
    };
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise<string>((resolve, reject) => {
      port1.once("message", (answer: Answer) =>
        "failure" in answer ? reject(new FunctionError(answer.failure)) : resolve(answer.payload),
      );
    });
    const finished = new AbortController();
    worker.thread.postMessage({ context: ownContext, event: invocation.event, port: port2 }, [port2]);
    try {
      const late = this.#timeOut(invocation.requestId, timeoutMs, finished.signal);
      return await Promise.race([answered, worker.ended, late]);
    } finally {
      finished.abort();
      port1.close();
    }
  }

  /** See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-context.html#runtimes-lifecycle-invoke */
  async #timeOut(requestId: string, timeoutMs: number, finished: AbortSignal): Promise<never> {
    const over = await sleep(timeoutMs, true, { signal: finished }).catch(() => false);
    if (!over) return new Promise<never>(() => {});
    void this.#end();
    const seconds = (timeoutMs / 1000).toFixed(2);
    throw runtimeFailure(
      "Sandbox.Timedout",
      `${new Date().toISOString()} ${requestId} Task timed out after ${seconds} seconds`,
    );
  }

  #workerFor(hosted: HostedFunction): RunningWorker {
    if (this.#worker && this.#worker.generation !== hosted.generation) void this.#end();
    this.#worker ??= this.#start(hosted);
    return this.#worker;
  }

  #start({ generation, settings }: HostedFunction): RunningWorker {
    const { codeDir, functionKey, handler, servicePath } = this.#options;
    const thread = new Worker(new URL("./worker.js", import.meta.url), {
      env: { ...settings.environment },
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: settings.memorySizeMb },
      workerData: {
        runnerUrl: runnerUrl(),
        codeDir,
        functionKey,
        handler,
        servicePath,
        timeout: settings.timeoutMs,
      },
    });
    for (const stream of ["stdout", "stderr"] as const)
      forEachLine(thread[stream], (line) => this.#functions.write(functionKey, line, stream));
    const ended = new Promise<never>((_, reject) => {
      thread.once("error", (error) => reject(crashOf(error)));
      thread.once("exit", (code) =>
        reject(
          runtimeFailure("Runtime.ExitError", `RequestId: Runtime exited with error: exit status ${code}`),
        ),
      );
    });
    // A worker may also end while nobody waits for it.
    ended.catch(() => {
      if (this.#worker?.thread === thread) this.#worker = undefined;
    });
    return { generation, thread, ended };
  }

  #endOutdated(): void {
    if (this.#busy || !this.#worker) return;
    if (this.#worker.generation !== this.#functions.find(this.#options.functionKey).generation)
      void this.#end();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.thread.terminate();
  }
}

let handlerLoader: string | undefined;

/** Tells where serverless-offline keeps the class that loads and calls handlers. */
export const setRunnerUrl = (url: string): void => {
  handlerLoader = url;
};

const runnerUrl = (): string => {
  if (!handlerLoader) throw new Error("serverless-offline is not loaded");
  return handlerLoader;
};

const crashOf = (error: unknown): unknown => {
  const outOfMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return outOfMemory
    ? runtimeFailure("Runtime.OutOfMemory", "RequestId: Error: Runtime exited with error: signal: killed")
    : error;
};

/** One line of a failed invocation, in the form of Powertools' logger; Lambda's runtime logs one as well. */
const failureLine = (requestId: string, error: unknown): string => {
  const { errorType, errorMessage, trace } = failureOf(error);
  return JSON.stringify({
    level: "ERROR",
    message: errorMessage,
    timestamp: new Date().toISOString(),
    function_request_id: requestId,
    error: { name: errorType, message: errorMessage, ...(trace ? { stack: trace.join("\n") } : {}) },
  });
};
