/** A cloud of its own process, to be killed: `node cloud-process.ts <state folder>` prints its endpoint. */
import { createSnsEngine } from "../../../src/engines/sns/sns-engine.ts";
import { createSqsEngine } from "../../../src/engines/sqs/sqs-engine.ts";
import { startTestCloud } from "../../support/cloud.ts";

const [stateDir] = process.argv.slice(2);
if (stateDir === undefined) throw new Error("Usage: node cloud-process.ts <state folder>");
const cloud = await startTestCloud({
  stateDir,
  engines: (context) => [createSqsEngine(context), createSnsEngine(context)],
});
console.log(cloud.endpoint);
