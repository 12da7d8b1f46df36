/** What the doctor found out about one thing. */
export interface Finding {
	readonly name: string;
	/** `missing`: autointel works without it, and `says` what that costs. `broken`: it cannot start before this is mended. */
	readonly state: 'ok' | 'missing' | 'broken';
	readonly says: string;
}

export function broken(name: string, { message, hint }: { readonly message: string; readonly hint?: string }): Finding {
	return { name, state: 'broken', says: hint === undefined ? message : `${message.replace(/\.$/, '')}. ${hint}` };
}
