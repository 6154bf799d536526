/**
 * Sends the live space's changes to other systems: signed, in order, again until they are taken, as a role may see them.
 * A receiver is a place in the log; sending runs on the node that holds the lease and never waits for anybody.
 */
@ApplicationModule(allowedDependencies = {"access", "feed::encoding", "picture", "picture::model"})
package org.anlan.webhook;

import org.springframework.modulith.ApplicationModule;
