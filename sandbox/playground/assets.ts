import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface Assets {
	script: string;
	style: string;
	/** Changes with the content, so that a browser never mixes two builds. */
	version: string;
}

const root = fileURLToPath(new URL("./client/", import.meta.url));

export async function buildAssets(): Promise<Assets> {
	const { outputFiles } = await build({
		entryPoints: { script: `${root}main.tsx`, style: `${root}styles/main.css` },
		outdir: "out",
		write: false,
		bundle: true,
		minify: true,
		format: "esm",
		target: "es2022",
		charset: "utf8",
		jsx: "automatic",
		jsxImportSource: "preact",
		logLevel: "silent",
	});
	const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
	const [script, style] = [textOf(".js"), textOf(".css")];
	const version = createHash("sha256").update(script).update(style).digest("hex").slice(0, 12);
	return { script, style, version };
}
