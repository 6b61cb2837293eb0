/** The part of blog's stack that a site needs: a bucket that only its distribution reads, and the distribution. */
const bucketName = "skein-test-blog-site";

/** CloudFront's managed policy CachingOptimized. */
const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";

const join = (...parts: unknown[]) => ({ "Fn::Join": ["", parts] });

export const siteStack = {
  Resources: {
    SiteBucket: { Type: "AWS::S3::Bucket", Properties: { BucketName: bucketName } },
    SiteBucketPolicy: {
      Type: "AWS::S3::BucketPolicy",
      Properties: {
        Bucket: { Ref: "SiteBucket" },
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "cloudfront.amazonaws.com" },
              Action: "s3:GetObject",
              Resource: join("arn:aws:s3:::", { Ref: "SiteBucket" }, "/*"),
              Condition: {
                StringEquals: {
                  "AWS:SourceArn": join("arn:aws:cloudfront::", { Ref: "AWS::AccountId" }, ":distribution/", {
                    Ref: "SiteDistribution",
                  }),
                },
              },
            },
          ],
        },
      },
    },
    SiteAccess: {
      Type: "AWS::CloudFront::OriginAccessControl",
      Properties: {
        OriginAccessControlConfig: {
          Name: bucketName,
          OriginAccessControlOriginType: "s3",
          SigningBehavior: "always",
          SigningProtocol: "sigv4",
        },
      },
    },
    SiteHeaders: {
      Type: "AWS::CloudFront::ResponseHeadersPolicy",
      Properties: {
        ResponseHeadersPolicyConfig: {
          Name: bucketName,
          SecurityHeadersConfig: {
            ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: true },
            ContentTypeOptions: { Override: true },
          },
        },
      },
    },
    SiteDistribution: {
      Type: "AWS::CloudFront::Distribution",
      Properties: {
        DistributionConfig: {
          Enabled: true,
          DefaultRootObject: "index.html",
          Origins: [
            {
              Id: "bucket",
              DomainName: { "Fn::GetAtt": ["SiteBucket", "RegionalDomainName"] },
              OriginAccessControlId: { Ref: "SiteAccess" },
              S3OriginConfig: {},
            },
          ],
          DefaultCacheBehavior: {
            TargetOriginId: "bucket",
            ViewerProtocolPolicy: "redirect-to-https",
            CachePolicyId: cachingOptimized,
            ResponseHeadersPolicyId: { Ref: "SiteHeaders" },
            Compress: true,
          },
          // Who may not list a bucket does not learn from S3 what is not in it.
          CustomErrorResponses: [
            { ErrorCode: 403, ResponseCode: 404, ResponsePagePath: "/404.html", ErrorCachingMinTTL: 10 },
          ],
        },
      },
    },
  },
  Outputs: {
    SiteBucketName: { Value: { Ref: "SiteBucket" } },
    SiteDistributionId: { Value: { Ref: "SiteDistribution" } },
    SiteUrl: { Value: join("https://", { "Fn::GetAtt": ["SiteDistribution", "DomainName"] }) },
  },
} as const;

export interface SiteOutputs {
  readonly SiteBucketName: string;
  readonly SiteDistributionId: string;
  readonly SiteUrl: string;
}
