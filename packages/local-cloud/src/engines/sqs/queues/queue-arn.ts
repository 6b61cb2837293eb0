/** The queue name in `arn:aws:sqs:<region>:<account>:<name>`. */
export const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf(":") + 1);
