/**
 * Villages and committees, detention areas and dyke sections with their chainage (桩号): what people name a place by.
 * Loads them from the county's files at start, and leaves alone whatever an operator has edited since.
 */
@ApplicationModule(allowedDependencies = {"geo", "picture", "picture::model", "access"})
package org.anlan.unit;

import org.springframework.modulith.ApplicationModule;
