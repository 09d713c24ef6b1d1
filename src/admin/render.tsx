import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ProviderName } from "../desk/help-desk.ts";
import { type PageMessages, pageMessages } from "../locales/pages/messages.ts";
import type { PageContext } from "./env.ts";
import { Layout, type LayoutProps } from "./layout.tsx";

export interface Page {
	title: string;
	body: Child;
	status?: ContentfulStatusCode;
	place?: LayoutProps["place"];
	/** The page that this one is a part of. */
	up?: NonNullable<LayoutProps["up"]>;
	forward?: string;
}

export function renderPage(c: PageContext, { title, body, status = 200, place = null, up, forward }: Page) {
	const url = new URL(c.req.url);
	const page = (
		<Layout
			title={title}
			locale={c.var.locale}
			nonce={c.get("secureHeadersNonce") ?? ""}
			// What a form answered can't be asked for again in another language.
			path={c.req.method === "GET" && !forward ? url.pathname + url.search : null}
			place={place}
			person={c.get("session")?.agentName ?? null}
			// The page that says why there is no configuration has no context.
			now={c.get("ctx")?.now() ?? Date.now()}
			{...(up ? { up } : {})}
			{...(forward ? { forward } : {})}
		>
			{body}
		</Layout>
	);
	return c.html(html`<!doctype html>${page}`, status);
}

export function messagesFor(c: PageContext, provider: ProviderName | null = null): PageMessages {
	return pageMessages(c.var.locale, provider);
}

/** A page that is one or two sentences and a way on. */
export function renderMessage(
	c: PageContext,
	page: {
		title: string;
		text: readonly (string | null)[];
		link?: { to: string; label: string };
		status?: ContentfulStatusCode;
		place?: LayoutProps["place"];
	},
) {
	const { title, text, link, status = 200, place = null } = page;
	const body = (
		<>
			{text
				.filter((part) => part !== null)
				.map((part) => (
					<p>{part}</p>
				))}
			{link && (
				<p>
					<a class="button" href={link.to}>
						{link.label}
					</a>
				</p>
			)}
		</>
	);
	return renderPage(c, { title, body, status, place });
}

export function renderNotFound(c: PageContext) {
	const { problem, common } = messagesFor(c);
	const link = { to: "/", label: common.home };
	return renderMessage(c, { title: problem.notFoundTitle, text: [problem.notFound], link, status: 404 });
}
