import { resourcesOf, type Template } from "./template.ts";

/**
 * Makes the deployment wait for the API's gateway responses. A deployment is a snapshot: a response that is
 * created after it is not served until the next one.
 */
export const deployGatewayResponses = (template: Template): void => {
  const responses = resourcesOf(template, "AWS::ApiGateway::GatewayResponse").map(([id]) => id);
  for (const [, deployment] of resourcesOf(template, "AWS::ApiGateway::Deployment"))
    deployment.DependsOn = [deployment.DependsOn ?? [], responses].flat();
};
