import type { MethodAuthorization } from "./rest-api.ts";
import type { StackResource, StackView } from "./stack-view.ts";
import { unsupported } from "./unsupported.ts";

const headerSource = /^method\.request\.header\.([A-Za-z0-9-]+)$/;

/** @throws {LocalError} for an authorizer that is not enforced here */
export const describeAuthorization = (view: StackView, method: StackResource): MethodAuthorization => {
  const type = String(method.properties.AuthorizationType ?? "NONE");
  switch (type) {
    case "NONE":
    case "AWS_IAM":
      return { type };
    case "COGNITO_USER_POOLS":
      return describeCognito(view, method);
    default:
      throw unsupported(
        method.logicalId,
        `authorization by ${type} (a Lambda authorizer) is not enforced locally yet; use COGNITO_USER_POOLS or aws_iam`,
      );
  }
};

const describeCognito = (view: StackView, method: StackResource): MethodAuthorization => {
  const authorizer = view.byPhysicalId("AWS::ApiGateway::Authorizer", String(method.properties.AuthorizerId));
  if (!authorizer) throw unsupported(method.logicalId, "its authorizer is not in the stack");
  const { IdentitySource, IdentityValidationExpression, ProviderARNs } = authorizer.properties;
  const [, header] = headerSource.exec(String(IdentitySource)) ?? [];
  if (!header)
    throw unsupported(
      authorizer.logicalId,
      `IdentitySource must be method.request.header.<name>, not ${IdentitySource}`,
    );
  if (IdentityValidationExpression)
    throw unsupported(
      authorizer.logicalId,
      "IdentityValidationExpression is not enforced locally; remove it",
    );
  const userPoolIds = ((ProviderARNs ?? []) as readonly unknown[]).map((arn) => {
    const [, id] = /:userpool\/(.+)$/.exec(String(arn)) ?? [];
    if (!id) throw unsupported(authorizer.logicalId, `ProviderARNs must name user pools, not ${String(arn)}`);
    return id;
  });
  if (userPoolIds.length === 0) throw unsupported(authorizer.logicalId, "ProviderARNs is empty");
  return {
    type: "COGNITO_USER_POOLS",
    header: header.toLowerCase(),
    userPoolIds,
    scopes: ((method.properties.AuthorizationScopes ?? []) as readonly unknown[]).map(String),
  };
};
