/**
 * The county and its reference layers: what does not change during an operation, read from files, served as vector tiles
 * and to other modules one by one.
 * Which county and which layers is said by config/county.yaml and config/layers.yaml, never by code.
 */
@ApplicationModule(allowedDependencies = {"geo", "picture", "access"})
package org.anlan.layer;

import org.springframework.modulith.ApplicationModule;
