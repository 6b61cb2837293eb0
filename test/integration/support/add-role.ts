import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { OperatedCloud } from "./operated-cloud.ts";

/** A role that functions take, allowed one thing. @returns its ARN */
export const addRole = async (
  client: OperatedCloud["client"],
  RoleName: string,
  Action: string,
  Resource: string,
): Promise<string> => {
  const iam = new IAMClient(client);
  const document = (statement: object) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: document({
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: "allowed",
      PolicyDocument: document({ Action, Resource }),
    }),
  );
  iam.destroy();
  return Role?.Arn ?? "";
};
