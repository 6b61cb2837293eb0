import type { CORSRule } from "@aws-sdk/client-s3";
import { list, number, object, oneOf, type Parsed, required, text } from "./shape.ts";

const rule = object({
  Id: text,
  AllowedHeaders: list(text),
  AllowedMethods: required(list(oneOf("DELETE", "GET", "HEAD", "POST", "PUT"))),
  AllowedOrigins: required(list(text)),
  ExposedHeaders: list(text),
  MaxAge: number,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-corsconfiguration.html */
export const corsConfiguration = object({ CorsRules: required(list(rule)) });

/** The same in the words of S3's own API. */
export const corsRules = ({ CorsRules }: Parsed<typeof corsConfiguration>): CORSRule[] =>
  CorsRules.map(({ Id, ExposedHeaders, MaxAge, ...rest }) => ({
    ...rest,
    ID: Id,
    ExposeHeaders: ExposedHeaders,
    MaxAgeSeconds: MaxAge,
  }));
