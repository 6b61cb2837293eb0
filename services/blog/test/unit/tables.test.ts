import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>;
type Make = (framework: {
  readonly resolveVariable: (name: string) => Promise<unknown>;
}) => Promise<{ readonly Resources: Resources }>;

const makeTables: Make = createRequire(import.meta.url)("../../resources/tables.cjs");

const table = (TableName: string) => ({
  Type: "AWS::DynamoDB::Table",
  DeletionPolicy: "Retain",
  Properties: {
    TableName,
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
  },
});

const tablesIn = async (replicaRegions: string) => {
  const variables: Readonly<Record<string, unknown>> = {
    "param:replicaRegions, ''": replicaRegions,
    "self:provider.region": "us-east-1",
    "file(resources/posts-table.yml)": { Resources: { PostsTable: table("posts") } },
    "file(resources/subscribers-table.yml)": { Resources: { SubscribersTable: table("subscribers") } },
  };
  const { Resources } = await makeTables({ resolveVariable: async (name) => variables[name] });
  return Resources;
};

describe("the tables", () => {
  it("are as their files say where no region is named", async () => {
    expect(await tablesIn("")).toEqual({
      PostsTable: table("posts"),
      SubscribersTable: table("subscribers"),
    });
  });

  it("are global ones where regions are named, protected and recoverable in each, the own region too", async () => {
    const settings = {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    };
    const { PostsTable, SubscribersTable } = await tablesIn(" eu-west-1, us-east-1,");
    expect(PostsTable).toEqual({
      Type: "AWS::DynamoDB::GlobalTable",
      DeletionPolicy: "Retain",
      Properties: {
        TableName: "posts",
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
        Replicas: [
          { Region: "us-east-1", ...settings },
          { Region: "eu-west-1", ...settings },
        ],
      },
    });
    expect(SubscribersTable?.Type).toBe("AWS::DynamoDB::GlobalTable");
  });
});
