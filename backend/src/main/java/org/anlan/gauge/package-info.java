/**
 * Gauges (水位站): stations with thresholds, datums and dated conversions; readings as a series with quality flags; state
 * and trend by pure rules.
 */
@ApplicationModule(
        allowedDependencies = {"geo", "picture", "picture::model", "picture::sql", "picture::stream", "access", "files"
        })
package org.anlan.gauge;

import org.springframework.modulith.ApplicationModule;
