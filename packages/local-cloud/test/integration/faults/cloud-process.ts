/** The whole cloud in a process of its own, to be killed by its faults: `node cloud-process.ts <state folder>`. */
import { startCloud } from "../../../src/cloud.ts";

const [stateDir] = process.argv.slice(2);
if (stateDir === undefined) throw new Error("Usage: node cloud-process.ts <state folder>");
const cloud = await startCloud({ region: "us-east-1", accountId: "000000000000", port: 0, stateDir });
console.log(JSON.stringify(cloud.access));
