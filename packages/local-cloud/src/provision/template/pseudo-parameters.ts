/** Where a stack lives; its pseudo parameters follow from it. */
export interface StackIdentity {
  readonly stackName: string;
  /** `arn:aws:cloudformation:<region>:<account>:stack/<name>/<uuid>` */
  readonly stackId: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 * `AWS::NoValue` is not among them: it is not a value. `AWS::NotificationARNs` is not either: there are none.
 */
export const pseudoParameters = (stack: StackIdentity): Readonly<Record<string, string>> => ({
  "AWS::AccountId": stack.accountId,
  "AWS::Partition": "aws",
  "AWS::Region": stack.region,
  "AWS::StackId": stack.stackId,
  "AWS::StackName": stack.stackName,
  "AWS::URLSuffix": "amazonaws.com",
});
