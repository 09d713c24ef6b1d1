/** @jsxImportSource preact */
import type { SimFile } from "../../../vendors/slack-simulator.ts";
import { PICTURES } from "../../file-limits.ts";
import { Icon } from "../icons.tsx";
import { formatSize } from "./attachments.ts";

interface FilesProps {
	files: readonly SimFile[];
	hrefOf(fileId: string): string;
	locale: string;
}

/** What hangs on a message: pictures as such, everything else by its name. */
export function Files({ files, hrefOf, locale }: FilesProps) {
	return (
		<div class="files">
			{files.map(({ id, name, mimetype, size }) => (
				<a key={id} class="file" href={hrefOf(id)} target="_blank" rel="noopener noreferrer">
					{PICTURES.includes(mimetype) ? (
						<img class="file-picture" src={hrefOf(id)} alt="" />
					) : (
						<Icon name="file" size={18} />
					)}
					<span class="file-name">{name}</span>
					<span class="help">{formatSize(size, locale)}</span>
				</a>
			))}
		</div>
	);
}
