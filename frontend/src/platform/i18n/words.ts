/** The words of the wire (docs/protocol.md) and what a person reads for them: the one place that translates them. */
export const KINDS = ['flood', 'danger', 'disaster', 'other'] as const;
export const DANGERS = ['seepage', 'piping', 'leak', 'crack', 'slide', 'collapse', 'overtopping', 'breach'] as const;
export const SEVERITIES = ['minor', 'moderate', 'major', 'critical'] as const;
/** Event grade, lowest first; not to be mixed with warning colours or response levels. */
export const GRADES = ['general', 'large', 'major', 'extraordinary'] as const;
export const REPORT_STATES = ['received', 'accepted', 'merged', 'rejected', 'withdrawn'] as const;
export const INCIDENT_STATES = ['unverified', 'verified', 'responding', 'controlled', 'closed'] as const;

export type Kind = (typeof KINDS)[number];
export type Danger = (typeof DANGERS)[number];
export type Severity = (typeof SEVERITIES)[number];
export type Grade = (typeof GRADES)[number];
export type ReportState = (typeof REPORT_STATES)[number];
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** Message keys are `words.<scale>.<wire word>`; use `useWords()` in components. */
export const wordsZh = {
  kind: { flood: '汛情', danger: '险情', disaster: '灾情', other: '其他' },
  gaugeState: {
    normal: '正常',
    'above-warning': '超警戒',
    'above-guarantee': '超保证',
    'above-record': '超历史',
    missing: '缺测',
    'datum-unknown': '基面不明',
    'no-thresholds': '无特征水位',
  },
  gaugeTrend: { rising: '涨', falling: '落', steady: '平' },
  gaugeFlag: { range: '越界', rate: '变率', stuck: '不变', spike: '突跳', neighbours: '与邻站不符' },
  gaugeLevel: { warning: '警戒', guarantee: '保证', record: '历史' },
  datum: { frozen: '冻结基面', '1985': '1985 高程', unknown: '基面不明' },
  areaState: { idle: '未启用', prepare: '运用准备', clear: '转移清场', flood: '蓄滞洪', drain: '退水' },
  teamStatus: { standby: '待命', moving: '行进', working: '作业', resting: '休整', off: '撤离' },
  teamKind: {
    rescue: '抢险',
    patrol: '巡堤',
    engineering: '工程',
    army: '部队',
    medical: '医疗',
    transport: '运输',
    other: '其他',
  },
  injectKind: {
    weather: '雨情',
    mobilise: '动员',
    response: '响应',
    danger: '险情',
    stage: '水位',
    detention: '蓄滞洪',
    reservoir: '水库',
    breach: '决口',
    flow: '流量',
    rescue: '救援',
    lifeline: '生命线',
    order: '命令',
    close: '封堵',
    drain: '退水',
  },
  drillState: { playing: '进行中', paused: '已暂停', seeking: '正在快进', finished: '已结束', failed: '已停止' },
  danger: {
    seepage: '渗水',
    piping: '管涌',
    leak: '漏洞',
    crack: '裂缝',
    slide: '滑坡',
    collapse: '坍塌',
    overtopping: '漫溢',
    breach: '决口',
  },
  severity: { minor: '轻微', moderate: '中等', major: '严重', critical: '危急' },
  grade: { general: '一般', large: '较大', major: '重大', extraordinary: '特别重大', none: '未定级' },
  reportState: {
    received: '已收到',
    accepted: '已转事件',
    merged: '已并入',
    rejected: '未采纳',
    withdrawn: '已撤回',
  },
  incidentState: {
    unverified: '待核实',
    verified: '已核实',
    responding: '处置中',
    controlled: '已控制',
    closed: '已结束',
  },
  role: {
    administrator: '管理员',
    commander: '指挥长',
    'duty-officer': '值班员',
    'warehouse-keeper': '仓库管理员',
    field: '现场人员',
    viewer: '大屏',
  },
  source: { report: '现场上报', phone: '电话接报' },
  positionSource: { gps: '定位', map: '地图选点', village: '按村', chainage: '桩号' },
  basis: { estimated: '示意', sketched: '示意', operator: '本县核定', surveyed: '实测' },
  bank: { left: '左岸', right: '右岸' },
} as const;

