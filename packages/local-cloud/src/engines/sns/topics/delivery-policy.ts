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

type HttpPolicy = Partial<typeof defaults>;

/** The policy for HTTP endpoints; a member that is `null` counts as left out. */
const httpOf = (policy: string): HttpPolicy => {
  const { http } = JSON.parse(policy) as { http?: HttpPolicy | null };
  return Object.fromEntries(Object.entries(http ?? {}).filter(([, member]) => member !== null));
};

/** A delivery policy as AWS shows it, its members in AWS's order. */
export const shownDeliveryPolicyOf = (policy: string): string => {
  const { defaultHealthyRetryPolicy, disableSubscriptionOverrides = false, ...others } = httpOf(policy);
  return JSON.stringify({ http: { defaultHealthyRetryPolicy, disableSubscriptionOverrides, ...others } });
};

/**
 * A topic's delivery policy with the defaults filled in, as JSON. It concerns HTTP endpoints only.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export const effectiveDeliveryPolicyOf = (policy: string | undefined): string => {
  const http = httpOf(policy ?? "{}");
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
