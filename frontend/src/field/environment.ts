export interface Environment {
  /** HTTPS or localhost: without it a browser gives no service worker, no position, no microphone. */
  secure: boolean;
  /** WeChat's own browser keeps nothing and must be left. */
  wechat: boolean;
}

export function environment(userAgent = navigator.userAgent, secure = globalThis.isSecureContext): Environment {
  return { secure, wechat: /MicroMessenger/i.test(userAgent) };
}
