export const zh = { desk: { title: '值班台' } };
export const en: typeof zh = { desk: { title: 'Duty desk' } };
