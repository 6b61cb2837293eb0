/**
 * What guests can do at most, whatever their role says, when Cognito gives them their credentials.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
 */
const wholeServices = [
  "appsync",
  "cloudwatch",
  "cognito-identity",
  "cognito-idp",
  "cognito-sync",
  "comprehend",
  "dynamodb",
  "execute-api",
  "firehose",
  "gamelift",
  "geo",
  "iot",
  "kinesis",
  "lambda",
  "lex",
  "logs",
  "machinelearning",
  "mobileanalytics",
  "mobiletargeting",
  "personalize",
  "polly",
  "rekognition",
  "rum",
  "s3",
  "sdb",
  "ses",
  "sns",
  "sqs",
  "transcribe",
  "translate",
];

const singleActions = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncrypt*",
  "sagemaker:InvokeEndpoint",
  "textract:AnalyzeDocument",
  "textract:DetectDocumentText",
];

/** A session policy, as STS takes it. */
export const guestPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: [...wholeServices.map((service) => `${service}:*`), ...singleActions],
      Resource: "*",
    },
  ],
});
