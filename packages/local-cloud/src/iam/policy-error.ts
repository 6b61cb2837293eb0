/**
 * Thrown for a policy that is malformed, or that uses what the local cloud cannot evaluate. The engine that
 * the policy was given to answers it by its own code: IAM `MalformedPolicyDocument`, SQS
 * `InvalidAttributeValue`, SNS `InvalidParameter`.
 */
export class PolicyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PolicyError";
  }
}
