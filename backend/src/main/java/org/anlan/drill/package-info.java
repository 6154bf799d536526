/**
 * Drills (演练): isolated spaces and the player of scenarios. It acts through the command registry and the streams, as any
 * caller does, and names no feature; nothing in it can reach the live space or the outside.
 */
@ApplicationModule(allowedDependencies = {"geo", "picture", "picture::model", "picture::stream", "access"})
package org.anlan.drill;

import org.springframework.modulith.ApplicationModule;
