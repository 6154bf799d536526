/**
 * Photos and voice notes: bounded, typed by content, cleaned of what they tell about people, stored once by hash in the
 * database. Uploads resume where they broke off; features decide by keys whose files they are and who may see them.
 */
@ApplicationModule(allowedDependencies = {"access", "picture"})
package org.anlan.files;

import org.springframework.modulith.ApplicationModule;
