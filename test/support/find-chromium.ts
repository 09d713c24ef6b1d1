import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** No updates, no look-ups: the browser talks to this machine alone. */
export const CHROMIUM_FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** `CHROMIUM`, or the first that the PATH has. */
export function findChromium(): string {
	const onPath = (process.env.PATH ?? "")
		.split(delimiter)
		.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	const found = [process.env.CHROMIUM ?? "", ...onPath, ...ELSEWHERE].find(
		(file) => file && existsSync(file),
	);
	if (found) return found;
	throw new Error(
		"The browser tests need Chromium. Debian, Ubuntu: apt-get install chromium fonts-noto-cjk. macOS: brew install --cask chromium. Or set CHROMIUM to its path.",
	);
}
