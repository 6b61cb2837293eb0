import { resourcesOf, type Template } from "./template.ts";

export interface StageSettings {
  /** Requests a second that the whole stage serves; what comes on top gets 429. */
  readonly rateLimit: number;
  /** Requests that may come at once on top of the rate. */
  readonly burstLimit: number;
  readonly tracing: boolean;
  readonly metrics: boolean;
}

/**
 * Gives the API's stage its throttling. The framework's own setting throttles only callers with an API key.
 *
 * The stage belongs to the deployment, whose `StageDescription` carries the settings:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-deployment-stagedescription.html
 */
export const setStage = (template: Template, settings: StageSettings): void => {
  for (const [, deployment] of resourcesOf(template, "AWS::ApiGateway::Deployment"))
    deployment.Properties = {
      ...deployment.Properties,
      StageDescription: {
        ThrottlingRateLimit: settings.rateLimit,
        ThrottlingBurstLimit: settings.burstLimit,
        TracingEnabled: settings.tracing,
        MetricsEnabled: settings.metrics,
      },
    };
};
