import type { Child } from "hono/jsx";

/** Label above, help below, what is wrong below that; both are tied to the input. */
export function Field(props: {
	name: string;
	label: string;
	help?: string | undefined;
	error?: string | undefined;
	value?: string | undefined;
	type?: "text" | "password" | "url" | "time" | "date" | "search";
	children?: Child;
}) {
	const { name, label, help, error, value, type = "text" } = props;
	return (
		<div class="field">
			<label for={name}>{label}</label>
			{props.children ?? (
				<input
					id={name}
					name={name}
					type={type}
					value={type === "password" ? undefined : value}
					autocomplete="off"
					autocapitalize="off"
					spellcheck={false}
					{...describedBy(name, help, error)}
				/>
			)}
			<FieldNotes name={name} help={help} error={error} />
		</div>
	);
}

export function SelectField(props: {
	name: string;
	label: string;
	help?: string | undefined;
	error?: string | undefined;
	value?: string | undefined;
	/** What stands for no choice; left out where there is always one. */
	empty?: string;
	options: readonly { value: string; label: string }[];
}) {
	const { name, label, help, error, value, empty, options } = props;
	return (
		<div class="field">
			<label for={name}>{label}</label>
			<select id={name} name={name} {...describedBy(name, help, error)}>
				{empty !== undefined && <option value="">{empty}</option>}
				{options.map((option) => (
					<option value={option.value} selected={option.value === value}>
						{option.label}
					</option>
				))}
			</select>
			<FieldNotes name={name} help={help} error={error} />
		</div>
	);
}

export function Tick(props: {
	name: string;
	label: string;
	help?: string | undefined;
	checked?: boolean;
	error?: string | undefined;
}) {
	const { name, label, help, checked = false, error } = props;
	return (
		<div class="field">
			<div class="tick">
				<input
					id={name}
					name={name}
					type="checkbox"
					value="yes"
					checked={checked}
					{...describedBy(name, help, error)}
				/>
				<label for={name}>{label}</label>
			</div>
			<FieldNotes name={name} help={help} error={error} />
		</div>
	);
}

function FieldNotes(props: { name: string; help: string | undefined; error: string | undefined }) {
	const { name, help, error } = props;
	return (
		<>
			{help && (
				<p class="help" id={`${name}-help`}>
					{help}
				</p>
			)}
			{error && (
				<p class="error" id={`${name}-error`}>
					{error}
				</p>
			)}
		</>
	);
}

function describedBy(name: string, help: string | undefined, error: string | undefined) {
	const ids = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ");
	return {
		...(ids ? { "aria-describedby": ids } : {}),
		// The first thing a person has to mend is where the keyboard is.
		...(error ? { "aria-invalid": "true" as const, autofocus: true } : {}),
	};
}

/** A dot with a word; the dot's shape differs too. */
export function State({ kind, children }: { kind: "good" | "attention" | "off"; children?: Child }) {
	return <span class={`state ${kind}`}>{children}</span>;
}

/** `isStanding`: it says how things are; any other answers what was just done. */
export function Notice(props: { kind: "info" | "good" | "danger"; isStanding?: boolean; children?: Child }) {
	const { kind, isStanding = false, children } = props;
	// What was refused is where the keyboard goes on from; no script is needed for that.
	const focus = kind === "danger" && !isStanding ? { tabindex: -1, autofocus: true } : {};
	return (
		<div class={`notice ${kind}`} role={kind === "danger" ? "alert" : "status"} {...focus}>
			{children}
		</div>
	);
}

/** A button that changes something: a form of its own. */
export function Action(props: {
	to: string;
	label: string;
	look?: "first" | "second" | "plain";
	name?: string;
	value?: string;
}) {
	const { to, label, look = "first", name, value } = props;
	return (
		<form method="post" action={to}>
			{name && <input type="hidden" name={name} value={value} />}
			<button type="submit" class={look === "first" ? undefined : look}>
				{label}
			</button>
		</form>
	);
}
