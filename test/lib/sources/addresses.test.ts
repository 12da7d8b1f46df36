import assert from 'node:assert/strict';
import { isLocalName, isPublicAddress } from '#lib/sources/addresses';

describe('isPublicAddress', () => {
	for (const address of ['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '2606:4700::1111', '64:ff9b::808:808']) {
		it(`lets ${address} through`, () => assert.equal(isPublicAddress(address), true));
	}

	const refused: Readonly<Record<string, readonly string[]>> = {
		loopback: ['127.0.0.1', '127.255.255.254', '::1'],
		private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
		'link-local': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0'],
		'unique-local': ['fc00::1', 'fd12:3456::1', 'fec0::1'],
		'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
		multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
		unspecified: ['0.0.0.0', '::'],
		reserved: ['255.255.255.255', '240.0.0.1', '192.0.2.1', '198.18.0.1', '2001:db8::1'],
		'IPv4 in IPv6': ['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '64:ff9b:1::a00:1'],
		'what is no address': ['', 'example.org', '127.1', '2130706433']
	};
	for (const [range, addresses] of Object.entries(refused)) {
		it(`refuses ${range}`, () => {
			for (const address of addresses) assert.equal(isPublicAddress(address), false, address);
		});
	}
});

describe('isLocalName', () => {
	it('knows the names of this machine', () => {
		for (const name of ['localhost', 'LOCALHOST', 'localhost.', 'app.localhost', 'app.localhost.'])
			assert.equal(isLocalName(name), true, name);
	});

	it('leaves others alone', () => {
		for (const name of ['notlocalhost', 'localhost.example.org', 'example.org']) assert.equal(isLocalName(name), false, name);
	});
});
