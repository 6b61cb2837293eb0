import type { Principal } from "../iam/principal.ts";
import type { FunctionConfiguration } from "./function-record.ts";

/**
 * Who a function is: a session of its role, named after the function, as Lambda names it.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
export const rolePrincipal = (
  configuration: Pick<FunctionConfiguration, "FunctionName" | "Role">,
): Principal => {
  const accountId = configuration.Role.split(":")[4] ?? "";
  const roleName = configuration.Role.split("/").at(-1) ?? "";
  return {
    kind: "role",
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${configuration.FunctionName}`,
    accountId,
    roleArn: configuration.Role,
  };
};
