/** Coordinates, reference systems, distances and GeoJSON. The only importer of GeoTools; knows nothing of Spring beans. */
@ApplicationModule(allowedDependencies = {})
package org.anlan.geo;

import org.springframework.modulith.ApplicationModule;
