/** @jsxImportSource preact */
import type { SimShortcut } from "../../../vendors/slack-simulator.ts";
import type { Words } from "../words/words.ts";

export const APP_NAME = "Deskbridge";

interface ShortcutListProps {
	shortcuts: readonly SimShortcut[];
	words: Words;
	onChoose(shortcut: SimShortcut): void;
}

export function ShortcutList({ shortcuts, words, onChoose }: ShortcutListProps) {
	return (
		<>
			<p class="option-group">{words.shortcutsOf(APP_NAME)}</p>
			{shortcuts.map((shortcut) => (
				<button key={shortcut.callbackId} type="button" onClick={() => onChoose(shortcut)}>
					{shortcut.name}
					<span class="menu-about">{shortcut.description}</span>
				</button>
			))}
			{shortcuts.length === 0 ? <p class="help">{words.noShortcuts(APP_NAME)}</p> : null}
		</>
	);
}

/** What a message's own menu offers: it shows on hover, on focus, and always where nothing hovers. */
export function MessageMenu(props: ShortcutListProps) {
	return (
		<div class="message-tools">
			<details class="menu">
				<summary class="button" aria-label={props.words.moreActions} title={props.words.moreActions}>
					⋯
				</summary>
				<div class="menu-list left">
					<ShortcutList {...props} />
				</div>
			</details>
		</div>
	);
}

interface ComposerMenuProps extends ShortcutListProps {
	onFiles(files: readonly File[]): void;
}

/** The composer's "+": a file, or one of the app's global shortcuts. */
export function ComposerMenu({ onFiles, ...list }: ComposerMenuProps) {
	const { words } = list;
	return (
		<details class="menu composer-menu">
			<summary class="button quiet" aria-label={words.addMenu} title={words.addMenu}>
				+
			</summary>
			<div class="menu-list">
				<label class="menu-file">
					{words.attach}
					<span class="menu-about">{words.attachHint}</span>
					<input
						type="file"
						multiple
						onChange={(event) => {
							onFiles([...(event.currentTarget.files ?? [])]);
							event.currentTarget.value = "";
							event.currentTarget.closest("details")?.removeAttribute("open");
						}}
					/>
				</label>
				<ShortcutList {...list} />
			</div>
		</details>
	);
}
