/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
import { GatewayRefusal } from "./gateway-responses.ts";
import type { StackResource, StackView } from "./stack-view.ts";
import { type TokenBucket, tokenBucket } from "./token-bucket.ts";
import { unsupported } from "./unsupported.ts";

export interface UsagePlan {
  /** Values of the enabled keys by their ids. */
  readonly keys: ReadonlyMap<string, string>;
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number } | undefined;
  readonly quota: { readonly limit: number; readonly period: "DAY" | "WEEK" | "MONTH" } | undefined;
}

export const describeUsagePlans = (view: StackView): readonly UsagePlan[] =>
  view.ofType("AWS::ApiGateway::UsagePlan").map((plan) => {
    const { Throttle, Quota, ApiStages } = plan.properties as Readonly<
      Record<string, Readonly<Record<string, unknown>> | undefined>
    >;
    const stages = (ApiStages ?? []) as unknown as readonly Readonly<Record<string, unknown>>[];
    if (stages.some((stage) => stage.Throttle))
      throw unsupported(
        plan.logicalId,
        "throttling of single methods in a usage plan is not enforced locally yet",
      );
    const keys = view
      .ofType("AWS::ApiGateway::UsagePlanKey")
      .filter(({ properties }) => String(properties.UsagePlanId) === plan.physicalId)
      .map(({ properties }) => view.byPhysicalId("AWS::ApiGateway::ApiKey", String(properties.KeyId)))
      .filter((key) => key !== undefined)
      .filter(({ properties }) => String(properties.Enabled ?? false) === "true");
    return {
      keys: new Map(keys.map((key) => [key.physicalId, keyValueOf(key)])),
      throttle: Throttle && {
        rateLimit: Number(Throttle.RateLimit),
        burstLimit: Number(Throttle.BurstLimit ?? Throttle.RateLimit),
      },
      quota: Quota && { limit: Number(Quota.Limit), period: periodOf(plan, Quota) },
    };
  });

const keyValueOf = ({ logicalId, properties, attributes }: StackResource): string => {
  const value = properties.Value ?? attributes.Value;
  if (typeof value === "string" && value !== "") return value;
  throw unsupported(logicalId, "an API key needs a Value to be enforced locally");
};

const periodOf = (plan: StackResource, { Period }: Readonly<Record<string, unknown>>) => {
  if (Period === "DAY" || Period === "WEEK" || Period === "MONTH") return Period;
  throw unsupported(plan.logicalId, `Quota.Period must be DAY, WEEK or MONTH, not ${String(Period)}`);
};

const periodDays = { DAY: 1, WEEK: 7, MONTH: 30 } as const;

interface Meter {
  readonly keyId: string;
  readonly take: TokenBucket;
  readonly quota: UsagePlan["quota"];
  used: number;
  /** Epoch milliseconds. */
  renewsAt: number;
}

/**
 * Counts the use of API keys. Counters live as long as the process.
 *
 * @returns the id of the key. The check throws {@link GatewayRefusal}.
 */
export const apiKeyCheck = (plans: readonly UsagePlan[], now: () => number = Date.now) => {
  const meters = new Map<string, Meter>();
  for (const { keys, throttle, quota } of plans)
    for (const [keyId, value] of keys)
      meters.set(value, {
        keyId,
        take: throttle ? tokenBucket(throttle.rateLimit, throttle.burstLimit, now) : () => true,
        quota,
        used: 0,
        renewsAt: 0,
      });
  return (value: string | undefined): string => {
    const meter = value === undefined ? undefined : meters.get(value);
    if (!meter) throw new GatewayRefusal("INVALID_API_KEY");
    if (!meter.take()) throw new GatewayRefusal("THROTTLED");
    if (meter.quota) {
      if (now() >= meter.renewsAt) {
        meter.used = 0;
        meter.renewsAt = now() + periodDays[meter.quota.period] * 86_400_000;
      }
      if (meter.used >= meter.quota.limit) throw new GatewayRefusal("QUOTA_EXCEEDED");
      meter.used += 1;
    }
    return meter.keyId;
  };
};
