import { CelEngine, TemplateFile } from "@aws/cloudformation-validate";
import type { Finding } from "./template.ts";

/** Rules that the framework's own output breaks, harmlessly. */
const ignored = [
  "W1020", // Fn::Sub without variables: the framework takes an authorizer's dynamic reference only inside one
  "W9002", // an ARN in a Sub: the topics of other services are named by convention, so that no stack needs another
  "W3005", // DependsOn beside a GetAtt that says the same: the framework writes both
];

/**
 * Findings of AWS's offline linter (https://github.com/aws-cloudformation/cloudformation-validate), warnings included.
 * Its rules take seconds to load, so one engine serves all templates.
 */
export const lintTemplates = (
  templates: readonly { service: string; file: string }[],
): readonly (Finding & { service: string })[] => {
  const engine = new CelEngine();
  try {
    return templates.flatMap(({ service, file }) =>
      engine
        .validateStandard(new TemplateFile(file), { severityLevel: "WARN", exclude: { ids: ignored } })
        .diagnostics.map((diagnostic) => ({
          service,
          logicalId: diagnostic.entity?.logicalId ?? "template",
          rule: diagnostic.ruleId,
          message: diagnostic.message,
        })),
    );
  } finally {
    engine.free();
  }
};
