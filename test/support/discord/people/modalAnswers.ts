// What a client sends for a filled-in modal: the modal's tree with the answers in it.
import { type APIModalInteractionResponseCallbackComponent, ComponentType } from 'discord-api-types/v10';
import { type AnyModalComponent, everyModalComponent } from '../model/everyComponent.js';
import { selectTypes } from './selectTypes.js';

type Fields = Readonly<Record<string, string | readonly string[]>>;

export function modalAnswers(components: readonly APIModalInteractionResponseCallbackComponent[], fields: Fields): object[] {
	const known = everyModalComponent(components).flatMap((component) => ('custom_id' in component ? [component.custom_id] : []));
	const unknown = Object.keys(fields).find((id) => !known.includes(id));
	if (unknown !== undefined) throw new Error(`no field "${unknown}" in the modal; there are: ${known.join(', ')}`);
	return components.map((top) => {
		const answers = everyModalComponent([top]).flatMap((component) => answerOf(component, fields) ?? []);
		return top.type === ComponentType.Label
			? { type: top.type, id: 1, component: answers[0] }
			: { type: top.type, id: 1, components: answers };
	});
}

function answerOf(component: AnyModalComponent, fields: Fields): object | undefined {
	if (!('custom_id' in component)) return undefined;
	const { type, custom_id: id } = component;
	const given = fields[id];
	const required = !('required' in component) || component.required !== false;
	if (type === ComponentType.TextInput) {
		const value = typeof given === 'string' ? given : (component.value ?? '');
		if (value === '' && required) throw new Error(`field "${id}" is required`);
		if (value.length > (component.max_length ?? 4000)) throw new Error(`field "${id}" takes ${component.max_length ?? 4000} characters`);
		return { type, custom_id: id, value, id: 2 };
	}
	if (!selectTypes.includes(type)) throw new Error(`field "${id}" is of a type (${type}) that people here cannot fill in yet`);
	const values = typeof given === 'string' ? [given] : (given ?? []);
	if (values.length === 0 && required) throw new Error(`field "${id}" is required`);
	return { type, custom_id: id, values, id: 2 };
}
