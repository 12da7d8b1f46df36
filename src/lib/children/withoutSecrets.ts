/** An environment for children that need none of our keys: those that read strangers' files. */
export function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !/TOKEN|KEY|SECRET|PASSWORD|COOKIE|WEBHOOK|_URL$/i.test(name)));
}
