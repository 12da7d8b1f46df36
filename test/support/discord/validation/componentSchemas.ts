// Each component by its type: its own fields, and which components may stand inside it. Whatever is not here, Discord refuses.
import { ButtonStyle, ComponentType, SeparatorSpacingSize, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';

interface ComponentSchema {
	readonly own: z.ZodType;
	/** Which types may stand in `components`, and how many. */
	readonly children?: { readonly types: readonly ComponentType[]; readonly most: number };
	/** Which types may stand in another field. */
	readonly slot?: { readonly field: 'accessory' | 'component'; readonly types: readonly ComponentType[] };
}

const id = { id: z.number().int().min(0).nullish() };
const customId = z.string().min(1).max(100);
const media = z.object({ url: z.string().min(1).max(2048) });
const emoji = z.object({ id: z.string().nullish(), name: z.string().nullish(), animated: z.boolean().nullish() });
const refusal = (message: string, code: string) => ({ message, params: { code } });

const select = {
	...id,
	custom_id: customId,
	placeholder: z.string().max(150).nullish(),
	min_values: z.number().int().min(0).max(25).nullish(),
	max_values: z.number().int().min(1).max(25).nullish(),
	disabled: z.boolean().nullish(),
	required: z.boolean().nullish()
};
const option = z.object({
	label: z.string().min(1).max(100),
	value: z.string().min(1).max(100),
	description: z.string().max(100).nullish(),
	emoji: emoji.nullish(),
	default: z.boolean().nullish()
});
const choice = option.omit({ emoji: true });
const distinct = (options: readonly { readonly value: string }[]) => new Set(options.map(({ value }) => value)).size === options.length;
const duplicated = refusal('The specified option value is already used', 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED');
const entitySelect: ComponentSchema = { own: z.object({ ...select, default_values: z.array(z.unknown()).max(25).nullish() }) };

const button = z
	.object({
		...id,
		style: z.enum(ButtonStyle),
		label: z.string().max(80).nullish(),
		emoji: emoji.nullish(),
		custom_id: customId.nullish(),
		url: z.string().max(512).nullish(),
		sku_id: z.string().nullish(),
		disabled: z.boolean().nullish()
	})
	.refine(({ style, custom_id }) => style === ButtonStyle.Link || style === ButtonStyle.Premium || custom_id, {
		...refusal('A custom id is required', 'COMPONENT_CUSTOM_ID_REQUIRED'),
		path: ['custom_id']
	})
	.refine(({ style, url }) => (style === ButtonStyle.Link) === (url !== undefined && url !== null), {
		...refusal('A url is required for link buttons, and for no others', 'BUTTON_COMPONENT_INVALID_URL'),
		path: ['url']
	})
	.refine(({ style, custom_id }) => style !== ButtonStyle.Link || !custom_id, {
		...refusal('A custom id and url cannot both be specified', 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE'),
		path: ['custom_id']
	})
	.refine(({ style, label, emoji: face }) => style === ButtonStyle.Premium || label || face, {
		...refusal('A label or an emoji is required', 'BUTTON_COMPONENT_INVALID_LABEL'),
		path: ['label']
	});

const contents = [
	ComponentType.ActionRow,
	ComponentType.Section,
	ComponentType.TextDisplay,
	ComponentType.MediaGallery,
	ComponentType.File,
	ComponentType.Separator
];
const selects = [
	ComponentType.StringSelect,
	ComponentType.UserSelect,
	ComponentType.RoleSelect,
	ComponentType.MentionableSelect,
	ComponentType.ChannelSelect
];

export const legacyTypes: readonly ComponentType[] = [ComponentType.ActionRow];
export const layoutTypes: readonly ComponentType[] = [...contents, ComponentType.Container];
export const modalTypes: readonly ComponentType[] = [ComponentType.ActionRow, ComponentType.Label, ComponentType.TextDisplay];

export const componentSchemas: Readonly<Partial<Record<ComponentType, ComponentSchema>>> = {
	[ComponentType.ActionRow]: {
		own: z.object({ ...id, components: z.array(z.unknown()).min(1).max(5) }),
		children: { types: [ComponentType.Button, ComponentType.TextInput, ...selects], most: 5 }
	},
	[ComponentType.Button]: { own: button },
	[ComponentType.StringSelect]: {
		own: z.object({ ...select, options: z.array(option).min(1).max(25).refine(distinct, duplicated) })
	},
	[ComponentType.UserSelect]: entitySelect,
	[ComponentType.RoleSelect]: entitySelect,
	[ComponentType.MentionableSelect]: entitySelect,
	[ComponentType.ChannelSelect]: { own: z.object({ ...select, channel_types: z.array(z.number().int()).nullish() }) },
	[ComponentType.TextInput]: {
		own: z.object({
			...id,
			custom_id: customId,
			style: z.enum(TextInputStyle),
			label: z.string().max(45).nullish(),
			min_length: z.number().int().min(0).max(4000).nullish(),
			max_length: z.number().int().min(1).max(4000).nullish(),
			required: z.boolean().nullish(),
			value: z.string().max(4000).nullish(),
			placeholder: z.string().max(100).nullish()
		})
	},
	[ComponentType.Section]: {
		own: z.object({ ...id, components: z.array(z.unknown()).min(1).max(3), accessory: z.unknown() }),
		children: { types: [ComponentType.TextDisplay], most: 3 },
		slot: { field: 'accessory', types: [ComponentType.Button, ComponentType.Thumbnail] }
	},
	[ComponentType.TextDisplay]: { own: z.object({ ...id, content: z.string().min(1).max(4000) }) },
	[ComponentType.Thumbnail]: {
		own: z.object({ ...id, media, description: z.string().max(1024).nullish(), spoiler: z.boolean().nullish() })
	},
	[ComponentType.MediaGallery]: {
		own: z.object({
			...id,
			items: z
				.array(z.object({ media, description: z.string().max(1024).nullish(), spoiler: z.boolean().nullish() }))
				.min(1)
				.max(10)
		})
	},
	[ComponentType.File]: {
		own: z.object({
			...id,
			file: z.object({ url: z.string().regex(/^attachment:\/\/.+/) }),
			spoiler: z.boolean().nullish()
		})
	},
	[ComponentType.Separator]: { own: z.object({ ...id, divider: z.boolean().nullish(), spacing: z.enum(SeparatorSpacingSize).nullish() }) },
	[ComponentType.Container]: {
		own: z.object({
			...id,
			components: z.array(z.unknown()).min(1).max(40),
			accent_color: z.number().int().min(0).max(0xffffff).nullish(),
			spoiler: z.boolean().nullish()
		}),
		children: { types: contents, most: 40 }
	},
	[ComponentType.Label]: {
		own: z.object({ ...id, label: z.string().min(1).max(45), description: z.string().min(1).max(100).nullish(), component: z.unknown() }),
		slot: {
			field: 'component',
			types: [
				ComponentType.TextInput,
				...selects,
				ComponentType.FileUpload,
				ComponentType.RadioGroup,
				ComponentType.CheckboxGroup,
				ComponentType.Checkbox
			]
		}
	},
	[ComponentType.FileUpload]: {
		own: z.object({
			...id,
			custom_id: customId,
			min_values: z.number().int().min(0).max(10).nullish(),
			max_values: z.number().int().min(1).max(10).nullish(),
			required: z.boolean().nullish()
		})
	},
	[ComponentType.RadioGroup]: {
		own: z.object({ ...id, custom_id: customId, options: z.array(choice).min(2).max(10).refine(distinct, duplicated) })
	},
	[ComponentType.CheckboxGroup]: {
		own: z.object({ ...id, custom_id: customId, options: z.array(choice).min(1).max(10).refine(distinct, duplicated) })
	},
	[ComponentType.Checkbox]: { own: z.object({ ...id, custom_id: customId, default: z.boolean().nullish() }) }
};
