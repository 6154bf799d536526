/**
 * The county and its reference layers: read from files, edited feature by feature, served as vector tiles, to questions
 * of where and to other modules one by one.
 * Which county and which layers is said by config/county.yaml and config/layers.yaml, never by code.
 */
@ApplicationModule(allowedDependencies = {"geo", "picture", "picture::hint", "access", "web::input"})
package org.anlan.layer;

import org.springframework.modulith.ApplicationModule;