type Mirror<T> = { readonly [K in keyof T]: T[K] extends string ? string : Mirror<T[K]> };

export const wordsEn: Mirror<typeof wordsZh> = {
  kind: { flood: 'Flood', danger: 'Dyke danger', disaster: 'Damage', other: 'Other' },
  gaugeState: {
    normal: 'Normal',
    'above-warning': 'Above warning',
    'above-guarantee': 'Above guarantee',
    'above-record': 'Above record',
    missing: 'No reading',
    'datum-unknown': 'Datum unknown',
    'no-thresholds': 'No thresholds',
  },
  gaugeTrend: { rising: 'rising', falling: 'falling', steady: 'steady' },
  gaugeFlag: {
    range: 'out of range',
    rate: 'too fast',
    stuck: 'stuck',
    spike: 'spike',
    neighbours: 'not confirmed nearby',
  },
  gaugeLevel: { warning: 'warning', guarantee: 'guarantee', record: 'record' },
  datum: { frozen: 'frozen datum', '1985': '1985 datum', unknown: 'datum unknown' },
  areaState: { idle: 'Idle', prepare: 'Preparing', clear: 'Clearing', flood: 'Flooded', drain: 'Draining' },
  teamStatus: { standby: 'Standby', moving: 'Moving', working: 'Working', resting: 'Resting', off: 'Off' },
  teamKind: {
    rescue: 'Rescue',
    patrol: 'Patrol',
    engineering: 'Engineering',
    army: 'Army',
    medical: 'Medical',
    transport: 'Transport',
    other: 'Other',
  },
  injectKind: {
    weather: 'Rain',
    mobilise: 'Mobilised',
    response: 'Response',
    danger: 'Danger',
    stage: 'Stage',
    detention: 'Detention',
    reservoir: 'Reservoir',
    breach: 'Breach',
    flow: 'Flow',
    rescue: 'Rescue',
    lifeline: 'Lifeline',
    order: 'Order',
    close: 'Closed',
    drain: 'Drained',
  },
  drillState: {
    playing: 'Running',
    paused: 'Paused',
    seeking: 'Going forward',
    finished: 'Over',
    failed: 'Stopped',
  },
  danger: {
    seepage: 'Seepage',
    piping: 'Piping',
    leak: 'Leak',
    crack: 'Crack',
    slide: 'Slide',
    collapse: 'Collapse',
    overtopping: 'Overtopping',
    breach: 'Breach',
  },
  severity: { minor: 'Minor', moderate: 'Moderate', major: 'Major', critical: 'Critical' },
  grade: { general: 'General', large: 'Large', major: 'Major', extraordinary: 'Extraordinary', none: 'Ungraded' },
  reportState: {
    received: 'Received',
    accepted: 'Accepted',
    merged: 'Merged',
    rejected: 'Not taken',
    withdrawn: 'Withdrawn',
  },
  incidentState: {
    unverified: 'Unverified',
    verified: 'Verified',
    responding: 'Responding',
    controlled: 'Controlled',
    closed: 'Closed',
  },
  role: {
    administrator: 'Administrator',
    commander: 'Commander',
    'duty-officer': 'Duty officer',
    'warehouse-keeper': 'Warehouse keeper',
    field: 'Field',
    viewer: 'Viewer',
  },
  source: { report: 'Field report', phone: 'Phone call' },
  positionSource: { gps: 'Located', map: 'On the map', village: 'By village', chainage: 'Chainage' },
  basis: { estimated: 'approximate', sketched: 'approximate', operator: 'confirmed', surveyed: 'surveyed' },
  bank: { left: 'left bank', right: 'right bank' },
};

export type Scale = keyof typeof wordsZh;
