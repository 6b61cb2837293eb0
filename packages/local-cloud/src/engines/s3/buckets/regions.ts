/** Regions that a bucket may be in: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const numbered = (area: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${area}-${index + 1}`);

const regions = new Set([
  ...numbered("af-south", 1),
  ...numbered("ap-east", 2),
  ...numbered("ap-northeast", 3),
  ...numbered("ap-south", 2),
  ...numbered("ap-southeast", 7),
  ...numbered("ca-central", 1),
  ...numbered("ca-west", 1),
  ...numbered("cn-north", 1),
  ...numbered("cn-northwest", 1),
  ...numbered("eu-central", 2),
  ...numbered("eu-north", 1),
  ...numbered("eu-south", 2),
  ...numbered("eu-west", 3),
  ...numbered("il-central", 1),
  ...numbered("me-central", 1),
  ...numbered("me-south", 1),
  ...numbered("mx-central", 1),
  ...numbered("sa-east", 1),
  ...numbered("us-east", 2),
  ...numbered("us-gov-east", 1),
  ...numbered("us-gov-west", 1),
  ...numbered("us-west", 2),
]);

export const isRegion = (name: string): boolean => regions.has(name);
