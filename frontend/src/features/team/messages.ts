export const zh = {
  team: {
    new: '新增队伍',
    edit: '编辑队伍',
    name: '名称',
    kind: '类别',
    size: '人数',
    leader: '负责人',
    phone: '电话',
    status: '状态',
    incident: '处置事件',
    task: '任务',
    save: '保存',
    saved: '已保存:{name}',
    track: '轨迹',
    noTrack: '近 12 小时没有位置',
  },
};

export const en: typeof zh = {
  team: {
    new: 'New team',
    edit: 'Edit team',
    name: 'Name',
    kind: 'Kind',
    size: 'People',
    leader: 'Leader',
    phone: 'Phone',
    status: 'Status',
    incident: 'Works on',
    task: 'Task',
    save: 'Save',
    saved: 'Saved: {name}',
    track: 'Track',
    noTrack: 'No position in the last 12 hours',
  },
};
