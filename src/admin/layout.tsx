import type { Child } from "hono/jsx";
import type { Locale } from "../core/locale.ts";
import { pageMessages } from "../locales/pages/messages.ts";
import { SCRIPT_PATH } from "./script.ts";
import { STYLE } from "./style.ts";

export interface LayoutProps {
	title: string;
	locale: Locale;
	nonce: string;
	/** Path and query of this page, for the language switch; null where it can't be asked for again. */
	path: string | null;
	/** `person`: somebody who only ties their own account, and has no use for the rest. */
	place: "setup" | "overview" | "agents" | "activity" | "desk" | "person" | null;
	/** Where the browser goes by itself. */
	forward?: string;
	/** What the page's distances count from. */
	now: number;
	children: Child;
}

export function Layout({ title, locale, nonce, path, place, forward, now, children }: LayoutProps) {
	const { common } = pageMessages(locale);
	const { busy, copy, copied, updated } = common.scripts;
	return (
		<html lang={locale}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				{forward && <meta http-equiv="refresh" content={`0; url=${forward}`} />}
				<title>{`${title} · Deskbridge`}</title>
				<link rel="icon" href={ICON} />
				<style nonce={nonce} dangerouslySetInnerHTML={{ __html: STYLE }} />
				<script nonce={nonce} src={SCRIPT_PATH} defer />
			</head>
			<body data-now={String(now)} data-words={JSON.stringify({ busy, copy, copied, updated })}>
				<a class="skip" href="#content">
					{common.skip}
				</a>
				<header class="bar">
					<div>
						<a class="brand" href="/">
							Deskbridge
						</a>
						{place !== "person" && (
							<nav>
								<a href="/admin" aria-current={place === "overview" ? "page" : undefined}>
									{common.overview}
								</a>
								<a href="/admin/agents" aria-current={place === "agents" ? "page" : undefined}>
									{common.agents}
								</a>
								<a href="/admin/activity" aria-current={place === "activity" ? "page" : undefined}>
									{common.activity}
								</a>
								<a href="/admin/desk" aria-current={place === "desk" ? "page" : undefined}>
									{common.desk}
								</a>
								<a href="/setup" aria-current={place === "setup" ? "page" : undefined}>
									{common.setup}
								</a>
							</nav>
						)}
						{path !== null && (
							<a class="language" lang={other(locale)} href={withLanguage(path, other(locale))}>
								{common.otherLanguage}
							</a>
						)}
					</div>
				</header>
				<main id="content" tabindex={-1}>
					<h1>{title}</h1>
					{children}
				</main>
			</body>
		</html>
	);
}

/** A square of the accent, so that no request for an icon is made. */
const ICON =
	"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%230b6468' d='M4 1h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H1V4a3 3 0 0 1 3-3z'/%3E%3C/svg%3E";

function other(locale: Locale): Locale {
	return locale === "en" ? "ja" : "en";
}

function withLanguage(path: string, locale: Locale): string {
	const url = new URL(path, "https://page.invalid");
	url.searchParams.set("lang", locale);
	return url.pathname + url.search;
}
