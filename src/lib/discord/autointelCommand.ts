/** `/autointel` with everything under it, as Discord shows it. */
import { ChannelType, type SlashCommandBuilder, type SlashCommandStringOption, type SlashCommandSubcommandBuilder } from 'discord.js';

export function describeAutointel(command: SlashCommandBuilder): SlashCommandBuilder {
	command.setName('autointel').setDescription('Analyses recordings, videos and articles');
	for (const describe of [run, status, cancel, retry, ask, privacy, settings]) command.addSubcommand(describe);
	return command;
}

type Sub = SlashCommandSubcommandBuilder;

function run(sub: Sub): Sub {
	return sub
		.setName('run')
		.setDescription('Analyse something: an address or a file')
		.addStringOption((option) => option.setName('url').setDescription('Where it is, as in https://example.org/talk').setMaxLength(4000))
		.addAttachmentOption((option) => option.setName('file').setDescription('A recording, a video, subtitles or a text'))
		.addStringOption((option) => depth(option.setName('depth').setDescription('How deep to go, and how long that usually takes')))
		.addStringOption((option) =>
			option.setName('language').setDescription('What is spoken or written in it, as in en or pt-BR').setMaxLength(35)
		)
		.addBooleanOption((option) =>
			option.setName('private').setDescription('Nobody else sees that you asked, or what came out; nothing in it is looked up elsewhere')
		);
}

function status(sub: Sub): Sub {
	return sub
		.setName('status')
		.setDescription('How far your workflows are; of a finished one its result')
		.addStringOption((option) => workflowId(option, 'One of them; without it all of yours'));
}

function cancel(sub: Sub): Sub {
	return sub
		.setName('cancel')
		.setDescription('End a workflow; what it has found so far is kept')
		.addStringOption((option) => workflowId(option, 'Which one; without it the one you have under way, and of several you are asked'));
}

function retry(sub: Sub): Sub {
	return sub
		.setName('retry')
		.setDescription('Try a failed or partial workflow again; what succeeded is kept')
		.addStringOption((option) => workflowId(option, 'Which one; without it your last one that failed'));
}

function ask(sub: Sub): Sub {
	return sub
		.setName('ask')
		.setDescription('Ask what earlier workflows learned')
		.addStringOption((option) =>
			option.setName('question').setDescription('As you would ask a person').setRequired(true).setMaxLength(1000)
		);
}

function privacy(sub: Sub): Sub {
	return sub
		.setName('privacy')
		.setDescription('What is stored about you: see it, have it, delete it')
		.addStringOption((option) =>
			option
				.setName('action')
				.setDescription('Without it: what is stored')
				.addChoices(
					{ name: 'stored: what is stored about me', value: 'stored' },
					{ name: 'export: give me all of it as a file', value: 'export' },
					{ name: 'delete: delete all of it, messages too', value: 'delete' },
					{ name: 'opt-out: nobody may analyse my messages', value: 'opt-out' },
					{ name: 'opt-in: others may analyse my messages', value: 'opt-in' }
				)
		)
		.addStringOption((option) => workflowId(option, 'Only this workflow'))
		.addBooleanOption((option) => option.setName('confirm').setDescription('For delete: there is no way back'));
}

function settings(sub: Sub): Sub {
	const rules = 'separated by commas; "none" for none';
	return sub
		.setName('settings')
		.setDescription('What holds in this server; for those who manage it')
		.addStringOption((option) => depth(option.setName('default_depth').setDescription('The depth of a request that names none')))
		.addStringOption((option) => depth(option.setName('deepest_depth').setDescription('Nobody can ask for more than this')))
		.addStringOption((option) =>
			option.setName('report_language').setDescription("The language of reports, as in en; default: the requester's").setMaxLength(35)
		)
		.addChannelOption((option) =>
			option
				.setName('result_channel')
				.setDescription('Where results go; default: where they were asked for')
				.addChannelTypes(ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.PublicThread, ChannelType.PrivateThread)
		)
		.addIntegerOption((option) =>
			option.setName('retention_days').setDescription('How long results are kept').setMinValue(1).setMaxValue(3650)
		)
		.addBooleanOption((option) => option.setName('knowledge').setDescription('Whether workflows learn from earlier ones'))
		.addBooleanOption((option) => option.setName('scores').setDescription('Whether judgements may be given as a number'))
		.addStringOption((option) => option.setName('watch_rules').setDescription(`Words to be told about, ${rules}`).setMaxLength(4000))
		.addStringOption((option) =>
			option.setName('glossary').setDescription(`Names and terms as they are written, ${rules}`).setMaxLength(4000)
		)
		.addStringOption((option) =>
			option
				.setName('reset')
				.setDescription('Back to the default')
				.addChoices(
					...['default_depth', 'deepest_depth', 'report_language', 'result_channel', 'retention_days', 'everything'].map((name) => ({
						name,
						value: name
					}))
				)
		);
}

/** Completed while it is typed: see CommandCompletion. */
function depth(option: SlashCommandStringOption): SlashCommandStringOption {
	return option.setAutocomplete(true).setMaxLength(40);
}

function workflowId(option: SlashCommandStringOption, description: string): SlashCommandStringOption {
	return option.setName('workflow_id').setDescription(description).setAutocomplete(true).setMaxLength(40);
}
