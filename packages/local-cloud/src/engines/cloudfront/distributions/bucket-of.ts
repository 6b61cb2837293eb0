/** `site.s3.amazonaws.com`, `site.s3.us-east-1.amazonaws.com`; buckets with a website are ordinary web servers. */
const bucketDomain =
  /^(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.s3(?:\.dualstack)?(?:[.-](?!website)[a-z0-9-]+)?\.amazonaws\.com$/;

/** The bucket that the domain name of an origin stands for. */
export const bucketOf = (domainName: string): string | undefined =>
  bucketDomain.exec(domainName.toLowerCase())?.groups?.bucket;
