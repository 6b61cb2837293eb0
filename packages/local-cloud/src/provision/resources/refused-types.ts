/** Why some types are refused: a reason helps more than "unknown". */
export const refusedTypes: Readonly<Record<string, string>> = {
  "AWS::CloudFormation::CustomResource": "custom resources are not run; create the resource itself",
  "AWS::CloudFormation::Macro": "macros are not run",
  "AWS::CloudFormation::Stack": "nested stacks are not run; put the resources into one template per service",
  "AWS::CloudFront::CloudFrontOriginAccessIdentity":
    "it is legacy; use an AWS::CloudFront::OriginAccessControl",
  "AWS::CloudFront::Function": "functions do not run at the local edge",
  "AWS::Cognito::UserPoolDomain": "the hosted sign-in pages are not served; sign in through the API",
  "AWS::Cognito::UserPoolIdentityProvider": "sign-in through other providers is not available",
  "AWS::DynamoDB::GlobalTable": "there is one region only; declare an AWS::DynamoDB::Table",
  "AWS::Lambda::Url": "function URLs are not served; give the function an http event",
  "AWS::SES::ContactList": "there are no contact lists; keep subscribers in a table",
  "AWS::SES::ReceiptRule": "mail is not received",
  "AWS::SES::ReceiptRuleSet": "mail is not received",
};
