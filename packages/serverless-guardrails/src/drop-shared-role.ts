import { resourcesOf, type Template } from "./template.ts";

const sharedRole = "IamRoleLambdaExecution";

/**
 * Removes the role that the framework makes for all functions together; each function has one of its own.
 *
 * @throws {Error} naming the functions that would still run with the shared role
 */
export const dropSharedRole = (template: Template): void => {
  const sharing = resourcesOf(template, "AWS::Lambda::Function").filter(([, { Properties }]) =>
    JSON.stringify(Properties?.Role ?? null).includes(`"${sharedRole}"`),
  );
  if (sharing.length > 0)
    throw new Error(
      `These functions have no role of their own: ${sharing.map(([id]) => id).join(", ")}. ` +
        "Add iamRoleStatements to each in serverless.yml; an empty list will do.",
    );
  delete template.Resources[sharedRole];
};
