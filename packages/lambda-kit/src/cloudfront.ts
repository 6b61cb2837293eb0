/** The one call of CloudFront that functions make. */
import { type AwsCallOptions, type AwsEndpoint, awsCaller } from "./aws/call.ts";

export interface Invalidation {
  readonly distributionId: string;
  /** The same reference with the same paths is the same invalidation, made once. */
  readonly callerReference: string;
  readonly paths: readonly string[];
}

export interface CloudFront {
  /**
   * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html
   *
   * @throws {AwsFailure}
   */
  invalidate(invalidation: Invalidation, signal?: AbortSignal): Promise<void>;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => entities[character] ?? character);

const xmlOf = ({ callerReference, paths }: Invalidation): string =>
  [
    '<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">',
    `<Paths><Quantity>${paths.length}</Quantity>`,
    `<Items>${paths.map((path) => `<Path>${escaped(path)}</Path>`).join("")}</Items></Paths>`,
    `<CallerReference>${escaped(callerReference)}</CallerReference>`,
    "</InvalidationBatch>",
  ].join("");

export const cloudFrontCaller = (
  endpoint: AwsEndpoint,
  options: Pick<AwsCallOptions, "credentials"> = {},
): CloudFront => {
  const call = awsCaller(endpoint, { ...options, repeatable: true });
  return {
    async invalidate(invalidation, signal) {
      const path = `/2020-05-31/distribution/${encodeURIComponent(invalidation.distributionId)}/invalidation`;
      await call({ path, contentType: "application/xml", body: xmlOf(invalidation), signal });
    },
  };
};
