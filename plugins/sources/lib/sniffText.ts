import { type Format, textFormat } from './formats.js';

/** What the beginning of a text shows beyond doubt, whatever the file is called. */
export function sniffText(text: string): Format | undefined {
	if (/^WEBVTT(?:[ \t\r\n]|$)/.test(text)) return textFormat('vtt');
	if (/^\s*\d+[ \t]*\r?\n\s*(?:\d+:)?\d{1,2}:\d{2}[,.]\d{1,3}[ \t]*-->/.test(text)) return textFormat('srt');
	if (/^(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html[\s>])/is.test(text)) return textFormat('html');
	return undefined;
}

/** The encoding that a page names in its own text. */
export function charsetInPage(head: Uint8Array): string | undefined {
	const text = Buffer.from(head.subarray(0, 2048)).toString('latin1');
	return /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(text)?.[1] ?? /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(text)?.[1];
}
