/**
 * Incidents (事件): what the command centre deals with, from a field report or a phone call to the closing, with grade,
 * commander on scene, timeline and linked reports. Adds accept, merge and unmerge to the field reports.
 */
@ApplicationModule(allowedDependencies = {"geo", "picture", "picture::model", "access", "unit", "fieldreport"})
package org.anlan.incident;

import org.springframework.modulith.ApplicationModule;
