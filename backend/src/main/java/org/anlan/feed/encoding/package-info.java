/** What an audience sees, as bytes: features, changes, and the frames that changes are joined into. */
@NamedInterface("encoding")
package org.anlan.feed.encoding;

import org.springframework.modulith.NamedInterface;
