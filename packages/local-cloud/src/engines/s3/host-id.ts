/**
 * The second id of a request, `x-amz-id-2`, which nobody but AWS can read.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html
 */
export const hostIdOf = (requestId: string): string => btoa(requestId);
