/**
 * Copies of the embedded database while it works. PostgreSQL has its own tools, which the command line calls.
 */
@ApplicationModule(allowedDependencies = {"access", "picture"})
package org.anlan.backup;

import org.springframework.modulith.ApplicationModule;
