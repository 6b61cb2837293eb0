/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_NotificationConfiguration.html */
export interface FilterRule {
  readonly Name: string;
  readonly Value: string;
}

export interface TargetSettings {
  readonly Id: string;
  readonly Events: readonly string[];
  readonly Filter?: { readonly Key: { readonly FilterRules: readonly FilterRule[] } } | undefined;
}

export interface NotificationConfiguration {
  readonly QueueConfigurations?: readonly (TargetSettings & { readonly QueueArn: string })[] | undefined;
  readonly TopicConfigurations?: readonly (TargetSettings & { readonly TopicArn: string })[] | undefined;
  readonly LambdaFunctionConfigurations?:
    | readonly (TargetSettings & { readonly LambdaFunctionArn: string })[]
    | undefined;
}

/** One configuration, whatever its kind. */
export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

const filterValue = ({ Filter }: TargetSettings, name: string): string =>
  Filter?.Key.FilterRules.find((rule) => rule.Name.toLowerCase() === name)?.Value ?? "";

const targetOf = (settings: TargetSettings, arn: string): Target => ({
  id: settings.Id,
  arn,
  events: settings.Events,
  prefix: filterValue(settings, "prefix"),
  suffix: filterValue(settings, "suffix"),
});

export const targetsOf = (configuration: NotificationConfiguration | undefined): readonly Target[] => [
  ...(configuration?.QueueConfigurations ?? []).map((one) => targetOf(one, one.QueueArn)),
  ...(configuration?.TopicConfigurations ?? []).map((one) => targetOf(one, one.TopicArn)),
  ...(configuration?.LambdaFunctionConfigurations ?? []).map((one) => targetOf(one, one.LambdaFunctionArn)),
];

const matchesEvent = (pattern: string, event: string): boolean =>
  pattern.endsWith(":*") ? event.startsWith(pattern.slice(0, -1)) : pattern === event;

/** @param event with its prefix, `s3:ObjectCreated:Put` */
export const wants = ({ events, prefix, suffix }: Target, event: string, key: string): boolean =>
  events.some((pattern) => matchesEvent(pattern, event)) && key.startsWith(prefix) && key.endsWith(suffix);
