/**
 * Figures of the running server for Prometheus, on an address of their own. They hold no names, places or identifiers.
 */
@ApplicationModule(allowedDependencies = {"feed", "picture"})
package org.anlan.metrics;

import org.springframework.modulith.ApplicationModule;
