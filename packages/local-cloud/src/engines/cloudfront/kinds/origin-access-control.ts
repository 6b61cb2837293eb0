import { element } from "../../../gateway/protocols/xml.ts";
import { text } from "../../../gateway/protocols/xml-shape.ts";
import { conflict, invalidArgument, unsupported } from "../errors.ts";
import { shortId } from "../stored.ts";
import { type OriginAccessControlConfig, originAccessControlConfig } from "../wire/access.ts";
import type { Kind } from "./kind.ts";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControl.html */
export const originAccessControl: Kind<OriginAccessControlConfig> = {
  name: "OriginAccessControl",
  plural: "OriginAccessControls",
  path: "origin-access-control",
  hasArn: true,
  updatePath: "/config",
  shape: originAccessControlConfig,
  errors: { absent: "NoSuchOriginAccessControl", exists: "OriginAccessControlAlreadyExists" },
  store: ({ stores }) => stores.originAccessControls,
  newId: () => shortId("E"),
  identityOf: ({ Name }) => Name,
  check: ({ Name, OriginAccessControlOriginType: type, SigningBehavior }) => {
    if (Name.length < 1 || Name.length > 64)
      throw invalidArgument("The name of an origin access control has 1 to 64 characters.");
    if (type !== "s3") throw unsupported(`OriginAccessControlOriginType ${type}`, "use s3");
    if (SigningBehavior === "no-override")
      throw unsupported("SigningBehavior no-override", "viewers do not sign for the local S3; use always");
  },
  checkRemoval: ({ id }, { stores }) => {
    const users = stores.distributions
      .list()
      .filter(({ config }) => config.Origins.some((origin) => origin.OriginAccessControlId === id));
    if (users.length > 0)
      throw conflict("OriginAccessControlInUse", `It is used by ${users.map((user) => user.id).join(", ")}.`);
  },
  write: ({ id, config }) =>
    element("Id", id) + element("OriginAccessControlConfig", originAccessControlConfig.write(config)),
  summarise: ({ id, config }) =>
    element("Id", id) +
    element("Description", text.write(config.Description ?? "")) +
    originAccessControlConfig.write({ ...config, Description: undefined }),
};
