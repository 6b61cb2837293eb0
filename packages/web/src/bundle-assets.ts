import path from "node:path";
import { build } from "esbuild";
import type { SiteFile } from "./site-file.ts";

const folder = path.resolve(import.meta.dirname, "..");

/** What pages call an asset, and what it is made of. */
const entryPoints = {
  style: "assets/site.css",
  icon: "assets/icon.svg",
  forms: "browser/forms.ts",
} as const;
type AssetName = keyof typeof entryPoints;

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

export interface Assets {
  readonly files: readonly SiteFile[];
  /** Where pages find each of them: `/assets/site-4N5KQF2B.css`. */
  readonly paths: Readonly<Record<AssetName, string>>;
}

/** Thrown when an asset cannot be served as what it is. */
export class UnknownAsset extends Error {
  override readonly name = "UnknownAsset";
}

const contentTypeOf = (file: string): string => {
  const type = contentTypes[path.extname(file)];
  if (!type) throw new UnknownAsset(`${file} is no kind of asset that bundle-assets.ts knows a type for`);
  return type;
};

/** Bundles and minifies what pages load, and names each file by its content. */
export const bundleAssets = async (): Promise<Assets> => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: Object.values(entryPoints),
    entryNames: "assets/[name]-[hash]",
    outdir: ".",
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    loader: { ".svg": "copy" },
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const keys = new Map(Object.entries(metafile.outputs).map(([key, { entryPoint }]) => [entryPoint, key]));
  const pathOf = (name: AssetName): string => {
    // A file that is copied is no entry point to esbuild, but an input like any other.
    const source = entryPoints[name];
    const copied = Object.entries(metafile.outputs).find(([, { inputs }]) => source in inputs)?.[0];
    return `/${keys.get(source) ?? copied}`;
  };
  return {
    files: outputFiles.map(({ path: file, contents }) => ({
      key: path.relative(folder, file).split(path.sep).join("/"),
      kind: "asset",
      body: contents,
      contentType: contentTypeOf(file),
      cacheControl: "public, max-age=31536000, immutable",
    })),
    paths: { style: pathOf("style"), icon: pathOf("icon"), forms: pathOf("forms") },
  };
};
