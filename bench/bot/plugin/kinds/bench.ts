import { defineKind } from 'autointel';

export const Bench = defineKind({
	title: 'A workflow of the bench',
	description: 'Does what workflows do, but for the heavy work.',
	depths: ['standard'],
	isDefault: true
});
