import { withLedger } from '#root/cli/openApp';
import { print, printJson } from '#root/cli/print';

export async function pause({ note, json }: { readonly note?: string; readonly json?: boolean }): Promise<void> {
	await withLedger(async ({ requestLedger }) => {
		const before = await requestLedger.pauseIntake(note);
		if (json) printJson({ paused: true, ...(note === undefined ? {} : { note }) });
		else
			print(
				`${before ? 'The intake was paused already' : 'The intake is paused'}: on Discord nothing new is accepted. What is under way goes on.`
			);
	});
}

export async function unpause({ json }: { readonly json?: boolean }): Promise<void> {
	await withLedger(async ({ requestLedger }) => {
		const before = await requestLedger.openIntake();
		if (json) printJson({ paused: false });
		else print(before ? 'The intake is open again.' : 'The intake was open already.');
	});
}
