import { askDiscord } from '#lib/discord/askDiscord';
import { inviteLink, leastPermissions, userInstallLink } from '#lib/discord/leastPermissions';
import { currentSettings } from '#root/cli/currentSettings';
import { print, printJson } from '#root/cli/print';
import { readBotSettings } from '#root/readBotSettings';

export async function invite({ json }: { readonly json?: boolean }): Promise<void> {
	const { DISCORD_API_URL, DISCORD_TOKEN } = readBotSettings(process.env, process.cwd());
	const { USER_INSTALL } = currentSettings();
	const { applicationId, name } = await askDiscord(DISCORD_API_URL, DISCORD_TOKEN);
	const link = inviteLink(applicationId);
	const forOneself = USER_INSTALL ? userInstallLink(applicationId) : undefined;
	if (json) {
		printJson({ link, permissions: Object.keys(leastPermissions), ...(forOneself === undefined ? {} : { userInstall: forOneself }) });
		return;
	}
	print(`Adds ${name} to a server, with the least permissions (${Object.keys(leastPermissions).join(', ')}):\n\n  ${link}`);
	if (forOneself !== undefined) print(`\nAdds it for oneself:\n\n  ${forOneself}`);
}
