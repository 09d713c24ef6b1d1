import type { Locale } from "../core/locale.ts";
import { pageMessages } from "../locales/pages/messages.ts";
import { Field } from "./parts.tsx";

export interface WarningProps {
	locale: Locale;
	/** Where the decision is sent, and where a person goes who thinks better of it. */
	to: string;
	back: string;
	submit: string;
	happens?: readonly string[];
	erased?: readonly string[];
	kept: readonly string[];
	/** What has to be typed where something is erased. */
	name?: string;
	/** What was typed instead. */
	typed?: string | undefined;
	hidden?: { name: string; value: string };
}

/** What will happen and what is kept, before it happens. */
export function Warning(props: WarningProps) {
	const { danger: words } = pageMessages(props.locale);
	const parts = [
		[words.happens, props.happens ?? []],
		[words.erased, props.erased ?? []],
		[words.kept, props.kept],
	] as const;
	return (
		<>
			<section class="card">
				{parts
					.filter(([, lines]) => lines.length > 0)
					.map(([heading, lines]) => (
						<>
							<h2>{heading}</h2>
							<ul>
								{lines.map((line) => (
									<li>{line}</li>
								))}
							</ul>
						</>
					))}
			</section>
			<form method="post" action={props.to}>
				{props.hidden && <input type="hidden" name={props.hidden.name} value={props.hidden.value} />}
				{props.name !== undefined && (
					<Field
						name="name"
						label={words.typeName(props.name)}
						help={words.typeHelp}
						value={props.typed ?? ""}
						error={props.typed === undefined ? undefined : words.wrongName}
					/>
				)}
				<div class="row">
					<button type="submit" class={props.erased ? "erase" : undefined}>
						{props.submit}
					</button>
					<a href={props.back}>{words.cancel}</a>
				</div>
			</form>
		</>
	);
}

/** A name as it was typed: spaces around it and the keyboard's way of composing letters don't count. */
export function isName(typed: string, name: string): boolean {
	const plain = (text: string) => text.normalize("NFKC").replace(/\s+/g, " ").trim();
	return plain(typed) === plain(name);
}
