/** The public API for plugin authors. A plugin imports this and nothing else of ours. */
export { z } from 'zod';
export { AutointelError } from '#lib/errors/AutointelError';
export { StageFailure } from '#lib/errors/StageFailure';
export { formatPosition } from '#lib/report/formatPosition';
export { renderVtt } from '#lib/report/renderVtt';
export { defineStage, type StageDefinition } from '#lib/stages/defineStage';
export type { ForgottenSubject } from '#lib/stages/ForgottenSubject';
export { defineKind, type KindDefinition } from '#lib/stages/Kind';
export { Stage } from '#lib/stages/Stage';
export type * from '#lib/stages/StageContext';
export * from '#lib/stages/StageOutputs';
export { section } from '#lib/stages/section';
export type { Json } from '#lib/workflow/json';
export type { Audience, Phase } from '#lib/workflow/plan';
export type { LineQuote, Position, Quote, TimedQuote } from '#lib/workflow/quote';
export type { Block, Headline, Item, ReportFile, SectionContent } from '#lib/workflow/report';
export type { Source } from '#lib/workflow/source';
export { type LineSegment, quoteOf, type Segment, type TimedSegment } from '#lib/workflow/transcript';
