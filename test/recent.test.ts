import { describe, expect, it } from 'vitest';
import { Recent } from '../src/recent.js';

describe('what is kept of late', () => {
  it('is never more than two generations and the value at hand', () => {
    const recent = new Recent<number>(10, () => 1);
    for (let i = 0; i < 1000; i++) {
      recent.set(`${i}`, i);
      expect(recent.size).toBeLessThanOrEqual(21);
    }
    expect(recent.get('999')).toBe(999);
    expect(recent.get('0')).toBeUndefined();
  });

  it('goes by weight', () => {
    const recent = new Recent<string>(100, (text, value) => text.length + value.length);
    for (let i = 0; i < 50; i++) recent.set(`${i}`, 'x'.repeat(98));
    expect(recent.size).toBeLessThanOrEqual(4);
  });

  it('what is asked for stays', () => {
    const recent = new Recent<number>(10, () => 1);
    recent.set('pitch', 1);
    for (let i = 0; i < 100; i++) {
      recent.set(`${i}`, i);
      expect(recent.get('pitch')).toBe(1);
    }
  });

  it('what is set anew counts once', () => {
    const recent = new Recent<number>(10, () => 1);
    recent.set('other', 0);
    for (let i = 0; i < 100; i++) recent.set('same', i);
    expect(recent.get('same')).toBe(99);
    expect(recent.get('other')).toBe(0);
    expect(recent.size).toBe(2);
  });
});
