/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging.html */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
