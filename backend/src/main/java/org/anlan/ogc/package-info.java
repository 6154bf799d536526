/**
 * OGC API – Features Part 1 over the picture's collections and the reference layers, for QGIS, GDAL and their kin.
 * One service for each space; what a role may see is what it may see on every other path.
 */
@ApplicationModule(allowedDependencies = {"geo", "picture", "picture::model", "access", "layer", "web"})
package org.anlan.ogc;

import org.springframework.modulith.ApplicationModule;
