const mark = '[secret]';

/** What is secret whoever set it: webhook addresses, interaction tokens in paths, bot tokens, API keys, credentials and keys in addresses. */
const shapes: readonly (readonly [RegExp, string])[] = [
	[/(\/webhooks\/\d+\/)[\w-]+/g, `$1${mark}`],
	[/(\/interactions\/\d+\/)[\w-]+/g, `$1${mark}`],
	[/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b/g, mark],
	[/\bsk-[\w-]{16,}\b/g, mark],
	[/\b(Bearer|Bot) [\w.~+/-]{8,}=*/g, `$1 ${mark}`],
	[/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/"']+@/gi, `$1${mark}@`],
	[/([?&](?:token|key|api_key|apikey|access_token|signature|sig|secret|password)=)[^&\s"']+/gi, `$1${mark}`]
];

/** Replaces secrets in a text: those that are known by value, and everything that has the shape of one. */
export function redact(text: string, secrets: readonly string[]): string {
	const withoutValues = secrets.filter((secret) => secret.length >= 6).reduce((left, secret) => left.replaceAll(secret, mark), text);
	return shapes.reduce((left, [shape, replacement]) => left.replace(shape, replacement), withoutValues);
}
