/** Runs every check of the project and closes with the line `Tests: N passed, N failed`. */
import { parseArgs } from "node:util";
import { gates } from "./test/gates.ts";
import { type GateResult, runGate } from "./test/run-gate.ts";

const help = `npm test -- [--only <gate>[,<gate>]] [--json]

Runs the gates in order and goes on after a failure, so that one run shows everything.
  --only   run just these gates: ${gates.map((gate) => gate.name).join(", ")}
  --json   print one JSON line per gate instead of the table

Exit code 0 when nothing failed, 1 otherwise. One gate: npm test -- --only unit`;

const { values } = parseArgs({
  options: { only: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const wanted = values.only?.split(",");
const unknown = wanted?.filter((name) => !gates.some((gate) => gate.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `No such gate: ${unknown.join(", ")}. There are: ${gates.map((gate) => gate.name).join(", ")}`,
  );
  process.exit(2);
}

const results: GateResult[] = [];
for (const gate of gates.filter(({ name }) => wanted?.includes(name) ?? true)) {
  if (!values.json) console.log(`\n── ${gate.name}: ${gate.title}`);
  const result = await runGate(gate);
  if (values.json) console.log(JSON.stringify(result));
  results.push(result);
}

const sum = (key: "passed" | "failed") => results.reduce((total, result) => total + result[key], 0);
if (!values.json)
  console.table(
    Object.fromEntries(
      results.map(({ gate, passed, failed, seconds }) => [gate, { passed, failed, seconds }]),
    ),
  );
console.log(`Tests: ${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") === 0 ? 0 : 1;
