/** `d111111abcdef8.cloudfront.net`: follows from the id, so that neither needs the other to be remembered. */
export const domainNameOf = (distributionId: string): string =>
  `d${distributionId.slice(1).toLowerCase()}.cloudfront.net`;
