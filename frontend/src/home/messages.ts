export const zh = {
  home: {
    tagline: '一张网，一张图',
    wall: { title: '大屏', text: '指挥中心的全县一张图：事件、上报、实况。' },
    desk: { title: '值班台', text: '接报、核实、处置、归档，全程键盘可用。' },
    field: { title: '现场', text: '手机上三步上报，没有信号也不丢。' },
    server: { up: '服务器运行正常', down: '服务器没有应答', checking: '正在查看服务器…' },
    who: '当前身份：{name}（{role}）',
    logout: '退出',
    drillHint: '在值班台登录后,可在这里开始「2021年7月卫河洪水」演练。',
  },
};

export const en: typeof zh = {
  home: {
    tagline: 'One network, one map',
    wall: { title: 'Wall', text: 'The whole county on one map for the command centre: incidents, reports, live.' },
    desk: { title: 'Duty desk', text: 'Take calls, verify, respond and close, all by keyboard.' },
    field: { title: 'Field', text: 'Report from a phone in three steps; no signal loses nothing.' },
    server: { up: 'The server is up', down: 'The server does not answer', checking: 'Looking at the server…' },
    who: 'You are {name} ({role})',
    logout: 'Log out',
    drillHint: 'Log in at the duty desk to start the drill of the flood of July 2021 here.',
  },
};
