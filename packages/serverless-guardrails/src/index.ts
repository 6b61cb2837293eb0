/**
 * A Serverless plugin: rules that every packaged template keeps and that the framework has no setting for.
 *
 * It runs when the template is complete: after every plugin, and with the service's own resources in it.
 */
import { deployGatewayResponses } from "./deploy-gateway-responses.ts";
import { dropSharedRole } from "./drop-shared-role.ts";
import { endFailedCommand } from "./end-failed-command.ts";
import { setStage } from "./set-stage.ts";
import type { Template } from "./template.ts";

/** What the plugin uses of https://www.serverless.com/framework/docs/guides/plugins/creating-plugins */
interface Serverless {
  readonly processedInput: { readonly commands: readonly string[] };
  readonly configSchemaHandler: { defineCustomProperties(schema: object): void };
  readonly service: {
    readonly custom: { readonly guardrails: Guardrails };
    readonly provider: {
      readonly compiledCloudFormationTemplate: Template;
      readonly tracing?: { readonly apiGateway?: boolean };
      readonly apiGateway?: { readonly metrics?: boolean };
    };
  };
}

/** `custom.guardrails` in `serverless.yml`. */
interface Guardrails {
  readonly throttling: { readonly rateLimit: number; readonly burstLimit: number };
}

const positive = { type: "number", exclusiveMinimum: 0 };

const configSchema = {
  type: "object",
  properties: {
    guardrails: {
      type: "object",
      properties: {
        throttling: {
          type: "object",
          properties: { rateLimit: positive, burstLimit: positive },
          required: ["rateLimit", "burstLimit"],
          additionalProperties: false,
        },
      },
      required: ["throttling"],
      additionalProperties: false,
    },
  },
  required: ["guardrails"],
};

const templateComplete = "after:aws:package:finalize:mergeCustomProviderResources";

export default class Guardrail {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor(serverless: Serverless) {
    serverless.configSchemaHandler.defineCustomProperties(configSchema);
    this.hooks = {
      [templateComplete]: () => keepRules(serverless),
      error: () => endFailedCommand(serverless.processedInput.commands),
    };
  }
}

const keepRules = ({ service: { custom, provider } }: Serverless): void => {
  const template = provider.compiledCloudFormationTemplate;
  dropSharedRole(template);
  setStage(template, {
    ...custom.guardrails.throttling,
    tracing: provider.tracing?.apiGateway === true,
    metrics: provider.apiGateway?.metrics === true,
  });
  deployGatewayResponses(template);
};
