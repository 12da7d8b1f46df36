import assert from 'node:assert/strict';
import { withoutSecrets } from '#lib/children/withoutSecrets';

describe('withoutSecrets', () => {
	it('keeps what a program needs, and none of our secrets', () => {
		const secrets = [
			'DISCORD_TOKEN',
			'OPENAI_API_KEY',
			'RESULT_WEBHOOK_URL',
			'DATABASE_URL',
			'REDIS_URL',
			'YTDLP_COOKIES',
			'npm_config__authToken'
		];
		const needed = ['PATH', 'HOME', 'LANG', 'LD_LIBRARY_PATH', 'CUDA_VISIBLE_DEVICES', 'NODE_OPTIONS'];
		const environment = Object.fromEntries([...secrets, ...needed].map((name) => [name, 'x']));
		assert.deepEqual(Object.keys(withoutSecrets(environment)), needed);
	});
});
