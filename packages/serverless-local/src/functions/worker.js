/**
 * The first code of a function's worker thread. Plain JavaScript on purpose: stripping types would add 60 ms to
 * the start of every worker.
 *
 * Handlers are loaded and called by serverless-offline's own code, which follows the Lambda runtime. Errors are
 * sent as plain data, because an Error that crosses a thread loses its name.
 */
import { parentPort, workerData } from "node:worker_threads";

const { default: InProcessRunner } = await import(workerData.runnerUrl);
const runner = new InProcessRunner(workerData, process.env);

const failureOf = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") }
    : { errorType: typeof error, errorMessage: String(error) };

parentPort.on("message", async ({ context, event, port }) => {
  let answer;
  try {
    const result = await runner.run(event, context);
    // What is not JSON does not leave a function.
    answer = { payload: JSON.stringify(result) ?? "null" };
  } catch (error) {
    answer = { failure: failureOf(error) };
  }
  port.postMessage(answer);
  port.close();
});
