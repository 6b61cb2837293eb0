// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub
/** Templates in the shape that `serverless package` gives to users and todos, cut down to one of each. */
import type { JsonObject } from "../../../../src/provision/json.ts";

const trust = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com"] }, Action: ["sts:AssumeRole"] },
  ],
};

const roleOf = (service: string, name: string, statements: JsonObject[]): JsonObject => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: trust,
    Path: "/",
    RoleName: { "Fn::Join": ["-", [`skein-${service}`, "dev", name, { Ref: "AWS::Region" }, "lambdaRole"]] },
    Policies: [
      {
        PolicyName: `skein-${service}-dev-lambda`,
        PolicyDocument: { Version: "2012-10-17", Statement: statements },
      },
    ],
  },
});

const allow = (Action: string, Resource: JsonObject): JsonObject => ({
  Effect: "Allow",
  Action: [Action],
  Resource,
});

interface FunctionParts {
  readonly environment: JsonObject;
  readonly statements: JsonObject[];
  /** As if packaged at another time. */
  readonly packagedAt: string;
}

const functionOf = (
  service: string,
  name: string,
  { environment, statements, packagedAt }: FunctionParts,
) => {
  const logicalId = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return {
    [`${logicalId}LogGroup`]: {
      Type: "AWS::Logs::LogGroup",
      Properties: { LogGroupName: `/aws/lambda/skein-${service}-dev-${name}`, RetentionInDays: 14 },
    },
    [`${logicalId}IamRoleLambdaExecution`]: roleOf(service, name, statements),
    [`${logicalId}LambdaFunction`]: {
      Type: "AWS::Lambda::Function",
      Properties: {
        Code: {
          S3Bucket: { Ref: "ServerlessDeploymentBucket" },
          S3Key: `serverless/${packagedAt}/${name}.zip`,
        },
        Handler: `src/functions/${name}.handler`,
        Runtime: "nodejs24.x",
        FunctionName: `skein-${service}-dev-${name}`,
        MemorySize: 512,
        Timeout: 10,
        Architectures: ["arm64"],
        TracingConfig: { Mode: "Active" },
        Environment: { Variables: environment },
        Role: { "Fn::GetAtt": [`${logicalId}IamRoleLambdaExecution`, "Arn"] },
      },
      DependsOn: [`${logicalId}LogGroup`],
    },
  } satisfies Record<string, JsonObject>;
};

const apiOf = (service: string, authorizer: JsonObject, handler: string, packagedAt: string) =>
  ({
    ApiGatewayRestApi: {
      Type: "AWS::ApiGateway::RestApi",
      Properties: { Name: `dev-skein-${service}`, EndpointConfiguration: { Types: ["EDGE"] }, Policy: "" },
    },
    ApiGatewayResource: {
      Type: "AWS::ApiGateway::Resource",
      Properties: {
        ParentId: { "Fn::GetAtt": ["ApiGatewayRestApi", "RootResourceId"] },
        PathPart: service,
        RestApiId: { Ref: "ApiGatewayRestApi" },
      },
    },
    ApiGatewayMethodGet: {
      Type: "AWS::ApiGateway::Method",
      Properties: {
        HttpMethod: "GET",
        ResourceId: { Ref: "ApiGatewayResource" },
        RestApiId: { Ref: "ApiGatewayRestApi" },
        AuthorizationType: "COGNITO_USER_POOLS",
        AuthorizerId: { Ref: "Authorizer" },
        AuthorizationScopes: ["aws.cognito.signin.user.admin"],
        Integration: {
          IntegrationHttpMethod: "POST",
          Type: "AWS_PROXY",
          Uri: {
            "Fn::Join": [
              "",
              [
                "arn:aws:apigateway:lambda:path/2015-03-31/functions/",
                { "Fn::GetAtt": [handler, "Arn"] },
                "/invocations",
              ],
            ],
          },
        },
      },
      DependsOn: ["Authorizer"],
    },
    Authorizer: {
      Type: "AWS::ApiGateway::Authorizer",
      Properties: {
        Name: "accessToken",
        RestApiId: { Ref: "ApiGatewayRestApi" },
        Type: "COGNITO_USER_POOLS",
        ProviderARNs: [authorizer],
      },
    },
    [`ApiGatewayDeployment${packagedAt}`]: {
      Type: "AWS::ApiGateway::Deployment",
      Properties: { RestApiId: { Ref: "ApiGatewayRestApi" }, StageName: "dev" },
      DependsOn: ["ApiGatewayMethodGet"],
    },
    ApiPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        FunctionName: { "Fn::GetAtt": [handler, "Arn"] },
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
        SourceArn: {
          "Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${ApiGatewayRestApi}/*/*",
        },
      },
    },
  }) satisfies Record<string, JsonObject>;

