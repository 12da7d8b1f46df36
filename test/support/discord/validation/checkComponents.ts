// Checks a whole tree of components: shapes, what may stand where, ids used twice, and the limits of Components V2.
import { ComponentType } from 'discord-api-types/v10';
import { componentSchemas, layoutTypes, legacyTypes, modalTypes } from './componentSchemas.js';
import type { FormErrors } from './formErrors.js';

type Path = readonly (string | number)[];
type Loose = Readonly<Record<string, unknown>>;

export type ComponentPlace = 'legacy' | 'layout' | 'modal';

const limits = { components: 40, text: 4000, legacyRows: 5, modalRows: 5 };

interface Tally {
	count: number;
	text: number;
	readonly customIds: Set<string>;
	readonly ids: Set<number>;
}

/** `files`: names that `attachment://` may refer to. */
export function checkComponents(
	components: readonly unknown[],
	place: ComponentPlace,
	files: ReadonlySet<string>,
	errors: FormErrors
): void {
	const tally: Tally = { count: 0, text: 0, customIds: new Set(), ids: new Set() };
	const types = { legacy: legacyTypes, layout: layoutTypes, modal: modalTypes }[place];
	for (const [index, component] of components.entries()) inspect(component, ['components', index], types, place, files, tally, errors);
	const most = { legacy: limits.legacyRows, layout: limits.components, modal: limits.modalRows }[place];
	if (components.length > most) errors.add(['components'], 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${most} in length.`);
	if (place !== 'layout') return;
	if (tally.count > limits.components) {
		errors.add(
			['components'],
			'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
			`The maximum number of components in a message is ${limits.components}.`
		);
	}
	if (tally.text > limits.text) {
		const message = `Total displayable text size of components (${tally.text}) exceeds the maximum of ${limits.text}.`;
		errors.add(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
	}
}

function inspect(
	raw: unknown,
	path: Path,
	types: readonly ComponentType[],
	place: ComponentPlace,
	files: ReadonlySet<string>,
	tally: Tally,
	errors: FormErrors
): void {
	const component: Loose = typeof raw === 'object' && raw !== null ? (raw as Loose) : {};
	const type = component['type'] as ComponentType;
	const schema = types.includes(type) ? componentSchemas[type] : undefined;
	if (!schema) {
		errors.add([...path, 'type'], 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${types.join(', ')}).`);
		return;
	}
	tally.count++;
	errors.check(schema.own, component, path);
	if (type === ComponentType.TextDisplay && typeof component['content'] === 'string') tally.text += component['content'].length;
	checkIdentity(component, path, tally, errors);
	if (place !== 'modal' && type === ComponentType.ActionRow) checkRow(component, path, errors);
	checkFiles(component, path, files, errors);

	if (schema.children && Array.isArray(component['components'])) {
		const inRow = type === ComponentType.ActionRow;
		const inner = inRow
			? schema.children.types.filter((child) => (child === ComponentType.TextInput) === (place === 'modal'))
			: schema.children.types;
		for (const [index, child] of component['components'].entries())
			inspect(child, [...path, 'components', index], inner, place, files, tally, errors);
	}
	if (schema.slot) {
		const { field } = schema.slot;
		if (component[field] === undefined) errors.add([...path, field], 'BASE_TYPE_REQUIRED', 'This field is required');
		else inspect(component[field], [...path, field], schema.slot.types, place, files, tally, errors);
	}
}

function checkIdentity(component: Loose, path: Path, tally: Tally, errors: FormErrors): void {
	const { custom_id: customId, id } = component as { custom_id?: unknown; id?: unknown };
	if (typeof customId === 'string') {
		if (tally.customIds.has(customId))
			errors.add([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
		tally.customIds.add(customId);
	}
	if (typeof id === 'number' && id > 0) {
		if (tally.ids.has(id)) errors.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
		tally.ids.add(id);
	}
}

/** A select fills its row alone. */
function checkRow(row: Loose, path: Path, errors: FormErrors): void {
	const children = Array.isArray(row['components']) ? (row['components'] as Loose[]) : [];
	if (children.length > 1 && children.some((child) => child['type'] !== ComponentType.Button)) {
		errors.add([...path, 'components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
	}
}

function checkFiles(component: Loose, path: Path, files: ReadonlySet<string>, errors: FormErrors): void {
	const { media, file, items } = component as {
		media?: { url?: unknown };
		file?: { url?: unknown };
		items?: { media?: { url?: unknown } }[];
	};
	const links: [Path, unknown][] = [
		[[...path, 'media', 'url'], media?.url],
		[[...path, 'file', 'url'], file?.url],
		...(Array.isArray(items)
			? items.map((item, index): [Path, unknown] => [[...path, 'items', index, 'media', 'url'], item.media?.url])
			: [])
	];
	for (const [where, url] of links) {
		if (typeof url !== 'string' || !url.startsWith('attachment://')) continue;
		const name = url.slice('attachment://'.length);
		if (files.has(name)) continue;
		const message = `The referenced attachment '${name}' was not found`;
		errors.add(where, 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message);
	}
}
