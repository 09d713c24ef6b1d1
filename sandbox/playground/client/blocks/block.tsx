/** @jsxImportSource preact */
import type { BlockContext } from "./context.ts";
import { Element } from "./element.tsx";
import { InputBlock } from "./input-block.tsx";
import { asData, asList, asText, type Data } from "./read.ts";
import { RichText } from "./rich-text.tsx";
import { plainText, Text } from "./text.tsx";

export function Blocks({ blocks, ctx }: { blocks: readonly unknown[]; ctx: BlockContext }) {
	return (
		<div class="blocks">
			{blocks.map((value, index) => {
				const block = asData(value);
				const id = asText(block.block_id) || String(index);
				return <Block key={id} block={block} id={id} ctx={ctx} />;
			})}
		</div>
	);
}

export function Block({ block, id, ctx }: { block: Data; id: string; ctx: BlockContext }) {
	switch (block.type) {
		case "header":
			return <h3 class="block-header">{plainText(block.text)}</h3>;
		case "section":
			return <Section block={block} id={id} ctx={ctx} />;
		case "divider":
			return <hr />;
		case "context":
			return (
				<div class="block-context">
					{asList(block.elements).map((element) =>
						element.type === "image" ? (
							<Picture image={element} small ctx={ctx} />
						) : (
							<Text value={element} ctx={ctx} />
						),
					)}
				</div>
			);
		case "actions":
			return (
				<div class="block-actions">
					{asList(block.elements).map((element) => (
						<Element element={element} blockId={id} ctx={ctx} />
					))}
				</div>
			);
		case "image":
			return (
				<figure class="block-image">
					{block.title ? <figcaption>{plainText(block.title)}</figcaption> : null}
					<Picture image={block} ctx={ctx} />
				</figure>
			);
		case "rich_text":
			return <RichText block={block} ctx={ctx} />;
		case "input":
			return <InputBlock block={block} id={id} ctx={ctx} />;
		default:
			return <p class="block-unknown">{ctx.words.unsupported(asText(block.type) || "?")}</p>;
	}
}

function Section({ block, id, ctx }: { block: Data; id: string; ctx: BlockContext }) {
	const fields = asList(block.fields);
	const accessory = block.accessory ? asData(block.accessory) : null;
	return (
		<div class="block-section">
			<div class="block-main">
				{block.text ? <Text value={block.text} ctx={ctx} /> : null}
				{fields.length > 0 ? (
					<div class="block-fields">
						{fields.map((field) => (
							<div>
								<Text value={field} ctx={ctx} />
							</div>
						))}
					</div>
				) : null}
			</div>
			{accessory ? (
				<div class="block-accessory">
					{accessory.type === "image" ? (
						<Picture image={accessory} ctx={ctx} />
					) : (
						<Element element={accessory} blockId={id} ctx={ctx} />
					)}
				</div>
			) : null}
		</div>
	);
}

function Picture({ image, small = false, ctx }: { image: Data; small?: boolean; ctx: BlockContext }) {
	const alt = asText(image.alt_text);
	return (
		<img class={small ? "picture small" : "picture"} src={ctx.toHref(asText(image.image_url))} alt={alt} />
	);
}
