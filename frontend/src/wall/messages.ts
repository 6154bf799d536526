export const zh = { wall: { title: '大屏' } };
export const en: typeof zh = { wall: { title: 'Wall' } };
