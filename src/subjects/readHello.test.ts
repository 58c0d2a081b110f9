import { describe, expect, it } from 'vitest';
import { messageCheck } from './messageCheck.ts';
import { readHello } from './readHello.ts';

const hello = (capabilities: object, rest: object = {}) => ({
  ...{ type: 'hello', protocol: 1, name: 'mine', capabilities: { quantities: ['loss'], ...capabilities } },
  ...rest,
});

describe('readHello', () => {
  it('keeps what a subject says of itself, and fills in what it leaves out but for its limits', async () => {
    const check = await messageCheck();
    const plain = readHello(hello({}), check);
    expect(plain).toMatchObject({ name: 'mine', numbers: 'float64' });
    expect(plain.capabilities.lambda).toEqual(['negative', 'zero', 'positive']);
    expect(Object.keys(plain.capabilities).sort()).toEqual(['architectures', 'lambda', 'quantities']);
    const limits = { largestTime: 3, largestDepth: 4, lambda: ['zero'], architectures: ['funnel'] };
    expect(readHello(hello(limits, { numbers: 'exact' }), check)).toMatchObject({
      capabilities: { quantities: ['loss'], ...limits },
      numbers: 'exact',
    });
  });

  it('speaks with who speaks our version among others', async () => {
    const check = await messageCheck();
    expect(readHello(hello({}, { protocol: [7, 1] }), check).name).toBe('mine');
    for (const protocol of [7, [7, 8], []])
      expect(() => readHello(hello({}, { protocol }), check)).toThrow(/must be a version that both sides speak/);
  });
});
