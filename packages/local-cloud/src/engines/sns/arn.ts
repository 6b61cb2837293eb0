import { invalidParameter } from "./errors.ts";

const minimumElements = 6;

/** @throws `InvalidParameter`, as AWS words it */
export const requireArn = (arn: string | undefined, parameter: string): string => {
  if (arn === undefined) throw invalidParameter(`${parameter} Reason: no value for required parameter`);
  const elements = arn.split(":").length;
  if (elements < minimumElements)
    throw invalidParameter(
      `${parameter} Reason: An ARN must have at least ${minimumElements} elements, not ${elements}`,
    );
  return arn;
};

export const regionOf = (arn: string): string => arn.split(":")[3] ?? "";

/** The last element: a topic's or a queue's name, a subscription's id. */
export const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf(":") + 1);

/** The topic in `<topic arn>:<subscription id>`. */
export const topicOfSubscription = (subscriptionArn: string): string =>
  subscriptionArn.slice(0, subscriptionArn.lastIndexOf(":"));
