/** Makes this workflow findable for later ones and for questions, and says which earlier ones speak of the same. */
import { defineStage, type FoundDocument, formatPosition, section } from 'autointel';
import { inLanguage, passages } from '../lib/passages.js';
import { type KnowledgeOutput, knowledgeOutput, relate } from '../lib/relate.js';

declare module 'autointel' {
	interface StageOutputs {
		'knowledge-integration': KnowledgeOutput;
	}
}

/** The subjects that earlier workflows are asked about. */
const mostSubjects = 20;
/** The statements that are compared with what earlier workflows say. */
const mostStatements = 6;

export const KnowledgeIntegration = defineStage({
	version: 2,
	depth: 'standard',
	phase: 'conclude',
	needs: ['transcription'],
	wants: ['linguistic-analysis', 'verification', 'synthesis'],
	output: knowledgeOutput,
	migrate: ({ version, output }) => (version === 1 ? knowledgeOutput.safeParse(output).data : undefined),
	async run({ outputs, index, knowledge, workflow, skip }) {
		if (workflow.knowledge === false) skip('this server has switched knowledge off (/autointel settings)');
		const here = workflow.source.type === 'file' ? workflow.source.path : workflow.source.url;
		const { segments, language } = outputs.transcription;
		const found = passages(segments, language);
		const entities = outputs['linguistic-analysis']?.entities ?? [];
		// A translation that nobody checked is nothing to answer others with.
		const summaries = (outputs.synthesis?.statements ?? []).filter(({ worded }) => worded !== 'translated');
		for (const document of found) index(document);
		const claims = outputs.verification?.claims ?? [];
		for (const { text, quotes } of claims) {
			const [first] = quotes;
			index({ type: 'claim', text, ...inLanguage(language), ...(first === undefined ? {} : { at: first }) });
		}
		for (const { name, first } of entities) index({ type: 'entity', text: name, ...inLanguage(language), at: first });
		for (const { text, quotes } of summaries) {
			const [first] = quotes;
			index({ type: 'summary', text, ...inLanguage(language), ...(first === undefined ? {} : { at: first }) });
		}
		// An earlier run of the same source is no second voice.
		const others = (documents: readonly FoundDocument[]) => documents.filter(({ type, source }) => type === 'passage' && source !== here);
		const bySubject = await askFor(subjectsOf(outputs['linguistic-analysis']), async (subject) =>
			others(await knowledge.search(subject, 10)).filter(({ coverage }) => coverage === 1)
		);
		const statements = (summaries.length > 0 ? summaries : claims).slice(0, mostStatements).map(({ text }) => text);
		const { documents, notSearched } = await knowledge.alike(statements, 10);
		const byStatement = new Map(statements.map((text, index) => [text, others(documents[index] ?? [])]));
		return {
			indexed: { passages: found.length, claims: claims.length, entities: entities.length, summaries: summaries.length },
			related: relate(bySubject, byStatement),
			...(notSearched === undefined ? {} : { onlyWords: notSearched })
		};
	},
	report: ({ indexed, related, onlyWords }) =>
		section({
			title: 'Known before',
			blocks:
				related.length === 0
					? [{ type: 'paragraph', text: 'No earlier analysis that everybody here may see speaks of the same.' }]
					: [
							{
								type: 'list',
								items: related.map((earlier) => ({ text: describe(earlier) }))
							}
						],
			notes: [
				`${count(indexed.passages, 'passage')}, ${count(indexed.claims, 'claim')}, ${count(indexed.entities, 'name')} and ${count(indexed.summaries, 'sentence')} of the summary can be found from now on, by those who may see this report.`,
				...(onlyWords === undefined ? [] : [`Earlier analyses that say the same in other words were not looked for: ${onlyWords}.`])
			]
		})
});

function describe({ source, workflowId, shared, like, passage, speaker, at }: KnowledgeOutput['related'][number]): string {
	const what = like === undefined ? `also speaks of ${shared.join(', ')}` : `may say something close to “${like}”`;
	const who = speaker === undefined ? '' : ` (${speaker})`;
	const where = at === undefined ? '' : `, ${formatPosition(at)} there`;
	return `${source} (${workflowId}) ${what}: “${passage}”${who}${where}`;
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Names say most about what two sources share; money, dates and shares of something stand in any. */
function subjectsOf(
	language: { readonly entities: readonly { readonly name: string; readonly type: string }[] } | undefined
): readonly string[] {
	const names = (language?.entities ?? []).filter(({ type }) => type === 'person' || type === 'place' || type === 'organisation');
	return [...new Set(names.map(({ name }) => name))].slice(0, mostSubjects);
}

async function askFor(
	subjects: readonly string[],
	search: (subject: string) => Promise<readonly FoundDocument[]>
): Promise<ReadonlyMap<string, readonly FoundDocument[]>> {
	const found = new Map<string, readonly FoundDocument[]>();
	for (const subject of subjects) {
		const documents = await search(subject);
		if (documents.length > 0) found.set(subject, documents);
	}
	return found;
}
