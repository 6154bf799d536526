/**
 * Delivers the log to screens over WebSocket: contiguous, resumable, without loss, one encoding per audience.
 * The only importer of WebSocket; a session is a position in the log, not a queue of messages.
 */
@ApplicationModule(allowedDependencies = {"picture", "picture::model", "picture::stream", "access"})
package org.anlan.feed;

import org.springframework.modulith.ApplicationModule;
