/** A cloud of its own process, to be killed: `node cloud-process.ts <state folder>` prints its endpoint. */
import { createS3Engine } from "../../../src/engines/s3/s3-engine.ts";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import { startTestCloud } from "../../support/cloud.ts";

const [stateDir] = process.argv.slice(2);
if (stateDir === undefined) throw new Error("Usage: node cloud-process.ts <state folder>");
const cloud = await startTestCloud({
  stateDir,
  engines: (context) => [createS3Engine(context), createSqsEngine(context)],
});
// Whoever asks learns how much memory it took at most, in kibibytes.
process.on("message", () => process.send?.(process.resourceUsage().maxRSS));
console.log(cloud.endpoint);
