/** Packages every service as `serverless deploy` would and checks the templates: `npm run templates`. */

import path from "node:path";
import { parseArgs } from "node:util";
import { servicesToStart } from "./start/services.ts";
import { lintTemplates } from "./templates/lint.ts";
import { packageAll } from "./templates/package-all.ts";
import { brokenRules } from "./templates/rules.ts";
import { readTemplate } from "./templates/template.ts";

const help = `npm run templates -- [--json]

Packages all services through serverless-compose.yml, without an AWS account, and checks each template
with AWS's own linter and with the rules of this house (scripts/templates/rules.ts).
  --json   print the findings as JSON

Exit code 0 when there is nothing to mend, 1 otherwise.`;

const { values } = parseArgs({
  options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const root = path.resolve(import.meta.dirname, "..");
packageAll(root);
const templates = servicesToStart(root, []).map(({ name, folder }) => ({
  service: name,
  file: path.join(folder, ".serverless", "cloudformation-template-update-stack.json"),
}));
const findings = [
  ...templates.flatMap(({ service, file }) =>
    brokenRules(readTemplate(file)).map((finding) => ({ service, ...finding })),
  ),
  ...lintTemplates(templates),
];

if (values.json) console.log(JSON.stringify(findings, null, 2));
else
  for (const { service, logicalId, rule, message } of findings)
    console.error(`${service}: ${logicalId}: ${message} [${rule}]`);
if (!values.json && findings.length === 0) console.log(`${templates.length} templates keep the rules`);
process.exitCode = findings.length === 0 ? 0 : 1;
