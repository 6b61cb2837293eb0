/** `npm start`: the local cloud, the services in front of it, and a small demo. */
import path from "node:path";
import { parseArgs } from "node:util";
import { startSkein } from "./start/start-skein.ts";

const help = `npm start -- [service ...] [--fresh] [--cloud-only]

Starts the local AWS and all services, or just the named ones and what they depend on. Ctrl-C stops everything.
  --fresh       wipe users, data and messages of earlier starts first
  --cloud-only  start the local AWS without any service
  PORT_BASE=n   move all ports to n and above, e.g. to run two checkouts side by side

Data is kept in .local/ (SKEIN_STATE_DIR moves it); .local/outputs.json tells every URL, name and key.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fresh: { type: "boolean" },
    "cloud-only": { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

await startSkein({
  root: path.resolve(import.meta.dirname, ".."),
  services: positionals,
  fresh: values.fresh ?? false,
  cloudOnly: values["cloud-only"] ?? false,
});
