export const zh = { field: { title: '现场' } };
export const en: typeof zh = { field: { title: 'Field' } };