const deploymentBucket = {
  ServerlessDeploymentBucket: { Type: "AWS::S3::Bucket", Properties: {} },
  ServerlessDeploymentBucketPolicy: {
    Type: "AWS::S3::BucketPolicy",
    Properties: {
      Bucket: { Ref: "ServerlessDeploymentBucket" },
      PolicyDocument: {
        Statement: [
          {
            Action: "s3:*",
            Effect: "Deny",
            Principal: "*",
            Resource: [
              { "Fn::Sub": "arn:${AWS::Partition}:s3:::${ServerlessDeploymentBucket}/*" },
              { "Fn::Sub": "arn:${AWS::Partition}:s3:::${ServerlessDeploymentBucket}" },
            ],
            Condition: { Bool: { "aws:SecureTransport": false } },
          },
        ],
      },
    },
  },
} satisfies Record<string, JsonObject>;

const apiUrl = { "Fn::Sub": "https://${ApiGatewayRestApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/dev" };

const parameter = (Name: string, Value: JsonObject): JsonObject => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Name, Type: "String", Value },
});

export const usersTemplate = ({ packagedAt = "1" } = {}): JsonObject => ({
  AWSTemplateFormatVersion: "2010-09-09",
  Resources: {
    ...deploymentBucket,
    ...functionOf("users", "createProfile", {
      packagedAt,
      environment: { PROFILES_TABLE: { Ref: "ProfilesTable" } },
      statements: [allow("dynamodb:PutItem", { "Fn::GetAtt": ["ProfilesTable", "Arn"] })],
    }),
    ...apiOf(
      "users",
      { "Fn::GetAtt": ["CognitoUserPoolUsers", "Arn"] },
      "CreateProfileLambdaFunction",
      packagedAt,
    ),
    ProfilesTable: {
      Type: "AWS::DynamoDB::Table",
      DeletionPolicy: "Delete",
      Properties: {
        TableName: "skein-dev-users-profiles",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      },
    },
    CognitoUserPoolUsers: {
      Type: "AWS::Cognito::UserPool",
      Properties: {
        UserPoolName: "skein-dev-users",
        UsernameAttributes: ["email"],
        AutoVerifiedAttributes: ["email"],
        Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
        LambdaConfig: { PostConfirmation: { "Fn::GetAtt": ["CreateProfileLambdaFunction", "Arn"] } },
      },
      DependsOn: ["CreateProfileLambdaFunction"],
    },
    TriggerPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        FunctionName: { "Fn::GetAtt": ["CreateProfileLambdaFunction", "Arn"] },
        Action: "lambda:InvokeFunction",
        Principal: "cognito-idp.amazonaws.com",
        SourceArn: { "Fn::GetAtt": ["CognitoUserPoolUsers", "Arn"] },
      },
    },
    UserPoolClient: {
      Type: "AWS::Cognito::UserPoolClient",
      Properties: {
        ClientName: "skein-dev-site",
        UserPoolId: { Ref: "CognitoUserPoolUsers" },
        GenerateSecret: false,
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      },
    },
    EventsTopic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "skein-dev-users-events" } },
    UserPoolIdParameter: parameter("/skein/dev/users/UserPoolId", { Ref: "CognitoUserPoolUsers" }),
    UserPoolArnParameter: parameter("/skein/dev/users/UserPoolArn", {
      "Fn::GetAtt": ["CognitoUserPoolUsers", "Arn"],
    }),
    ApiUrlParameter: parameter("/skein/dev/users/ApiUrl", apiUrl),
  },
  Outputs: {
    UserPoolId: { Value: { Ref: "CognitoUserPoolUsers" } },
    UserPoolClientId: { Value: { Ref: "UserPoolClient" } },
    EventsTopicArn: { Value: { Ref: "EventsTopic" } },
    ApiUrl: { Value: apiUrl },
  },
});

export interface TodosVariant {
  readonly packagedAt?: string;
  /** Also an index by due date. */
  readonly withIndex?: boolean;
  readonly tableAction?: string;
  readonly logLevel?: string;
  readonly visibilityTimeout?: number;
  readonly queueName?: string;
  /** Also an audit queue, which nothing else refers to. */
  readonly withAudit?: boolean;
  readonly more?: Record<string, JsonObject>;
}

const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: "S" });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];

