import { Subcommand } from '@sapphire/plugin-subcommands';
import type { AutocompleteInteraction, SlashCommandBuilder } from 'discord.js';
import { askerOf } from '#lib/discord/askerOf';
import { describeAutointel } from '#lib/discord/autointelCommand';
import { offerIn } from '#lib/discord/commandPlaces';
import { readChanges } from '#lib/discord/readChanges';
import { readRun } from '#lib/discord/readRun';
import { respond, respondAfterNotice, respondWithFiles } from '#lib/discord/respond';
import { changeSettings } from '#lib/requests/changeSettings';

type Interaction = Subcommand.ChatInputCommandInteraction;

const onlyWhereAllowed = ['run', 'status', 'cancel', 'retry', 'ask', 'settings'] as const;

/** `/autointel …` */
export class AutointelCommand extends Subcommand {
	public constructor(context: Subcommand.LoaderContext, options: Subcommand.Options) {
		super(context, {
			...options,
			subcommands: [
				...onlyWhereAllowed.map((name) => ({ name, chatInputRun: name, preconditions: ['AllowedPlace'] as const })),
				// What is stored of somebody is theirs wherever they are.
				{ name: 'privacy', chatInputRun: 'privacy' }
			]
		});
	}

	public override registerApplicationCommands(registry: Subcommand.Registry): void {
		const { USER_INSTALL: userInstall } = this.container.app.settings;
		registry.registerChatInputCommand((builder: SlashCommandBuilder) => offerIn(describeAutointel(builder), { userInstall }));
	}

	public run(interaction: Interaction): Promise<void> {
		const { app } = this.container;
		return respond(interaction, app, async (asker) => app.requests.run(asker, readRun(interaction)));
	}

	public status(interaction: Interaction): Promise<void> {
		const { app } = this.container;
		return respond(interaction, app, (asker) => app.desk.status(asker, workflowId(interaction)));
	}

	public cancel(interaction: Interaction): Promise<void> {
		const { app } = this.container;
		return respond(interaction, app, (asker) => app.desk.cancel(asker, workflowId(interaction)));
	}

	public retry(interaction: Interaction): Promise<void> {
		const { app } = this.container;
		return respond(interaction, app, (asker) => app.desk.retry(asker, workflowId(interaction)));
	}

	public ask(interaction: Interaction): Promise<void> {
		const { app } = this.container;
		return respondAfterNotice(interaction, app, (asker) => app.desk.ask(asker, interaction.options.getString('question', true)));
	}

	public privacy(interaction: Interaction): Promise<void> {
		const { app } = this.container;
		const id = workflowId(interaction);
		const asked = {
			action: interaction.options.getString('action') ?? 'stored',
			confirmed: interaction.options.getBoolean('confirm') ?? false,
			...(id === undefined ? {} : { workflowId: id })
		};
		return respondWithFiles(interaction, app, (asker) => app.privacyDesk.act(asker, asked));
	}

	public settings(interaction: Interaction): Promise<void> {
		const { app } = this.container;
		return respond(interaction, app, (asker) => changeSettings(app.servers, asker, readChanges(interaction)));
	}

	public override async autocompleteRun(interaction: AutocompleteInteraction): Promise<void> {
		const { app } = this.container;
		const asker = askerOf(interaction, app.settings.INTERACTION_LIFETIME_SECONDS);
		const { name, value } = interaction.options.getFocused(true);
		const subcommand = interaction.options.getSubcommand();
		const choices =
			name === 'workflow_id'
				? await app.completion.workflows(asker, subcommand, value)
				: await app.completion.depths(asker, value, subcommand === 'settings');
		await interaction.respond([...choices]);
	}
}

function workflowId({ options }: Interaction): string | undefined {
	return options.getString('workflow_id') ?? undefined;
}
