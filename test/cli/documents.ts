/** The shapes of the JSON documents, as DESIGN promises them: written down a second time, so that a change in the code fails here. */
import { z } from 'zod';

const workflowStatus = z.enum(['queued', 'running', 'parked', 'succeeded', 'partial', 'failed', 'cancelled']);

const stage = z.object({
	name: z.string(),
	status: z.enum(['pending', 'running', 'succeeded', 'skipped', 'failed']),
	attempts: z.int().min(0),
	durationMs: z.number().min(0),
	reason: z.string().optional()
});

const listed = z.object({
	workflowId: z.string().regex(/^wf_/),
	status: workflowStatus,
	depth: z.string(),
	source: z.string(),
	progress: z.number().min(0).max(1),
	startedAt: z.iso.datetime().nullable()
});

export const listDocument = z.array(listed);

export const statusDocument = listed.extend({ stages: z.array(stage) });

export const runDocument = z.object({
	workflowId: z.string().regex(/^wf_/),
	status: workflowStatus,
	depth: z.string(),
	source: z.string(),
	startedAt: z.iso.datetime().nullable(),
	finishedAt: z.iso.datetime().nullable(),
	stages: z.array(stage),
	report: z
		.object({
			title: z.string(),
			summary: z.string(),
			sections: z.array(z.object({ stage: z.string(), status: z.enum(['succeeded', 'skipped', 'failed']), title: z.string() }))
		})
		.nullable()
});

export const stagesDocument = z.array(
	z.object({
		name: z.string(),
		plugin: z.string(),
		depth: z.string(),
		phase: z.enum(['gather', 'analyse', 'conclude', 'publish']),
		needs: z.array(z.string()),
		wants: z.array(z.string())
	})
);

export const errorDocument = z.strictObject({
	error: z.strictObject({ code: z.string(), message: z.string(), hint: z.string().optional() })
});