export const todosTemplate = (variant: TodosVariant = {}): JsonObject => {
  const { packagedAt = "1", tableAction = "dynamodb:Query", logLevel = "INFO", more = {} } = variant;
  const { queueName = "skein-dev-todos-user-deleted", visibilityTimeout = 60 } = variant;
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Conditions: { DaxEnabled: { "Fn::Equals": ["off", "on"] } },
    Resources: {
      ...deploymentBucket,
      ...functionOf("todos", "listTodos", {
        packagedAt,
        environment: {
          TODOS_TABLE: { Ref: "TodosTable" },
          QUEUE_URL: { Ref: "UserDeleted" },
          USER_POOL_ID: "{{resolve:ssm:/skein/dev/users/UserPoolId}}",
          CURSOR_SECRET: { "Fn::Sub": "{{resolve:secretsmanager:${CursorSecret}:SecretString}}" },
          DAX_ENDPOINT: { "Fn::If": ["DaxEnabled", { "Fn::GetAtt": ["DaxCluster", "Endpoint"] }, ""] },
          LOG_LEVEL: logLevel,
        },
        statements: [allow(tableAction, { "Fn::GetAtt": ["TodosTable", "Arn"] })],
      }),
      ...apiOf(
        "todos",
        { "Fn::Sub": "{{resolve:ssm:/skein/dev/users/UserPoolArn}}" },
        "ListTodosLambdaFunction",
        packagedAt,
      ),
      DaxCluster: {
        Type: "AWS::DAX::Cluster",
        Condition: "DaxEnabled",
        Properties: { ReplicationFactor: 3 },
      },
      CursorSecret: {
        Type: "AWS::SecretsManager::Secret",
        Properties: { Name: "skein-dev-todos-cursor", GenerateSecretString: { PasswordLength: 64 } },
      },
      TodosTable: {
        Type: "AWS::DynamoDB::Table",
        Properties: {
          TableName: "skein-dev-todos",
          BillingMode: "PAY_PER_REQUEST",
          AttributeDefinitions: [
            attribute("ownerId"),
            attribute("id"),
            ...(variant.withIndex ? [attribute("dueAt")] : []),
          ],
          KeySchema: keys("ownerId", "id"),
          StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
          ...(variant.withIndex
            ? {
                GlobalSecondaryIndexes: [
                  {
                    IndexName: "due",
                    KeySchema: keys("ownerId", "dueAt"),
                    Projection: { ProjectionType: "ALL" },
                  },
                ],
              }
            : {}),
        },
      },
      EventsTopic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "skein-dev-todos-events" } },
      UserDeleted: {
        Type: "AWS::SQS::Queue",
        Properties: {
          QueueName: queueName,
          VisibilityTimeout: visibilityTimeout,
          RedrivePolicy: {
            maxReceiveCount: 5,
            deadLetterTargetArn: { "Fn::GetAtt": ["UserDeletedDlq", "Arn"] },
          },
        },
      },
      UserDeletedDlq: { Type: "AWS::SQS::Queue", Properties: { MessageRetentionPeriod: 1209600 } },
      UserDeletedPolicy: {
        Type: "AWS::SQS::QueuePolicy",
        Properties: {
          Queues: [{ Ref: "UserDeleted" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "sns.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: { "Fn::GetAtt": ["UserDeleted", "Arn"] },
                Condition: {
                  ArnEquals: {
                    "aws:SourceArn": {
                      "Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:skein-dev-users-events",
                    },
                  },
                },
              },
            ],
          },
        },
      },
      UserDeletedSubscription: {
        Type: "AWS::SNS::Subscription",
        Properties: {
          TopicArn: { "Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:skein-dev-users-events" },
          Protocol: "sqs",
          Endpoint: { "Fn::GetAtt": ["UserDeleted", "Arn"] },
          RawMessageDelivery: true,
          FilterPolicy: { type: ["skein.users.user.deleted.v1"] },
        },
        DependsOn: "UserDeletedPolicy",
      },
      UserDeletedMapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: {
          EventSourceArn: { "Fn::GetAtt": ["UserDeleted", "Arn"] },
          FunctionName: { "Fn::GetAtt": ["ListTodosLambdaFunction", "Arn"] },
          BatchSize: 10,
          FunctionResponseTypes: ["ReportBatchItemFailures"],
        },
      },
      StreamMapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: {
          EventSourceArn: { "Fn::GetAtt": ["TodosTable", "StreamArn"] },
          FunctionName: { "Fn::GetAtt": ["ListTodosLambdaFunction", "Arn"] },
          StartingPosition: "TRIM_HORIZON",
          BatchSize: 100,
          MaximumRetryAttempts: 10,
        },
      },
      UserDeletedAlarm: {
        Type: "AWS::CloudWatch::Alarm",
        Properties: {
          Dimensions: [{ Name: "QueueName", Value: { "Fn::GetAtt": ["UserDeletedDlq", "QueueName"] } }],
        },
      },
      ...(variant.withAudit
        ? { Audit: { Type: "AWS::SQS::Queue", Properties: { QueueName: "todos-audit" } } }
        : {}),
      ...more,
    },
    Outputs: {
      ServiceEndpoint: { Value: apiUrl },
      EventsTopicArn: { Value: { Ref: "EventsTopic" } },
    },
  };
};
