/**
 * The common operational picture: typed features, one append-only log per space, decide → append → apply.
 * Every change of the picture goes through one pure command; nobody else writes.
 */
@ApplicationModule(allowedDependencies = {"geo"})
package org.anlan.picture;

import org.springframework.modulith.ApplicationModule;
