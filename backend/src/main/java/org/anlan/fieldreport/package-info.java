/**
 * Reports from the field: what somebody saw, where and when, with photos, and what became of it.
 * A report stands without its photos; a duty officer sees, asks back, rejects, or (in incident) accepts or merges it.
 */
@ApplicationModule(allowedDependencies = {"geo", "picture", "picture::model", "access", "files", "layer", "unit"})
package org.anlan.fieldreport;

import org.springframework.modulith.ApplicationModule;
