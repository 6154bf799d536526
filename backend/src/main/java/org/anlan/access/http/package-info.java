/** The calls under /api about oneself, accounts, device links, tokens and the audit. */
package org.anlan.access.http;
