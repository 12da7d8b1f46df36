import { Command } from '@sapphire/framework';
import { analyseLabel, describeAnalyse } from '#lib/discord/analyseCommand';
import { authorOf } from '#lib/discord/authorOf';
import { offerIn } from '#lib/discord/commandPlaces';
import { readMessage } from '#lib/discord/readMessage';
import { respond } from '#lib/discord/respond';
import { say } from '#lib/requests/words';

/** The menu of a message: Apps, Analyse. */
export class AnalyseCommand extends Command {
	public constructor(context: Command.LoaderContext, options: Command.Options) {
		super(context, { ...options, aliases: [analyseLabel], preconditions: ['AllowedPlace'] });
	}

	public override registerApplicationCommands(registry: Command.Registry): void {
		const { USER_INSTALL: userInstall } = this.container.app.settings;
		registry.registerContextMenuCommand((builder) => offerIn(describeAnalyse(builder), { userInstall }));
	}

	public override async contextMenuRun(interaction: Command.ContextMenuCommandInteraction): Promise<void> {
		const { app } = this.container;
		if (!interaction.isMessageContextMenuCommand()) return;
		await respond(interaction, app, async (asker) => {
			const { targetMessage: message } = interaction;
			const authorId = await authorOf(message, app.discord);
			for (const id of new Set([authorId, message.author.id])) {
				if (id !== asker.userId && (await app.privacy.hasOptedOut(id))) {
					return say('Who wrote that message does not want their messages to be analysed.');
				}
			}
			return app.requests.run(asker, readMessage(message, authorId, asker.userId));
		});
	}
}
