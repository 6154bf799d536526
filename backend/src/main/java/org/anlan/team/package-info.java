/**
 * Teams (队伍) with members, equipment and status; positions that phones share with consent, kept as tracks and shown at
 * once. A team may work on an incident, which is then not taken away.
 */
@ApplicationModule(
        allowedDependencies = {
            "geo",
            "picture",
            "picture::model",
            "picture::sql",
            "picture::stream",
            "access",
            "layer",
            "incident"
        })
package org.anlan.team;

import org.springframework.modulith.ApplicationModule;
