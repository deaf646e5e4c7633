/** 1234567 → 1,234,567. Not toLocaleString: its first call loads tables that cost a fifth of starting Node. */
export const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
