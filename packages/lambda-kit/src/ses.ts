/** The one call of SES that functions make: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
import type { SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { type AwsCallOptions, type AwsEndpoint, awsCaller } from "./aws/call.ts";

export interface Ses {
  /**
   * SES has no token that would make a second call the first one again. So one that may have been carried out is not
   * repeated here: who calls knows whether a second mail does harm.
   *
   * @throws {AwsFailure}
   */
  sendEmail(input: SendEmailCommandInput, signal?: AbortSignal): Promise<void>;
}

export const sesCaller = (endpoint: AwsEndpoint, options: Pick<AwsCallOptions, "credentials"> = {}): Ses => {
  const call = awsCaller(endpoint, { ...options, repeatable: false });
  return {
    async sendEmail(input, signal) {
      const body = JSON.stringify(input);
      await call({ path: "/v2/email/outbound-emails", contentType: "application/json", body, signal });
    },
  };
};
