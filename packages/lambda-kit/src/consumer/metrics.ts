/** One set of metrics per batch: https://docs.aws.amazon.com/powertools/typescript/latest/features/metrics/ */
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

const names = {
  done: "EventsConsumed",
  duplicate: "EventsAlreadyConsumed",
  early: "EventsTooEarly",
  ignored: "EventsIgnored",
  failed: "EventsFailed",
  deadLetters: "EventsSentToDeadLetterQueue",
} as const;

export interface ConsumerMetrics {
  count(outcome: keyof typeof names): void;
  /** Ends the batch. */
  publish(): void;
}

export const consumerMetrics = (consumer: string): ConsumerMetrics => {
  const metrics = new Metrics({
    namespace: process.env.POWERTOOLS_METRICS_NAMESPACE ?? "Skein",
    defaultDimensions: { consumer },
  });
  const counts = new Map<keyof typeof names, number>();
  return {
    count: (outcome) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1),
    publish: () => {
      for (const [outcome, count] of counts) metrics.addMetric(names[outcome], MetricUnit.Count, count);
      if (counts.size > 0) metrics.publishStoredMetrics();
      counts.clear();
    },
  };
};
