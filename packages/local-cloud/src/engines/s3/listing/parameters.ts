/** Parameters that all listings have. */
import { invalidArgument } from "../errors.ts";
import { urlEncode } from "../url-encoding.ts";

const largestPage = 1_000;

/**
 * How many entries a page may have; more than S3 gives is no error.
 *
 * @param name of the member as S3's errors have it, `maxKeys`
 * @throws {AwsError} `InvalidArgument`
 */
export const pageSize = (name: string, wanted: number = largestPage): number => {
  if (wanted < 0 || wanted > 2_147_483_647)
    throw invalidArgument(
      `Argument ${name} must be an integer between 0 and 2147483647`,
      name,
      String(wanted),
    );
  return Math.min(wanted, largestPage);
};

export type Encode = (text: string) => string;

/**
 * XML 1.0 cannot hold every character that a key may have; clients can ask for them in URLs' form.
 *
 * @throws {AwsError} `InvalidArgument` for an encoding that there is not
 */
export const encodeAs = (encodingType: string | undefined): Encode => {
  if (encodingType === undefined) return (text) => text;
  if (encodingType !== "url")
    throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encodingType);
  return urlEncode;
};

/** Empty parameters are as good as none. */
export const given = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
