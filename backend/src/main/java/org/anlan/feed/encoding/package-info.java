/** What an audience sees, as bytes: features, changes, and the frames that changes are joined into. */
package org.anlan.feed.encoding;
