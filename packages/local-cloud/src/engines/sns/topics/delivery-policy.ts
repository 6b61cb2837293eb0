/** What SNS does for HTTP endpoints unless told otherwise. */
const defaults = {
  defaultHealthyRetryPolicy: {
    minDelayTarget: 20,
    maxDelayTarget: 20,
    numRetries: 3,
    numMaxDelayRetries: 0,
    numNoDelayRetries: 0,
    numMinDelayRetries: 0,
    backoffFunction: "linear",
  },
  disableSubscriptionOverrides: false,
  defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
};

/**
 * A topic's delivery policy with the defaults filled in, as JSON. It concerns HTTP endpoints only.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export const effectiveDeliveryPolicyOf = (policy: string | undefined): string => {
  const { http = {} } = JSON.parse(policy ?? "{}") as { http?: Partial<typeof defaults> };
  return JSON.stringify({
    http: {
      ...defaults,
      ...http,
      defaultHealthyRetryPolicy: {
        ...defaults.defaultHealthyRetryPolicy,
        ...http.defaultHealthyRetryPolicy,
      },
    },
  });
};
