/** Settings of a function come from its environment, which the service's template declares. */

/** Thrown when the template does not give a function what its code needs. */
export class MissingSetting extends Error {
  constructor(name: string) {
    super(`The environment variable ${name} is not set: add it to the function in serverless.yml`);
    this.name = "MissingSetting";
  }
}

/** @throws {MissingSetting} naming the variable */
export const setting = (name: string, env: NodeJS.ProcessEnv = process.env): string => {
  const value = env[name];
  if (!value) throw new MissingSetting(name);
  return value;
};

/** `"a, b"` -> `["a", "b"]` */
export const listSetting = (value: string | undefined): readonly string[] =>
  (value ?? "").split(",").flatMap((item) => item.trim() || []);
