import { AwsError } from "../../../gateway/errors.ts";
import type { InputReader } from "../../../gateway/input-reader.ts";
import type { PolicyDocument } from "../../../iam/policy.ts";
import { PolicyError } from "../../../iam/policy-error.ts";
import { parsePolicy } from "../../../iam/policy-syntax.ts";
import { onSecret, secretIdIn, secretsAction } from "../action.ts";

const policyIn = (read: InputReader): PolicyDocument => {
  try {
    return parsePolicy(read.text("ResourcePolicy", { minimum: 1, maximum: 20_480 }), "resource");
  } catch (error) {
    if (error instanceof PolicyError)
      throw new AwsError(
        "MalformedPolicyDocumentException",
        `This resource policy contains an error: ${error.message}`,
      );
    throw error;
  }
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html */
export const putResourcePolicy = secretsAction("PutResourcePolicy", {
  secrets: onSecret,
  handle: (read, { store }) => {
    if (read.optionalBoolean("BlockPublicPolicy"))
      read.refuse(["BlockPublicPolicy"], "policies are not analysed for public access.");
    const secret = store.read(secretIdIn(read));
    store.put({ ...secret, policy: policyIn(read) });
    return { ARN: secret.arn, Name: secret.name };
  },
});
