/** A cloud of its own process, to be killed: `node cloud-process.ts <state folder>` prints its endpoint. */
import { startMailCloud } from "./mail-cloud.ts";

const [stateDir] = process.argv.slice(2);
if (stateDir === undefined) throw new Error("Usage: node cloud-process.ts <state folder>");
const { cloud } = await startMailCloud({ stateDir });
console.log(cloud.endpoint);
