/** `autointel/builtin`: the types of what the built-in stages store. Import it for its types alone: `import type {} from 'autointel/builtin';` */
import type {} from './analysis/stages/behavioral-patterns.js';
import type {} from './analysis/stages/deception-analysis.js';
import type {} from './analysis/stages/linguistic-analysis.js';
import type {} from './analysis/stages/multimodal.js';
import type {} from './analysis/stages/persona-profile.js';
import type {} from './reporting/stages/briefing.js';
import type {} from './reporting/stages/communication.js';
import type {} from './reporting/stages/synthesis.js';
import type {} from './reporting/stages/timeline.js';
import type {} from './sources/stages/content-acquisition.js';
import type {} from './sources/stages/mission-planning.js';
import type {} from './speech/stages/transcription.js';
import type {} from './verification/stages/extended-verification.js';
import type {} from './verification/stages/research-context.js';
import type {} from './verification/stages/social-intelligence.js';
import type {} from './verification/stages/verification.js';

export type { StageOutputs } from 'autointel';
