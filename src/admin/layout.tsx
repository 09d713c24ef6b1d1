import type { Child } from "hono/jsx";
import type { Locale } from "../core/locale.ts";
import { pageMessages } from "../locales/pages/messages.ts";
import { Navigation, type Place } from "./navigation.tsx";
import { Action } from "./parts.tsx";
import { SCRIPT_PATH } from "./script.ts";
import { STYLE } from "./style.ts";

export interface LayoutProps {
	title: string;
	locale: Locale;
	nonce: string;
	/** Path and query of this page, for the language switch; null where it can't be asked for again. */
	path: string | null;
	/** null: a page that stands alone. `person`: likewise, of somebody who only ties their own account. */
	place: Place | "person" | null;
	/** Who is signed in. */
	person: string | null;
	/** The page that this one is a part of. */
	up?: { to: string; label: string };
	/** Where the browser goes by itself. */
	forward?: string;
	/** What the page's distances count from. */
	now: number;
	children: Child;
}

export function Layout(props: LayoutProps) {
	const { title, locale, nonce, path, place, person, up, forward, now, children } = props;
	const { common, overview } = pageMessages(locale);
	const isApp = place !== null && place !== "person";
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
			<body
				class={isApp ? "app" : "alone"}
				data-now={String(now)}
				data-words={JSON.stringify({ busy, copy, copied, updated })}
			>
				<a class="skip" href="#content">
					{common.skip}
				</a>
				<header class="bar">
					<a class="brand" href="/">
						Deskbridge
					</a>
					{isApp && <Navigation current={place} locale={locale} />}
					{path !== null && (
						<a class="language" lang={other(locale)} href={withLanguage(path, other(locale))}>
							{common.otherLanguage}
						</a>
					)}
				</header>
				<main id="content" tabindex={-1}>
					{up && (
						<p class="up">
							<a href={up.to}>{up.label}</a>
						</p>
					)}
					<h1>{title}</h1>
					{children}
				</main>
				{isApp && person !== null && (
					<footer class="account">
						<span>{overview.signedInAs(person)}</span>
						<Action to="/admin/sign-out" label={common.signOut} look="plain" />
					</footer>
				)}
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
