/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { BlockContext } from "../blocks/context.ts";
import { Icon } from "../icons.tsx";
import { formatDate, formatSlackDate } from "./dates.ts";
import { toEmoji } from "./emoji.ts";
import { parseMrkdwn } from "./parse.ts";
import type { Inline } from "./tree.ts";

/** Slack's markup as elements: text nodes only, so nothing in it can become HTML. */
export function Mrkdwn({
	text,
	verbatim = false,
	ctx,
}: {
	text: string;
	verbatim?: boolean;
	ctx: BlockContext;
}) {
	return (
		<div class="mrkdwn">
			{parseMrkdwn(text, { verbatim }).map((block) => {
				if (block.kind === "pre") return <pre>{block.text}</pre>;
				const children = <Inlines nodes={block.children} ctx={ctx} />;
				return block.kind === "quote" ? <blockquote>{children}</blockquote> : <p>{children}</p>;
			})}
		</div>
	);
}

export function Inlines({ nodes, ctx }: { nodes: Inline[]; ctx: BlockContext }) {
	return <>{nodes.map((node) => toElement(node, ctx))}</>;
}

export function ExternalLink({
	url,
	ctx,
	children,
}: {
	url: string;
	ctx: BlockContext;
	children: ComponentChildren;
}) {
	return (
		<a href={ctx.toHref(url)} target="_blank" rel="noopener noreferrer">
			{children}
		</a>
	);
}

/** Slack draws its emoji itself; a machine without a font for them would show an empty box where it matters most. */
function withLocks(text: string) {
	const [first, ...rest] = text.split("🔒");
	if (rest.length === 0) return text;
	return [
		first,
		...rest.map((part) => (
			<>
				<span class="drawn" role="img" aria-label="🔒">
					<Icon name="lock" size={16} />
				</span>
				{part}
			</>
		)),
	];
}

function toElement(node: Inline, ctx: BlockContext) {
	switch (node.kind) {
		case "text":
			return withLocks(node.text);
		case "bold":
			return (
				<strong>
					<Inlines nodes={node.children} ctx={ctx} />
				</strong>
			);
		case "italic":
			return (
				<em>
					<Inlines nodes={node.children} ctx={ctx} />
				</em>
			);
		case "strike":
			return (
				<s>
					<Inlines nodes={node.children} ctx={ctx} />
				</s>
			);
		case "code":
			return <code>{node.text}</code>;
		case "link":
			return (
				<ExternalLink url={node.url} ctx={ctx}>
					{node.label}
				</ExternalLink>
			);
		case "user":
			return <span class="mention">@{nameOf(ctx.people, node)}</span>;
		case "channel":
			return <span class="mention">#{nameOf(ctx.channels, node)}</span>;
		case "group":
			return <span class="mention">@{node.label ?? node.id}</span>;
		case "broadcast":
			return <span class="mention loud">@{node.range}</span>;
		case "emoji":
			return <Emoji name={node.name} />;
		case "break":
			return <br />;
		case "date":
			return <SlackDate node={node} ctx={ctx} />;
	}
}

/** Status marks are drawn: where a machine has no emoji font, colour circles would be empty boxes. */
function Emoji({ name }: { name: string }) {
	const circle = /^(?:large_)?(red|orange|yellow|green|blue|purple|white|black)_circle$/.exec(name)?.[1];
	if (circle) return <span class={`circle ${circle}`} role="img" aria-label={name.replaceAll("_", " ")} />;
	return <>{toEmoji(name) ?? `:${name}:`}</>;
}

function nameOf(known: readonly { id: string; name: string }[], node: { id: string; label: string | null }) {
	return known.find(({ id }) => id === node.id)?.name ?? node.label ?? node.id;
}

export function SlackDate({ node, ctx }: { node: Inline & { kind: "date" }; ctx: BlockContext }) {
	const text = formatSlackDate(node.epoch, node.format, ctx.reader, ctx.now) || node.fallback;
	const at = node.epoch * 1000;
	const valid = Math.abs(at) < 8.64e15;
	const exact = valid ? formatDate(at, { dateStyle: "full", timeStyle: "short" }, ctx.reader) : node.fallback;
	const time = (
		<time dateTime={valid ? new Date(at).toISOString() : ""} title={exact}>
			{text}
		</time>
	);
	return node.url ? (
		<ExternalLink url={node.url} ctx={ctx}>
			{time}
		</ExternalLink>
	) : (
		time
	);
}
