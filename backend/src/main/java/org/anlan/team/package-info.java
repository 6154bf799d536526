/**
 * Teams (队伍) with members, equipment and status; positions that phones share with consent, kept as tracks and shown at
 * once.
 */
@ApplicationModule(allowedDependencies = {"geo", "picture", "picture::model", "picture::stream", "access", "layer"})
package org.anlan.team;

import org.springframework.modulith.ApplicationModule;
