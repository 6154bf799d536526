/**
 * Who calls: accounts, roles, device links, sessions, tokens, and which role may use which path.
 * Keeps its own audit of log-ins, refusals, account changes and views of personal data.
 */
@ApplicationModule(allowedDependencies = {"picture"})
package org.anlan.access;

import org.springframework.modulith.ApplicationModule;
