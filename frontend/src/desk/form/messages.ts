export const zh = {
  form: {
    moved: '填写期间有人改过下列内容,其余照您填写的;核对后再次保存。',
    yours: '(保留您填写的)',
    restored: '这里是上次没有保存的内容。',
    discard: '放弃',
    wrong: '有内容不符合要求,见标红处',
    rows: '{n} 行',
    add: '添加{what}',
    drop: '删除{what}第 {n} 行',
    dropShort: '删除',
  },
};

export const en: typeof zh = {
  form: {
    moved: 'Somebody changed this meanwhile; the rest is as you typed it. Check, then save again.',
    yours: '(yours is kept)',
    restored: 'This is what was not saved last time.',
    discard: 'Discard',
    wrong: 'Something is not right, see the fields in red',
    rows: '{n} rows',
    add: 'Add: {what}',
    drop: 'Take out {what}, row {n}',
    dropShort: 'Remove',
  },
};
